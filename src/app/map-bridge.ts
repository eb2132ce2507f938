import type { AreaRef, Camera } from "../domain/document.ts";
import type { Box } from "../domain/manifest.ts";
import { createPolygonIndex } from "../lib/point-in-polygon.ts";
import { ringsOfFeatures } from "../lib/polygon-set.ts";
import { remembered } from "../lib/remembered.ts";
import type { MapPoint, MapView } from "../map/map-view.ts";
import { hover, select, setCamera } from "../state/actions.ts";
import { tellMove, tellTap } from "../state/map-pointer.ts";
import { sceneOf } from "../state/scene.ts";
import { type AppState, store } from "../state/store.ts";
import { baseMapOf } from "./base-map.ts";

/** A movement is over when nothing has moved for so long: what depends on the viewport is computed then. */
const restMilliseconds = 120;

/** A map whose movements and clicks are in the state, and on which the state's picture is. */
export interface ConnectedMap {
  readonly map: MapView;
  /** Resolves when the state knows what the map shows. */
  rested(): Promise<void>;
}

/** Keeps the map and the state the same: the state's picture on the map, the map's movements and clicks in the state. */
export function connectMap(map: MapView): ConnectedMap {
  store.subscribe(pictureSources, () => draw(map), { equalityFn: sameItems, fireImmediately: true });
  const baseSources = ({ session, document }: AppState) =>
    [session.base, document.style.overlays.includes("buildings")] as const;
  const showBase = ([base, buildings]: ReturnType<typeof baseSources>) =>
    map.setBase(base ? baseMapOf(base, buildings) : {});
  store.subscribe(baseSources, showBase, { equalityFn: sameItems, fireImmediately: true });
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
  map.onPointer((point) => {
    tellMove(point);
    hover(point && areaAt(point));
  });
  map.onTap((point) => {
    if (tellTap(point)) return;
    const area = areaAt(point);
    const { selection } = store.getState().document;
    select(area?.id === selection?.id ? null : area);
  });
  return { map, rested: async () => rest?.promise };
}

const pictureSources = ({ document, session, linked, hovered, viewport, viewLayers }: AppState) =>
  [
    document.style,
    document.theme,
    document.selection,
    session.areas,
    session.base,
    session.cameras,
    session.facilities,
    session.stations,
    linked,
    hovered,
    viewport,
    viewLayers,
  ] as const;

const cameraSources = ({ document, session }: AppState) => [document.camera, session.manifest?.box ?? null] as const;

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.every((item, i) => item === b[i]);
}

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

function areaAt({ lon, lat }: MapPoint): AreaRef | null {
  const { session, linked } = store.getState();
  const table = linked?.areaLevel ? session.areas.get(linked.areaLevel) : undefined;
  if (!table) return null;
  const index = remembered(table, "index", () => createPolygonIndex(ringsOfFeatures(table.polygons)));
  const row = index.locateOne(lon, lat);
  const id = table.ids[row];
  return id === undefined ? null : { level: table.level, id };
}
