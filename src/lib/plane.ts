import { metresPerDegree } from "./geodesy.ts";

/**
 * A flat map of a city in metres, east and north of its origin (longitude and latitude in degrees): lengths are true to
 * 0.1 % within 5 km north and south of the origin at middle latitudes.
 */
export interface Plane {
  readonly lon: number;
  readonly lat: number;
  readonly metresPerLon: number;
  readonly metresPerLat: number;
}

/** The plane that touches the ellipsoid at a place. */
export function planeAt(lon: number, lat: number): Plane {
  const metres = metresPerDegree(lat);
  return { lon, lat, metresPerLon: metres.lon, metresPerLat: metres.lat };
}

/** Positions in degrees, interleaved, as metres on a plane. */
export function toPlane(plane: Plane, degrees: ArrayLike<number>): Float64Array {
  const metres = new Float64Array(degrees.length);
  for (let i = 0; i + 1 < metres.length; i += 2) {
    metres[i] = (degrees[i] - plane.lon) * plane.metresPerLon;
    metres[i + 1] = (degrees[i + 1] - plane.lat) * plane.metresPerLat;
  }
  return metres;
}

/** Positions in metres on a plane, interleaved, as degrees. */
export function fromPlane(plane: Plane, metres: ArrayLike<number>): Float64Array {
  const degrees = new Float64Array(metres.length);
  for (let i = 0; i + 1 < degrees.length; i += 2) {
    degrees[i] = metres[i] / plane.metresPerLon + plane.lon;
    degrees[i + 1] = metres[i + 1] / plane.metresPerLat + plane.lat;
  }
  return degrees;
}

/** Polygons in metres on a plane: `rings` holds x and y interleaved, feature `f` has the rings from `ringOf[f]` on. */
export interface PlanePolygons {
  /** x and y in metres, interleaved; rings are closed. */
  readonly points: Float64Array;
  /** Ring → its first point; one entry more than rings. */
  readonly ringStart: Uint32Array;
  /** Feature → its first ring; one entry more than features. */
  readonly featureStart: Uint32Array;
}

/** The points of feature `f`: from (included) and to (excluded), as indices of pairs. */
export function pointsOfFeature({ ringStart, featureStart }: PlanePolygons, f: number): readonly [number, number] {
  return [ringStart[featureStart[f]], ringStart[featureStart[f + 1]]];
}
