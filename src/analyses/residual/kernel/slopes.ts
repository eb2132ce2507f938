import type { QuantileInterval } from "../../../lib/survival.ts";
import { differenceOf, mediansBy, type Watched } from "./medians.ts";

/** How much later cases are for each minute farther away, by group. */
export interface Slope extends QuantileInterval {
  /** Mean modelled drive of the group. */
  readonly drive: number;
}

/**
 * The line through the medians of the nearer and the farther half of each group (Brown & Mood 1951, Proc. 2nd Berkeley
 * Symp., 159–166), which neither outliers nor open cases pull away; its interval by the delta method.
 *
 * @param drive modelled drive of each case, in the unit of the values
 */
export function slopesBy(watched: Watched, drive: Float64Array, group: Uint32Array, groups: number): Slope[] {
  const cuts = middles(drive, group, groups);
  const half = group.map((g, i) => (g >= groups ? 2 * groups : 2 * g + (drive[i] > cuts[g] ? 1 : 0)));
  const medians = mediansBy(watched, half, 2 * groups);
  const means = meansBy(drive, half, 2 * groups);
  const drives = meansBy(drive, group, groups);
  return drives.map((mean, g) => {
    const span = means[2 * g + 1] - means[2 * g];
    return { ...differenceOf(medians[2 * g + 1], medians[2 * g], span), drive: mean };
  });
}

/** The middle value of each group. */
export function middles(values: Float64Array, group: Uint32Array, groups: number): Float64Array {
  const start = new Uint32Array(groups + 1);
  for (let i = 0; i < group.length; i++) if (group[i] < groups) start[group[i] + 1]++;
  for (let g = 0; g < groups; g++) start[g + 1] += start[g];
  const filled = start.slice();
  const sorted = new Float64Array(start[groups]);
  for (let i = 0; i < group.length; i++) if (group[i] < groups) sorted[filled[group[i]]++] = values[i];
  const out = new Float64Array(groups).fill(Number.NaN);
  for (let g = 0; g < groups; g++) {
    const own = sorted.subarray(start[g], start[g + 1]).sort();
    if (own.length > 0) out[g] = own[own.length >> 1];
  }
  return out;
}

function meansBy(values: Float64Array, group: Uint32Array, groups: number): number[] {
  const [sum, count] = [new Float64Array(groups), new Float64Array(groups)];
  values.forEach((value, i) => {
    if (group[i] >= groups) return;
    sum[group[i]] += value;
    count[group[i]]++;
  });
  return Array.from(sum, (total, g) => total / count[g]);
}
