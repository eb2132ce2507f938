import type { GeoJsonGeometry } from "../dataset/types.ts";
import { toLonLat } from "./frame.ts";
import type { Point, Ring } from "./geometry.ts";

const closed = (ring: Ring) => [...ring, ring[0]].map(toLonLat);

/** A polygon, or several, from outer rings with their holes. */
export function ringsToGeoJson(polygons: readonly (readonly Ring[])[]): GeoJsonGeometry {
  const coordinates = polygons.map((rings) => rings.map(closed));
  return coordinates.length === 1
    ? { type: "Polygon", coordinates: coordinates[0] }
    : { type: "MultiPolygon", coordinates };
}

/** A line. */
export function lineToGeoJson(line: readonly Point[]): GeoJsonGeometry {
  return { type: "LineString", coordinates: line.map(toLonLat) };
}
