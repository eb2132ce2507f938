import type { AreaRef, Camera } from "../domain/document.ts";
import type { Box } from "../domain/manifest.ts";
import { createPolygonIndex } from "../lib/point-in-polygon.ts";
import { ringsOfFeatures } from "../lib/polygon-set.ts";
import { remembered } from "../lib/remembered.ts";
import type { MapPoint, MapView } from "../map/map-view.ts";
import { hover, select, setCamera } from "../state/actions.ts";
import { sceneOf } from "../state/scene.ts";
import { type AppState, store } from "../state/store.ts";
import { baseMapOf } from "./base-map.ts";

/** Keeps the map and the state the same: the state's picture on the map, the map's movements and clicks in the state. */
export function connectMap(map: MapView): void {
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
  map.onRest((camera, byHand) => {
    store.setState({ viewport: map.viewport() });
    if (byHand) setCamera(camera);
  });
  map.onPointer((point) => hover(point && areaAt(point)));
  map.onTap((point) => {
    const area = areaAt(point);
    const { selection } = store.getState().document;
    select(area?.id === selection?.id ? null : area);
  });
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
