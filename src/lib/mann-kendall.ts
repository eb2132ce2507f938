import { twoSidedP } from "./normal.ts";
import { median, tieSizes } from "./stats.ts";

/** Longest series whose p-value is exact; longer ones are near enough to normal. */
const longestExact = 10;

/** Result of a Mann-Kendall test. */
export interface Trend {
  /** Values used: those that are numbers. */
  readonly n: number;
  /** Pairs that rise less pairs that fall. */
  readonly s: number;
  /** Variance of S without a trend, corrected for ties. */
  readonly variance: number;
  /** S as a standard normal deviate, with continuity correction; 0 where the variance is 0. */
  readonly z: number;
  /** Two-sided: exact up to 10 values without ties, else from z. 1 for fewer than two values. */
  readonly p: number;
  /** S over the number of pairs (tau-a), −1 to 1. */
  readonly tau: number;
}

/** S of one or several series without a trend: enough to test their sum. */
export interface Score {
  readonly n: number;
  readonly s: number;
  readonly variance: number;
  /** Pairs of values that were compared. */
  readonly pairs: number;
}

/** Mann-Kendall test for a monotone trend (Mann 1945, Kendall 1975). Missing values (NaN) are left out. */
export function mannKendall(series: ArrayLike<number>): Trend {
  const values = numbersOf(series);
  const score = kendallScore(values);
  const exact = score.n <= longestExact && tieSizes(values).every((t) => t === 1);
  return { ...trendOf(score), ...(exact && score.n >= 2 && { p: exactP(score.n, score.s) }) };
}

/** S and its variance, ties counted, of values without gaps. */
export function kendallScore(values: Float64Array): Score {
  const n = values.length;
  const ties = tieSizes(values);
  const variance = (kendallTerm(n) - ties.reduce((sum, t) => sum + kendallTerm(t), 0)) / 18;
  return { n, s: kendallS(values), variance, pairs: (n * (n - 1)) / 2 };
}

/** The test by the normal distribution, with continuity correction; no variance left says nothing about the trend. */
export function trendOf({ n, s, variance, pairs }: Score): Trend {
  const z = s === 0 || !(variance > 0) ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  return { n, s, variance: Math.max(0, variance), z, p: pairs > 0 ? twoSidedP(z) : 1, tau: pairs > 0 ? s / pairs : 0 };
}

/** The values of a series that are numbers, in order. */
export function numbersOf(series: ArrayLike<number>): Float64Array {
  return Float64Array.from(series).filter((value) => !Number.isNaN(value));
}

function kendallS(values: Float64Array): number {
  let s = 0;
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) s += Math.sign(values[j] - values[i]);
  }
  return s;
}

/** 18 times the variance of S for `n` different values. */
export function kendallTerm(n: number): number {
  return n * (n - 1) * (2 * n + 5);
}

/** P(|S| ≥ |s|) over all orders of n different values, by the number of their inversions. */
function exactP(n: number, s: number): number {
  let counts = [1];
  for (let size = 2; size <= n; size++) {
    const next = new Array<number>(counts.length + size - 1).fill(0);
    for (let k = 0; k < counts.length; k++) for (let move = 0; move < size; move++) next[k + move] += counts[k];
    counts = next;
  }
  const furthest = ((n * (n - 1)) / 2 - Math.abs(s)) / 2;
  const total = counts.reduce((a, b) => a + b, 0);
  const tail = counts.slice(0, furthest + 1).reduce((a, b) => a + b, 0);
  return Math.min(1, (2 * tail) / total);
}

/**
 * Sen's slope per step, the median of the slopes of all pairs, and the value at step 0 of the line through the medians.
 * Missing values keep their place in time. NaN for fewer than two values.
 */
export function senSlope(series: ArrayLike<number>): { readonly slope: number; readonly intercept: number } {
  const slopes: number[] = [];
  const steps: number[] = [];
  for (let i = 0; i < series.length; i++) {
    if (Number.isNaN(series[i])) continue;
    steps.push(i);
    for (let j = i + 1; j < series.length; j++) {
      if (!Number.isNaN(series[j])) slopes.push((series[j] - series[i]) / (j - i));
    }
  }
  const slope = median(slopes);
  return { slope, intercept: median(numbersOf(series)) - slope * median(steps) };
}
