import type { AreaRef } from "../domain/document.ts";
import { createPolygonIndex } from "../lib/point-in-polygon.ts";
import { ringsOfFeatures } from "../lib/polygon-set.ts";
import { remembered } from "../lib/remembered.ts";
import type { MapPoint, MapView } from "../map/map-view.ts";
import { hover, select } from "../state/actions.ts";
import { tellDrag, tellMove, tellTap } from "../state/map-pointer.ts";
import { type AppState, store } from "../state/store.ts";
import { baseMapOf } from "./base-map.ts";

/** Keeps the base map that of the dataset. */
export function showBaseOf(map: MapView): void {
  const sources = ({ session, document }: AppState) =>
    [session.base, document.style.overlays.includes("buildings")] as const;
  const show = ([base, buildings]: ReturnType<typeof sources>) => map.setBase(base ? baseMapOf(base, buildings) : {});
  store.subscribe(sources, show, { equalityFn: sameItems, fireImmediately: true });
}

/** Points at and chooses areas with a map's pointer, unless the view has its own use for it. */
export function listenToPointer(map: MapView): void {
  map.onPointer((point) => {
    const owned = tellMove(point);
    hover(point && !owned ? areaAt(point) : null);
  });
  map.onDrag(tellDrag);
  map.onTap((point) => {
    if (tellTap(point)) return;
    const area = areaAt(point);
    const { selection } = store.getState().document;
    select(area?.id === selection?.id ? null : area);
  });
}

/** What the picture on a map is made of. */
export const pictureSources = ({ document, session, linked, hovered, viewport, viewLayers }: AppState) =>
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

/** Whether two lists hold the same things. */
export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.every((item, i) => item === b[i]);
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
