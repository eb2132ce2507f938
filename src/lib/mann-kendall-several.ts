import { kendallScore, kendallTerm, numbersOf, type Trend, trendOf } from "./mann-kendall.ts";
import { twoSidedP } from "./normal.ts";
import { median, ranks } from "./stats.ts";

/**
 * Seasons of a series: the values 0, `period`, 2·`period` … are the first, the next ones the second. A last year that is
 * not whole is filled with NaN.
 */
export function seasonsOf(series: ArrayLike<number>, period: number): Float64Array[] {
  const years = Math.ceil(series.length / period);
  const at = (year: number, season: number) => series[year * period + season] ?? Number.NaN;
  return Array.from({ length: period }, (_, season) =>
    Float64Array.from({ length: years }, (__, year) => at(year, season)),
  );
}

/**
 * One trend of several series that do not depend on one another: seasons of a year (Hirsch, Slack & Smith 1982,
 * https://doi.org/10.1029/WR018i001p00107) or sites of a region (Helsel & Frans 2006). Their S and variances are added.
 */
export function pooledMannKendall(series: readonly ArrayLike<number>[]): Trend {
  const scores = series.map((one) => kendallScore(numbersOf(one)));
  const sum = (of: "n" | "s" | "variance" | "pairs") => scores.reduce((total, score) => total + score[of], 0);
  return trendOf({ n: sum("n"), s: sum("s"), variance: sum("variance"), pairs: sum("pairs") });
}

/**
 * The same for series that depend on one another (Hirsch & Slack 1984, https://doi.org/10.1029/WR020i006p00727; Dietz &
 * Killeen 1981): covariances of their S are part of the variance. Steps at which any series has no value are left out; no
 * continuity correction.
 */
export function correlatedMannKendall(series: readonly ArrayLike<number>[]): Trend {
  const complete = completeSteps(series);
  const n = complete.length === 0 ? 0 : complete[0].length;
  const scores = complete.map(kendallScore);
  const s = scores.reduce((sum, score) => sum + score.s, 0);
  const pairs = scores.reduce((sum, score) => sum + score.pairs, 0);
  let variance = 0;
  for (let i = 0; i < complete.length; i++) {
    for (let j = 0; j <= i; j++) variance += (i === j ? 1 : 2) * covariance(complete[i], complete[j]);
  }
  return uncorrected({ n: n * complete.length, s, variance, pairs });
}

/**
 * Trend of a series beyond what another one explains (Libiseller & Grimvall 2002, https://doi.org/10.1002/env.507): S less
 * the part that follows from the S of the other. Steps at which either has no value are left out. `tau` is that of the
 * series itself.
 */
export function partialMannKendall(series: ArrayLike<number>, explains: ArrayLike<number>): Trend {
  const [x, y] = completeSteps([series, explains]);
  const n = x.length;
  const whole = kendallTerm(n) / 18;
  const rho = n < 2 ? 0 : covariance(x, y) / whole;
  const own = kendallScore(x);
  const s = own.s - rho * kendallScore(y).s;
  const trend = uncorrected({ ...own, s, variance: (1 - rho * rho) * whole });
  return { ...trend, tau: own.pairs > 0 ? own.s / own.pairs : 0 };
}

/** Sen's slope of several series together: the median of the slopes within each of them, per step; NaN without a pair. */
export function pooledSenSlope(series: readonly ArrayLike<number>[]): number {
  const slopes: number[] = [];
  for (const one of series) {
    for (let i = 0; i < one.length; i++) {
      for (let j = i + 1; j < one.length; j++) slopes.push((one[j] - one[i]) / (j - i));
    }
  }
  return median(slopes.filter((slope) => !Number.isNaN(slope)));
}

function completeSteps(series: readonly ArrayLike<number>[]): Float64Array[] {
  const steps = Array.from({ length: series[0]?.length ?? 0 }, (_, t) => t);
  const kept = steps.filter((t) => series.every((one) => !Number.isNaN(one[t])));
  return series.map((one) => Float64Array.from(kept, (t) => one[t]));
}

/** Covariance of the S of two series (Dietz & Killeen 1981), ties counted. */
function covariance(x: Float64Array, y: Float64Array): number {
  const n = x.length;
  let concordance = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) concordance += Math.sign((x[j] - x[i]) * (y[j] - y[i]));
  }
  const [rankX, rankY] = [ranks(x), ranks(y)];
  const product = rankX.reduce((sum, rank, i) => sum + rank * rankY[i], 0);
  return (concordance + 4 * product - n * (n + 1) ** 2) / 3;
}

function uncorrected({ n, s, variance, pairs }: Parameters<typeof trendOf>[0]): Trend {
  const z = variance > 1e-9 ? s / Math.sqrt(variance) : 0;
  return { n, s, variance: Math.max(0, variance), z, p: twoSidedP(z), tau: pairs > 0 ? s / pairs : 0 };
}
