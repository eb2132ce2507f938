import type { Polygons } from "../../../domain/geometry.ts";
import { boxOf } from "../../../lib/geodesy.ts";
import type { Arrangement } from "../../../lib/topology/arrangement.ts";
import { type EqualAreaPlane, equalAreaPlane } from "../../../lib/topology/equal-area.ts";

/** Areas on a flat map of true sizes, beside the degrees they were given in. */
export interface Survey {
  readonly plane: EqualAreaPlane;
  readonly degrees: Float64Array;
  readonly polygons: Polygons;
}

/** Areas laid on a flat map around their middle. */
export function surveyOf(areas: Polygons): Survey {
  const [west, south, east, north] = boxOf(areas.coordinates) ?? [0, 0, 0, 0];
  const plane = equalAreaPlane((west + east) / 2, (south + north) / 2);
  const polygons = { ...areas, coordinates: plane.toMetres(areas.coordinates) };
  return { plane, degrees: areas.coordinates, polygons };
}

/** Longitude and latitude of every vertex of an arrangement: as given where it was, computed where borders cross. */
export function placesOf({ plane, degrees }: Survey, { noded }: Arrangement): Float64Array {
  const { x, y, source, unit, originX, originY } = noded;
  const places = new Float64Array(2 * x.length);
  for (let v = 0; v < x.length; v++) {
    const given = source[v];
    const at =
      given >= 0
        ? degrees.subarray(2 * given, 2 * given + 2)
        : plane.toDegrees([originX + x[v] * unit, originY + y[v] * unit]);
    places.set(at, 2 * v);
  }
  return places;
}

/** Polygons as columns of a result, each name begun with a word. */
export function polygonColumns<Name extends string>(name: Name, polygons: Polygons) {
  const columns = {
    [`${name}Coordinates`]: polygons.coordinates,
    [`${name}Rings`]: polygons.ringOffsets,
    [`${name}Polygons`]: polygons.polygonOffsets,
    [`${name}Features`]: polygons.featureOffsets,
  };
  // Every key has just been made of the name.
  return columns as PolygonColumns<Name>;
}

type PolygonColumns<Name extends string> = { readonly [K in `${Name}Coordinates`]: Float64Array } & {
  readonly [K in `${Name}${"Rings" | "Polygons" | "Features"}`]: Uint32Array;
};
