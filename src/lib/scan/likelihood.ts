import { log } from "../elementary/powers.ts";

/**
 * What cases are compared with. `poisson`: expected counts that sum to the cases (residents, an adjusted history).
 * `permutation`: expected from the cases' own areas and times. `bernoulli`: cases among all records. `expectation`:
 * known baselines, whose total need not be that of the cases.
 */
export const scanModels = ["permutation", "poisson", "bernoulli", "expectation"] as const;
export type ScanModel = (typeof scanModels)[number];

/** Σ p ln(p / q), with 0 ln 0 = 0. */
function term(observed: number, expected: number): number {
  return observed > 0 ? observed * log(observed / expected) : 0;
}

/**
 * Log likelihood ratio of a window of the conditional Poisson model, and of space-time permutation: `observed` cases
 * where `expected` were, `total` in all (Kulldorff 1997; Kulldorff et al. 2005). Says nothing of the direction.
 */
export function poissonRatio(observed: number, expected: number, total: number): number {
  return Math.max(0, term(observed, expected) + term(total - observed, total - expected));
}

/** Log likelihood ratio of `observed` cases among `people` inside, `total` among `everyone` overall (Kulldorff 1997). */
export function bernoulliRatio(
  observed: number,
  people: number,
  { total, everyone }: { readonly total: number; readonly everyone: number },
): number {
  const rate = total / everyone;
  const [out, rest] = [total - observed, everyone - people];
  const inside = term(observed, people * rate) + term(people - observed, people * (1 - rate));
  return Math.max(0, inside + term(out, rest * rate) + term(rest - out, rest * (1 - rate)));
}

/** Log likelihood ratio of the expectation-based Poisson model (Neill 2005); 0 where the count is not high. */
export function expectationRatio(observed: number, expected: number): number {
  return observed > expected ? term(observed, expected) + expected - observed : 0;
}
