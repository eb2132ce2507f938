import type { Camera } from "../domain/document.ts";
import type { Box } from "../domain/manifest.ts";
import type { MapView } from "../map/map-view.ts";
import { setCamera } from "../state/actions.ts";
import { offerMapPicture } from "../state/map-picture.ts";
import { sceneOf } from "../state/scene.ts";
import { type AppState, store } from "../state/store.ts";
import { connectBeside } from "./beside-map.ts";
import { listenToPointer, pictureSources, sameItems, showBaseOf } from "./map-parts.ts";

/** A movement is over when nothing has moved for so long: what depends on the viewport is computed then. */
const restMilliseconds = 120;

/** A map whose movements and clicks are in the state, and on which the state's picture is. */
export interface ConnectedMap {
  readonly map: MapView;
  /** Resolves when the state knows what the map shows. */
  rested(): Promise<void>;
  /** Resolves when everything is drawn, on the map beside too. */
  settled(): Promise<void>;
}

/** Keeps the map and the state the same: the state's picture on the map, the map's movements and clicks in the state. */
export function connectMap(map: MapView): ConnectedMap {
  store.subscribe(pictureSources, () => draw(map), { equalityFn: sameItems, fireImmediately: true });
  showBaseOf(map);
  store.subscribe(({ document }) => document.theme, map.setTheme, { fireImmediately: true });
  store.subscribe(cameraSources, ([camera, box]) => follow(map, camera, box), {
    equalityFn: sameItems,
    fireImmediately: true,
  });
  let rest: PromiseWithResolvers<void> | null = null;
  let timer = 0;
  map.onRest((camera, byHand) => {
    rest ??= Promise.withResolvers<void>();
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      store.setState({ viewport: map.viewport() });
      if (byHand) setCamera(camera);
      rest?.resolve();
      rest = null;
    }, restMilliseconds);
  });
  listenToPointer(map);
  offerMapPicture(map.screenshot);
  const container = document.getElementById("map-beside");
  const beside = container && connectBeside(map, container);
  const settled = async () => {
    await map.settled();
    await beside?.settled();
  };
  return { map, rested: async () => rest?.promise, settled };
}

const cameraSources = ({ document, session }: AppState) => [document.camera, session.manifest?.box ?? null] as const;

function draw(map: MapView): void {
  const scene = sceneOf(store.getState());
  map.setLayers(scene.flatMap((layer) => [...layer.build()]));
  store.setState({ legends: scene.flatMap((layer) => layer.legend() ?? []) });
}

function follow(map: MapView, camera: Camera | null, box: Box | null): void {
  if (camera && differ(map.camera(), camera)) map.setCamera(camera);
  else if (!camera && box) map.fit(box);
  store.setState({ viewport: map.viewport() });
}

/** Whether two cameras differ by more than a link can say. */
function differ(a: Camera, b: Camera): boolean {
  return Math.abs(a.lon - b.lon) > 1e-5 || Math.abs(a.lat - b.lat) > 1e-5 || Math.abs(a.zoom - b.zoom) > 0.01;
}
