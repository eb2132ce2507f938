import { exp } from "../elementary/powers.ts";
import { mean, sampleVariance } from "../stats.ts";

/** So many replications at or above the observed value settle a p-value that is not small (Besag, Clifford 1991). */
export const enoughExceedances = 50;

/** What replications say of an observed value. */
export interface ChanceP {
  /** Rank among the replications: (exceedances + 1) / (replications + 1), or exceedances / replications once stopped. */
  readonly p: number;
  /** Tail of a Gumbel distribution fitted to the replications: finer than the rank where p is small. */
  readonly gumbel: number;
  /** How many replications were looked at. */
  readonly replications: number;
  readonly exceedances: number;
}

/** How many of the maxima, in their order, a sequential test looks at: all unless enough exceed the value before. */
export function replicationsUsed(observed: number, maxima: Float64Array, enough = enoughExceedances): number {
  let above = 0;
  for (let i = 0; i < maxima.length; i++) if (reaches(maxima[i], observed) && ++above === enough) return i + 1;
  return maxima.length;
}

/** Sums of logarithms differ in their last bits by the order of adding. */
const reaches = (replicated: number, observed: number): boolean => replicated >= observed * (1 - 1e-10);

/** The p-value of an observed largest ratio. `used` of the maxima count; `stopped` by enough exceedances. */
export function chanceP(observed: number, maxima: Float64Array, { stopped }: { readonly stopped: boolean }): ChanceP {
  const exceedances = maxima.reduce((sum, one) => sum + (reaches(one, observed) ? 1 : 0), 0);
  const replications = maxima.length;
  const p =
    stopped && exceedances > 0 ? Math.min(1, exceedances / replications) : (exceedances + 1) / (replications + 1);
  return { p, gumbel: gumbelP(observed, maxima), replications, exceedances };
}

const eulerGamma = 0.5772156649015329;

/** Upper tail of the Gumbel distribution that has the mean and variance of the maxima (Abrams et al. 2010); NaN below 2. */
export function gumbelP(observed: number, maxima: Float64Array): number {
  if (maxima.length < 2) return Number.NaN;
  const scale = Math.sqrt((6 * sampleVariance(maxima)) / Math.PI ** 2);
  if (!(scale > 0)) return observed > maxima[0] ? 0 : 1;
  const location = mean(maxima) - eulerGamma * scale;
  return -Math.expm1(-exp(-(observed - location) / scale));
}

/**
 * Days between alarms this strong by chance, when a scan is made every `daysBetween` days (Kleinman et al. 2004). A
 * rank cannot be less than one in replications + 1; there the Gumbel tail is used.
 */
export function recurrenceDays(chance: Pick<ChanceP, "p" | "gumbel" | "exceedances">, daysBetween = 1): number {
  return daysBetween / bestP(chance);
}

/** The p to act upon: the rank while at least ten replications exceed the value, else the Gumbel tail. */
export function bestP({ p, gumbel, exceedances }: Pick<ChanceP, "p" | "gumbel" | "exceedances">): number {
  return exceedances < 10 && gumbel > 0 ? gumbel : p;
}
