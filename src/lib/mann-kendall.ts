import { normalQuantile, twoSidedP } from "./normal.ts";
import { median, ranks, tieSizes } from "./stats.ts";

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

/** Mann-Kendall test for a monotone trend (Mann 1945, Kendall 1975). Missing values (NaN) are left out. */
export function mannKendall(series: ArrayLike<number>): Trend {
  const values = numbersOf(series);
  const n = values.length;
  const s = kendallS(values);
  const ties = tieSizes(values);
  const variance = (kendallTerm(n) - ties.reduce((sum, t) => sum + kendallTerm(t), 0)) / 18;
  const z = deviate(s, variance);
  const exact = n <= longestExact && ties.every((t) => t === 1);
  const p = n < 2 ? 1 : exact ? exactP(n, s) : twoSidedP(z);
  return { n, s, variance, z, p, tau: n < 2 ? 0 : s / ((n * (n - 1)) / 2) };
}

function numbersOf(series: ArrayLike<number>): Float64Array {
  return Float64Array.from(series).filter((value) => !Number.isNaN(value));
}

function kendallS(values: Float64Array): number {
  let s = 0;
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) s += Math.sign(values[j] - values[i]);
  }
  return s;
}

function kendallTerm(n: number): number {
  return n * (n - 1) * (2 * n + 5);
}

function deviate(s: number, variance: number): number {
  return s === 0 || variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
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
 * The same test for a series whose values depend on the ones before (Hamed & Rao 1998): the variance of S is corrected
 * by the significant autocorrelations of the ranks of the detrended series. `lags` limits how many are looked at.
 */
export function mannKendallAutocorrelated(series: ArrayLike<number>, lags = Infinity): Trend {
  const values = numbersOf(series);
  const n = values.length;
  const plain = mannKendall(values);
  if (n < 4) return plain;
  const { slope } = senSlope(series);
  const rank = ranks(values.map((value, i) => value - (i + 1) * slope));
  const limit = normalQuantile(0.975) / Math.sqrt(n);
  const centre = (n + 1) / 2;
  const correlation = (lag: number) => {
    let sum = 0;
    for (let i = lag; i < n; i++) sum += (rank[i] - centre) * (rank[i - lag] - centre);
    return sum;
  };
  const whole = correlation(0);
  let sum = 0;
  for (let lag = 1; lag < Math.min(n, lags + 1) && whole > 0; lag++) {
    const rho = correlation(lag) / whole;
    if (Math.abs(rho) > limit) sum += (n - lag) * (n - lag - 1) * (n - lag - 2) * rho;
  }
  const variance = plain.variance * (1 + (2 / (n * (n - 1) * (n - 2))) * sum);
  // A correction that leaves no variance says nothing about the trend.
  const z = variance > 0 ? deviate(plain.s, variance) : 0;
  return { ...plain, variance: Math.max(0, variance), z, p: twoSidedP(z) };
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
