import { createPolygonIndex } from "../../../lib/point-in-polygon.ts";
import { ringsOfFeatures } from "../../../lib/polygon-set.ts";
import { remembered } from "../../../lib/remembered.ts";
import { createLocalStore } from "../../../state/local-store.ts";
import type { PointerPlace } from "../../../state/map-pointer.ts";
import type { HotspotsResult } from "./compute.ts";

/** The cell made on the fly that is pointed at, in the list or on the map: the rest of the page does not know it. */
export const pointed = createLocalStore<{ readonly row: number | null }>({ row: null });

export function pointAt(row: number | null): void {
  if (pointed.getState().row !== row) pointed.setState({ row });
}

/** The made cell at a place; `null` for areas of the dataset, which the page finds itself. */
export function cellAt(result: HotspotsResult | undefined, place: PointerPlace | null): number | null {
  if (!place || !result?.input.settings.made) return null;
  const { polygons } = result.now.study.areas;
  const index = remembered(polygons, "index", () => createPolygonIndex(ringsOfFeatures(polygons)));
  const row = index.locateOne(place.lon, place.lat);
  return row < 0 ? null : row;
}
