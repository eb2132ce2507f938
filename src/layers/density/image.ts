import type { Ramp } from "../../lib/colour.ts";
import type { DensityScale } from "./scale.ts";

const steps = 256;
const mostOpaque = 0.82;
/** Position from which the raster is as opaque as it gets. */
const opaqueFrom = 1;

/** Opacity 0..1 along the ramp: nothing where there is nothing, so that the map stays readable. */
export function densityAlpha(position: number): number {
  const t = Math.max(0, Math.min(1, position / opaqueFrom));
  return mostOpaque * t * t * (3 - 2 * t);
}

function colourTable(ramp: Ramp): Uint32Array {
  const table = new Uint8ClampedArray(4 * steps);
  for (let i = 0; i < steps; i++) {
    table.set([...ramp(i / (steps - 1)), Math.round(255 * densityAlpha(i / (steps - 1)))], 4 * i);
  }
  return new Uint32Array(table.buffer);
}

/** A field as red, green, blue, alpha: four bytes a cell. */
export function densityPixels(field: Float32Array, scale: DensityScale, ramp: Ramp): Uint8ClampedArray {
  const table = colourTable(ramp);
  const pixels = new Uint32Array(field.length);
  for (let i = 0; i < field.length; i++) {
    const position = scale.position(field[i] ?? 0);
    pixels[i] = table[Math.min(steps - 1, Math.max(0, Math.round(position * (steps - 1))))] ?? 0;
  }
  return new Uint8ClampedArray(pixels.buffer);
}
