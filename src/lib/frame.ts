import type { Box } from "../domain/manifest.ts";
import { cos } from "./elementary/circle.ts";
import { latitudeOf, longitudeOf, mercatorX, mercatorY } from "./mercator.ts";

const earthCircumferenceMetres = 40_075_016.686;

/**
 * The square in Web Mercator around a box, same centre, 1 % wider: the frame in which positions are kept as 16-bit
 * numbers, so that a step is as long to the east as to the south.
 */
export function squareFrame([west, south, east, north]: Box): Box {
  const x0 = mercatorX(west);
  const x1 = mercatorX(east);
  const y0 = mercatorY(north);
  const y1 = mercatorY(south);
  const half = (Math.max(x1 - x0, y1 - y0, 1e-9) * 1.01) / 2;
  const x = (x0 + x1) / 2;
  const y = (y0 + y1) / 2;
  return [longitudeOf(x - half), latitudeOf(y + half), longitudeOf(x + half), latitudeOf(y - half)];
}

/** Metres on the ground of one 16-bit step of a square frame, at its middle latitude. */
export function frameStepMetres([west, south, east, north]: Box): number {
  const latitude = ((south + north) / 2) * (Math.PI / 180);
  return (((east - west) / 360) * earthCircumferenceMetres * cos(latitude)) / 65535;
}
