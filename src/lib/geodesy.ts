import type { Box } from "../domain/manifest.ts";
import { asin, cos, sin } from "./elementary/circle.ts";

/** WGS-84 ellipsoid. */
const semiMajorMetres = 6_378_137;
const flattening = 1 / 298.257223563;
const eccentricitySquared = flattening * (2 - flattening);
const eccentricity = Math.sqrt(eccentricitySquared);
const meanRadiusMetres = 6_371_008.8;
const radians = Math.PI / 180;

/** Metres of one degree of longitude and of latitude at a latitude (degrees), on the WGS-84 ellipsoid. */
export function metresPerDegree(lat: number): { readonly lon: number; readonly lat: number } {
  const sine = sin(lat * radians);
  const w = 1 - eccentricitySquared * sine * sine;
  const primeVertical = semiMajorMetres / Math.sqrt(w);
  const meridian = (semiMajorMetres * (1 - eccentricitySquared)) / (w * Math.sqrt(w));
  return { lon: primeVertical * cos(lat * radians) * radians, lat: meridian * radians };
}

/** Great-circle distance in metres between two positions in degrees, on a sphere of the Earth's mean radius. */
export function haversineMetres(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const dLat = sin(((lat2 - lat1) * radians) / 2);
  const dLon = sin(((lon2 - lon1) * radians) / 2);
  const h = dLat * dLat + cos(lat1 * radians) * cos(lat2 * radians) * dLon * dLon;
  return 2 * meanRadiusMetres * asin(Math.min(1, Math.sqrt(h)));
}

/** The inverse hyperbolic tangent within ±0.09, by its series. */
function areaTangent(x: number): number {
  const z = x * x;
  const far = 1 / 9 + z * (1 / 11 + z * (1 / 13 + z * (1 / 15 + z / 17)));
  return x * (1 + z * (1 / 3 + z * (1 / 5 + z * (1 / 7 + z * far))));
}

/** Height in metres of a latitude on the ellipsoid's equal-area cylinder (Snyder 1987, eq. 10-15 and 3-12). */
export function equalAreaHeight(lat: number): number {
  const sine = sin(lat * radians);
  const es = eccentricity * sine;
  const q = (1 - eccentricitySquared) * (sine / (1 - es * es) + areaTangent(es) / eccentricity);
  return (semiMajorMetres * q) / 2;
}

/**
 * Signed area in m² of a ring: `coords` holds lon, lat pairs in degrees, points `from` (included) to `to` (excluded);
 * counter-clockwise is positive. Exact on the WGS-84 ellipsoid for short edges (an equal-area projection).
 */
export function ringAreaM2(coords: ArrayLike<number>, from = 0, to = coords.length / 2): number {
  if (to - from < 3) return 0;
  const originLon = coords[2 * from];
  const originHeight = equalAreaHeight(coords[2 * from + 1]);
  let previousX = (coords[2 * to - 2] - originLon) * radians * semiMajorMetres;
  let previousY = equalAreaHeight(coords[2 * to - 1]) - originHeight;
  let twice = 0;
  for (let i = from; i < to; i++) {
    const x = (coords[2 * i] - originLon) * radians * semiMajorMetres;
    const y = equalAreaHeight(coords[2 * i + 1]) - originHeight;
    twice += previousX * y - x * previousY;
    previousX = x;
    previousY = y;
  }
  return twice / 2;
}

/**
 * Area in m² of a polygon or multipolygon given as flat rings (see `lib/wkb.ts`): the first ring of each polygon counts
 * and its holes are taken off, whichever way the rings turn.
 */
export function polygonAreaM2(polygon: {
  readonly coords: ArrayLike<number>;
  readonly ringEnds: ArrayLike<number>;
  readonly polygonEnds: ArrayLike<number>;
}): number {
  let area = 0;
  let ring = 0;
  let point = 0;
  for (let part = 0; part < polygon.polygonEnds.length; part++) {
    for (let first = true; ring < polygon.polygonEnds[part]; ring++, first = false) {
      const size = Math.abs(ringAreaM2(polygon.coords, point, polygon.ringEnds[ring]));
      area += first ? size : -size;
      point = polygon.ringEnds[ring];
    }
  }
  return area;
}

/** The smallest box around lon, lat pairs, or undefined when there are none. */
export function boxOf(coords: ArrayLike<number>): Box | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < coords.length; i += 2) {
    const lon = coords[i];
    const lat = coords[i + 1];
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  return west <= east && south <= north ? [west, south, east, north] : undefined;
}

/** The smallest box around two boxes, either of which may be missing. */
export function unionBox(a: Box | undefined, b: Box | undefined): Box | undefined {
  if (!a || !b) return a ?? b;
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** A box made larger on every side by `share` of its own width and height. */
export function growBox(box: Box, share: number): Box {
  const lon = (box[2] - box[0]) * share;
  const lat = (box[3] - box[1]) * share;
  return [box[0] - lon, box[1] - lat, box[2] + lon, box[3] + lat];
}

/** A little room around the outermost positions, so that even a single one has a box to be shown in. */
export function paddedBox([west, south, east, north]: Box): Box {
  const room = Math.max(0.002, 0.01 * Math.max(east - west, north - south));
  return [west - room, south - room, east + room, north + room];
}

/** Whether a position lies in a box, its edges included; false for NaN. */
export function inBox(box: Box, lon: number, lat: number): boolean {
  return lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3];
}
