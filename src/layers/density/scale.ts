import type { RampScale } from "../../domain/layer.ts";

/** Where a value lies on the colour ramp, and back. */
export interface DensityScale {
  readonly position: (value: number) => number;
  readonly value: (position: number) => number;
}

const sampleSize = 2048;

/** The scale of a field from 0 to `max`; `quantile` follows the ranks of the cells that are not empty. */
export function densityScale(scale: RampScale, field: Float32Array, max: number): DensityScale {
  const top = max > 0 ? max : 1;
  if (scale === "linear") return { position: (value) => value / top, value: (position) => position * top };
  if (scale === "sqrt") {
    return { position: (value) => Math.sqrt(Math.max(0, value) / top), value: (position) => position * position * top };
  }
  const ranks = sampleOf(field, top);
  const last = Math.max(1, ranks.length - 1);
  return {
    position: (value) => (value <= 0 ? 0 : rankOf(ranks, value) / last),
    value: (position) => ranks[Math.round(Math.max(0, Math.min(1, position)) * last)] ?? 0,
  };
}

/** Sorted values of cells above a thousandth of the top, evenly picked. */
function sampleOf(field: Float32Array, top: number): Float32Array {
  const filled = field.filter((value) => value > top / 1000);
  const step = Math.max(1, Math.floor(filled.length / sampleSize));
  const sample = filled.filter((_, i) => i % step === 0).sort();
  return Float32Array.from([0, ...sample]);
}

function rankOf(sorted: Float32Array, value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The largest value of a field, 0 for an empty one. */
export function largest(field: Float32Array): number {
  let max = 0;
  for (const value of field) if (value > max) max = value;
  return max;
}
