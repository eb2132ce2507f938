import { lowerBound } from "./search.ts";

/**
 * How p-values of many tests are corrected: not at all; Benjamini & Hochberg (1995), for independent or positively
 * dependent tests, as neighbourhoods are; Benjamini & Yekutieli (2001), for any dependence; Holm (1979) and Bonferroni, which
 * hold the chance of a single false discovery under any dependence.
 */
export const corrections = ["none", "bh", "by", "holm", "bonferroni"] as const;
export type Correction = (typeof corrections)[number];

/**
 * Adjusted p-values: an area is a discovery at that false-discovery (or, for Holm and Bonferroni, error) rate q where its
 * value is ≤ q. NaN p-values are no tests:
 * they stay NaN and do not count.
 */
export function adjustedP(p: Float64Array, correction: Correction): Float64Array {
  if (correction === "none") return p.slice();
  const sorted = p.filter((value) => !Number.isNaN(value)).sort();
  const adjusted = correction === "holm" || correction === "bonferroni" ? stepDown : stepUp;
  const bySort = adjusted(sorted, correction);
  // Ties share one value: the search finds the first of them.
  const q = new Float64Array(p.length);
  for (let i = 0; i < p.length; i++) q[i] = Number.isNaN(p[i]) ? Number.NaN : bySort[lowerBound(sorted, p[i])];
  return q;
}

/** False-discovery rates: from the largest p down, each at most what a larger one got. */
function stepUp(sorted: Float64Array, correction: Correction): Float64Array {
  const factor = correctionFactor(sorted.length, correction);
  const adjusted = new Float64Array(sorted.length);
  let least = 1;
  for (let rank = sorted.length; rank >= 1; rank--) {
    least = Math.min(least, (sorted[rank - 1] * factor) / rank);
    adjusted[rank - 1] = least;
  }
  return adjusted;
}

/** Error rates: Bonferroni counts all tests at every rank, Holm those from this rank on, from the smallest p up. */
function stepDown(sorted: Float64Array, correction: Correction): Float64Array {
  const adjusted = new Float64Array(sorted.length);
  let most = 0;
  for (let k = 0; k < sorted.length; k++) {
    most = Math.max(most, Math.min(1, sorted[k] * (correction === "holm" ? sorted.length - k : sorted.length)));
    adjusted[k] = most;
  }
  return adjusted;
}

/** What p is multiplied by at rank 1: the number of tests, and for `by` also its harmonic number. */
export function correctionFactor(tests: number, correction: Correction): number {
  if (correction === "none") return 1;
  if (correction !== "by") return tests;
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
