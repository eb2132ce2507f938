import type { Csr } from "../../../lib/csr.ts";
import {
  crudeRates,
  empiricalBayes,
  empiricalBayesIndex,
  excessRisk,
  globalPrior,
  localEmpiricalBayes,
  type Rates,
} from "../../../lib/empirical-bayes.ts";

/** How a number per area is made of its cases and its base. */
export type Measure = "value" | "rate" | "excess-risk" | "eb-global" | "eb-local" | "eb-share" | "ebi";

/** The value of every area; NaN where it has none (no finite value, or no base for a rate). */
export function measure(kind: Measure, rates: Rates, csr: Csr): Float64Array {
  switch (kind) {
    case "value":
      return rates.cases.map((value) => (Number.isFinite(value) ? value : Number.NaN));
    case "rate":
      return crudeRates(rates);
    case "excess-risk":
      return excessRisk(rates);
    case "eb-global":
      return empiricalBayes(rates);
    case "eb-local":
      return localEmpiricalBayes(rates, csr);
    case "eb-share":
      return empiricalBayes(rates, "binomial");
    case "ebi":
      return empiricalBayesIndex(rates);
  }
}

/** Areas whose base is so small that fewer than `minimum` cases are expected of it at the overall rate. */
export function smallBases(rates: Rates, minimum: number): Uint8Array {
  const { mean } = globalPrior(rates);
  return Uint8Array.from(rates.base, (base) => (base > 0 && base * mean < minimum ? 1 : 0));
}
