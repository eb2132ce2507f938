/** How a cumulative sum judges counts. */
export interface CusumOptions {
  /** Reference value and decision interval, in standard deviations: 1.04 and 2.26 give an ARL of 500 for Poisson counts. */
  readonly k: number;
  readonly h: number;
  /** Mean count in control; more than 0. */
  readonly mean: number;
  /** `rossi` makes small Poisson counts more nearly normal (Rossi et al. 1999). */
  readonly transform: "standard" | "rossi";
}

/** A count in standard deviations above the mean. */
function standardised(count: number, { mean, transform }: CusumOptions): number {
  return transform === "standard"
    ? (count - mean) / Math.sqrt(mean)
    : (count - 3 * mean + 2 * Math.sqrt(count * mean)) / (2 * Math.sqrt(mean));
}

/** The cumulative sum before each count, and the least count that would raise an alarm. */
export interface Cusum {
  readonly sum: Float64Array;
  readonly upper: Float64Array;
  readonly alarm: Uint8Array;
}

/**
 * The upper cumulative sum S ← max(0, S + z − k) with an alarm at S ≥ h, as `cusum` of R's surveillance 1.20. A missing
 * count leaves the sum as it is: it is not a zero.
 */
export function cusum(counts: ArrayLike<number>, options: CusumOptions): Cusum {
  if (!(options.mean > 0)) throw new Error(`cusum: the mean must be more than 0, not ${options.mean}`);
  const sum = new Float64Array(counts.length);
  const upper = new Float64Array(counts.length);
  const alarm = new Uint8Array(counts.length);
  let s = 0;
  for (let t = 0; t < counts.length; t++) {
    upper[t] = leastAlarm(s, options);
    if (!Number.isNaN(counts[t])) s = Math.max(0, s + standardised(counts[t], options) - options.k);
    sum[t] = s;
    alarm[t] = s >= options.h && !Number.isNaN(counts[t]) ? 1 : 0;
  }
  return { sum, upper, alarm };
}

function leastAlarm(sum: number, options: CusumOptions): number {
  let count = Math.max(0, Math.floor(options.mean));
  const alarms = (n: number) => sum + standardised(n, options) - options.k >= options.h;
  while (!alarms(count)) count++;
  while (count > 0 && alarms(count - 1)) count--;
  return count;
}
