import { lowerBound } from "./search.ts";

/**
 * How p-values of many tests are corrected: not at all; Benjamini & Hochberg (1995), for independent or positively
 * dependent tests, as neighbourhoods are; Benjamini & Yekutieli (2001), for any dependence.
 */
export const corrections = ["none", "bh", "by"] as const;
export type Correction = (typeof corrections)[number];

/**
 * Adjusted p-values: an area is a discovery at false-discovery rate q where its value is ≤ q. NaN p-values are no tests:
 * they stay NaN and do not count.
 */
export function adjustedP(p: Float64Array, correction: Correction): Float64Array {
  if (correction === "none") return p.slice();
  const sorted = p.filter((value) => !Number.isNaN(value)).sort();
  const factor = correctionFactor(sorted.length, correction);
  const adjusted = new Float64Array(sorted.length);
  let least = 1;
  for (let rank = sorted.length; rank >= 1; rank--) {
    least = Math.min(least, (sorted[rank - 1] * factor) / rank);
    adjusted[rank - 1] = least;
  }
  // Ties share the value of the last of them, which running from the end has already given to all.
  const q = new Float64Array(p.length);
  for (let i = 0; i < p.length; i++) q[i] = Number.isNaN(p[i]) ? Number.NaN : adjusted[lowerBound(sorted, p[i])];
  return q;
}

/** What p is multiplied by at rank 1: the number of tests, and for `by` also its harmonic number. */
export function correctionFactor(tests: number, correction: Correction): number {
  if (correction === "none") return 1;
  if (correction === "bh") return tests;
  let harmonic = 0;
  for (let k = tests; k >= 1; k--) harmonic += 1 / k;
  return tests * harmonic;
}

/**
 * Permutations a single area needs so that its smallest two-sided p, 2/(P + 1), can still be a discovery at `level`
 * among `tests` tests. With fewer, only several equally extreme areas together can pass.
 */
export function permutationsNeeded(tests: number, level: number, correction: Correction): number {
  return Math.ceil((2 * correctionFactor(tests, correction)) / level) - 1;
}
