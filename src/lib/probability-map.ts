import { exp, log } from "./elementary/powers.ts";
import { hasRate, type Rates } from "./empirical-bayes.ts";

/** P(X ≤ count) of a Poisson variable of this mean, summed from the larger side of the terms; NaN where there is none. */
export function poissonCdf(count: number, mean: number): number {
  if (!(mean >= 0 && Number.isFinite(mean)) || Number.isNaN(count)) return Number.NaN;
  const last = Math.floor(count);
  if (last < 0) return 0;
  if (mean === 0) return 1;
  return last < mean ? lowerTail(last, mean) : 1 - upperTail(last + 1, mean);
}

/** P(X ≥ count), exact far in the tail as well. */
export function poissonUpperTail(count: number, mean: number): number {
  if (!(mean >= 0 && Number.isFinite(mean)) || Number.isNaN(count)) return Number.NaN;
  const first = Math.ceil(count);
  if (first <= 0) return 1;
  if (mean === 0) return 0;
  return first > mean ? upperTail(first, mean) : 1 - lowerTail(first - 1, mean);
}

/** Terms from `last` down, each smaller than the one before. */
function lowerTail(last: number, mean: number): number {
  let [term, sum] = [1, 1];
  for (let k = last; k > 0 && term > sum * 1e-17; k--) {
    term *= k / mean;
    sum += term;
  }
  return sum * exp(logTerm(last, mean));
}

/** Terms from `first` up, each smaller than the one before. */
function upperTail(first: number, mean: number): number {
  let [term, sum] = [1, 1];
  for (let k = first + 1; term > sum * 1e-17; k++) {
    term *= mean / k;
    sum += term;
  }
  return sum * exp(logTerm(first, mean));
}

/** log P(X = count). */
function logTerm(count: number, mean: number): number {
  return count * log(mean) - mean - logFactorial(count);
}

const smallFactorials = 30;

/** log n!, summed for small n and by Stirling's series, whose next term is below 1e-16, from 30 on. */
function logFactorial(n: number): number {
  if (n < smallFactorials) {
    let product = 1;
    for (let k = 2; k <= n; k++) product *= k;
    return log(product);
  }
  const [x, square] = [n + 1, (n + 1) ** 2];
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / (1188 * square)) / square) / square) / square) / x;
  return (x - 0.5) * log(x) - x + 0.5 * log(2 * Math.PI) + series;
}

/** A probability map: what each area would have at the overall rate, and how likely as few cases as it has are. */
export interface ProbabilityMap {
  /** Cases expected at the overall rate. */
  readonly expected: Float64Array;
  /** P(X ≤ cases) of a Poisson variable of that mean: near 0 where there are too few, near 1 where too many. */
  readonly atMost: Float64Array;
  /**
   * Choynowski's (1959) probability: of as few cases or fewer where there are fewer than expected, else of as many or
   * more. One-sided.
   */
  readonly tail: Float64Array;
  /** 1 where there are fewer cases than expected. */
  readonly fewer: Uint8Array;
}

/** How far each area's cases are from the overall rate, by themselves (Choynowski 1959; spdep's probmap). NaN without a rate. */
export function probabilityMap({ cases, base }: Rates): ProbabilityMap {
  let [sumCases, sumBase] = [0, 0];
  for (let i = 0; i < cases.length; i++) {
    if (!hasRate(cases[i], base[i])) continue;
    sumCases += cases[i];
    sumBase += base[i];
  }
  const rate = sumCases / sumBase;
  const expected = base.map((b, i) => (hasRate(cases[i], b) ? b * rate : Number.NaN));
  const few = (i: number) => cases[i] < expected[i];
  return {
    expected,
    atMost: expected.map((mean, i) => poissonCdf(cases[i], mean)),
    tail: expected.map((mean, i) => (few(i) ? poissonCdf(cases[i], mean) : poissonUpperTail(cases[i], mean))),
    fewer: Uint8Array.from(expected, (_, i) => (few(i) ? 1 : 0)),
  };
}
