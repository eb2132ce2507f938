import { areaCount, type Csr } from "../../../lib/csr.ts";
import { centred } from "../../../lib/stats.ts";

export interface CubeTask {
  /** Step by step, area by area. */
  readonly value: Float64Array;
  readonly csr: Csr;
  /** Earlier steps whose neighbourhood counts as well. */
  readonly lag: number;
  /** Mean and variance of all bins (Esri), or of the bins of the same step (sfdep). */
  readonly pool: "cube" | "slice";
}

/**
 * Gi* of every bin of a space-time cube: its neighbours are its own area and the neighbouring ones in its step and the
 * `lag` steps before, as far as the cube reaches. 0 where the variance is 0. Yields its progress.
 */
export function* cubeGiStar({ value, csr, lag, pool }: CubeTask): Generator<number, Float64Array, void> {
  const areas = areaCount(csr);
  const steps = areas === 0 ? 0 : value.length / areas;
  const z = new Float64Array(value.length);
  const whole = centred(value);
  const sums = new Float64Array(value.length);
  for (let t = 0; t < steps; t++) {
    sumNeighbourhoods(whole.deviation, csr, t * areas, sums);
    const slice = centred(whole.deviation.subarray(t * areas, (t + 1) * areas));
    const shift = pool === "cube" ? 0 : whole.deviation[t * areas] - slice.deviation[0];
    const field = pool === "cube" ? { n: value.length, squares: whole.squares } : { n: areas, squares: slice.squares };
    const layers = Math.min(lag, t) + 1;
    for (let i = 0; i < areas; i++) {
      const weight = (csr.start[i + 1] - csr.start[i] + 1) * layers;
      let sum = 0;
      for (let back = 0; back < layers; back++) sum += sums[(t - back) * areas + i];
      z[t * areas + i] = deviate(sum - weight * shift, weight, field);
    }
    yield (t + 1) / steps;
  }
  return z;
}

/** Σ over each area and its neighbours, of one step. */
function sumNeighbourhoods(
  deviation: Float64Array,
  { start, neighbour }: Csr,
  offset: number,
  out: Float64Array,
): void {
  for (let i = 0; i + 1 < start.length; i++) {
    let sum = deviation[offset + i];
    for (let k = start[i]; k < start[i + 1]; k++) sum += deviation[offset + neighbour[k]];
    out[offset + i] = sum;
  }
}

function deviate(sum: number, weight: number, { n, squares }: { n: number; squares: number }): number {
  const variance = ((squares / n) * (n * weight - weight * weight)) / (n - 1);
  return variance > 0 ? sum / Math.sqrt(variance) : 0;
}
