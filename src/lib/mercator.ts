import type { Box } from "../domain/manifest.ts";
import { atan, tan } from "./elementary/circle.ts";
import { exp, log } from "./elementary/powers.ts";

/** The latitude at which the Web-Mercator square ends, in degrees. */
export const maxLatitude = 85.051128779806604;

const radians = Math.PI / 180;

/** Web-Mercator x of a longitude in degrees: 0 at the antimeridian in the west, 1 in the east. */
export function mercatorX(lon: number): number {
  return (lon + 180) / 360;
}

/** Web-Mercator y of a latitude in degrees: 0 at the north end of the square, 1 at the south end. */
export function mercatorY(lat: number): number {
  const clamped = Math.max(-maxLatitude, Math.min(maxLatitude, lat));
  return 0.5 - log(tan((45 + clamped / 2) * radians)) / (2 * Math.PI);
}

/** Longitude in degrees of a Web-Mercator x in 0..1. */
export function longitudeOf(x: number): number {
  return x * 360 - 180;
}

/** Latitude in degrees of a Web-Mercator y in 0..1. */
export function latitudeOf(y: number): number {
  return (2 * atan(exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) / radians;
}

const steps = 2048;

/** Puts degrees into 16-bit coordinates of a box; `xs` and `ys` fill `out` from `from` on, one entry for each value. */
export interface BoxQuantiser {
  xs(lons: ArrayLike<number>, out: Uint16Array, from?: number): void;
  ys(lats: ArrayLike<number>, out: Uint16Array, from?: number): void;
}

/**
 * Positions inside a box as 16-bit numbers: x from 0 at its west edge to 65535 at its east edge, y from 0 at its north
 * edge to 65535 at its south edge, both even in Web Mercator. A position outside is moved to the nearest edge, NaN to
 * the north-west corner.
 *
 * `ys` interpolates a table of latitudes, which is off by less than 0.02 steps for a city and one step for a continent.
 */
export function boxQuantiser(box: Box): BoxQuantiser {
  const [west, south, east, north] = box;
  const xScale = east > west ? 65535 / (east - west) : 0;
  const top = mercatorY(north);
  const height = mercatorY(south) - top;
  const yScale = height > 0 ? 65535 / height : 0;
  const degrees = (north - south) / steps;
  const table = new Float64Array(steps + 2);
  for (let i = 0; i < table.length; i++) table[i] = (mercatorY(north - i * degrees) - top) * yScale + 0.5;
  const perDegree = degrees > 0 ? 1 / degrees : 0;

  return {
    xs(lons, out, from = 0) {
      for (let i = 0; i < lons.length; i++) {
        const x = (lons[i] - west) * xScale + 0.5;
        out[from + i] = x > 0 ? Math.min(x, 65535) : 0;
      }
    },
    ys(lats, out, from = 0) {
      for (let i = 0; i < lats.length; i++) {
        const at = (north - lats[i]) * perDegree;
        if (!(at > 0)) out[from + i] = 0;
        else if (at >= steps) out[from + i] = 65535;
        else {
          const step = at | 0;
          out[from + i] = table[step] + (table[step + 1] - table[step]) * (at - step);
        }
      }
    },
  };
}

/** The position in degrees of 16-bit coordinates inside a box: the inverse of `boxQuantiser`. */
export function unquantise(box: Box, x: number, y: number): [lon: number, lat: number] {
  const [west, south, east, north] = box;
  const top = mercatorY(north);
  return [west + (x / 65535) * (east - west), latitudeOf(top + (y / 65535) * (mercatorY(south) - top))];
}

/** The position inside a box as 16-bit steps, not rounded and not cut off at its edges: the inverse of `unquantise`. */
export function quantise(box: Box, lon: number, lat: number): [x: number, y: number] {
  const [west, south, east, north] = box;
  const top = mercatorY(north);
  return [((lon - west) / (east - west)) * 65535, ((mercatorY(lat) - top) / (mercatorY(south) - top)) * 65535];
}
