import { normalQuantile } from "../normal.ts";
import { mean, sampleVariance } from "../stats.ts";

/** The three detectors of EARS (Hutwagner et al. 2003). */
export const earsMethods = ["c1", "c2", "c3"] as const;
export type EarsMethod = (typeof earsMethods)[number];

/** How EARS judges a count. */
export interface EarsOptions {
  readonly method: EarsMethod;
  /** Counts in the baseline: 7 usually. */
  readonly baseline: number;
  /** One-sided level: 0.001 for C1 and C2, 0.025 for C3 in R's surveillance. */
  readonly alpha: number;
  /** The standard deviation is at least this: without it a baseline of equal counts raises an alarm at any more. */
  readonly leastSd: number;
}

/** What is judged by a limit: alarm where the count is above `upper`; NaN where there is no baseline. */
export interface Judged {
  readonly upper: number;
  /** What the history leads to expect. */
  readonly expected: number;
}

interface Baseline {
  readonly mean: number;
  readonly sd: number;
}

function baselineOf(counts: ArrayLike<number>, end: number, { baseline, leastSd }: EarsOptions): Baseline | null {
  if (end - baseline < 0) return null;
  const window = Array.from({ length: baseline }, (_, i) => counts[end - baseline + i]);
  if (window.some((count) => Number.isNaN(count))) return null;
  return { mean: mean(window), sd: Math.max(leastSd, Math.sqrt(sampleVariance(window))) };
}

/**
 * The upper bound of count `t` from the counts before it, as `earsC` of R's surveillance 1.20: C1 takes those right
 * before, C2 leaves out two, and C3 adds up how far the last two counts were above theirs: its bound is the count plus what that sum lacks.
 */
export function earsBound(counts: ArrayLike<number>, t: number, options: EarsOptions): Judged {
  const z = normalQuantile(1 - options.alpha);
  const lag = options.method === "c1" ? 0 : 2;
  const now = baselineOf(counts, t - lag, options);
  if (!now) return { upper: Number.NaN, expected: Number.NaN };
  if (options.method !== "c3") return { upper: now.mean + z * now.sd, expected: now.mean };
  let above = 0;
  for (const back of [1, 2]) {
    const before = baselineOf(counts, t - back - lag, options);
    if (!before) return { upper: Number.NaN, expected: Number.NaN };
    above += Math.max(0, (counts[t - back] - before.mean) / before.sd - 1);
  }
  return { upper: Math.max(0, counts[t] + now.sd * (z - above)), expected: now.mean };
}
