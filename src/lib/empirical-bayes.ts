import { areaCount, type Csr } from "./csr.ts";

/** Cases and what they are out of (residents, km², facilities …), one entry per area. */
export interface Rates {
  readonly cases: Float64Array;
  readonly base: Float64Array;
}

/** Whether an area has a rate: finite cases ≥ 0 and a finite base > 0. */
export function hasRate(cases: number, base: number): boolean {
  return Number.isFinite(cases) && cases >= 0 && base > 0 && Number.isFinite(base);
}

/** Cases per unit of base; NaN where there is no rate. */
export function crudeRates({ cases, base }: Rates): Float64Array {
  return cases.map((c, i) => (hasRate(c, base[i]) ? c / base[i] : Number.NaN));
}

/** Cases over the cases expected at the overall rate: 1 is average. NaN where there is no rate. */
export function excessRisk(rates: Rates): Float64Array {
  const { mean } = overall(rates);
  return crudeRates(rates).map((rate) => rate / mean);
}

/** Overall rate, its method-of-moments variance between areas (Marshall 1991), and the mean base of areas with a rate. */
function overall({ cases, base }: Rates): { mean: number; between: number; meanBase: number } {
  let [sumCases, sumBase, count] = [0, 0, 0];
  for (let i = 0; i < cases.length; i++) {
    if (!hasRate(cases[i], base[i])) continue;
    sumCases += cases[i];
    sumBase += base[i];
    count++;
  }
  const mean = sumCases / sumBase;
  let squares = 0;
  for (let i = 0; i < cases.length; i++) {
    if (hasRate(cases[i], base[i])) squares += base[i] * (cases[i] / base[i] - mean) ** 2;
  }
  return { mean, between: squares / sumBase, meanBase: sumBase / count };
}

/** (a, b) of Marshall's prior: rates vary between areas around `mean` with variance `variance` beyond chance. */
export function globalPrior(rates: Rates): { readonly mean: number; readonly variance: number } {
  const { mean, between, meanBase } = overall(rates);
  return { mean, variance: Math.max(0, between - mean / meanBase) };
}

/**
 * Global empirical-Bayes rates (Marshall 1991, https://doi.org/10.2307/2347593): each crude rate is drawn to the overall
 * rate, the more so the smaller its base. `poisson` for counts, `binomial` (Martuzzi & Elliott 1996) for shares, where
 * cases cannot exceed the base. NaN where there is no rate.
 */
export function empiricalBayes(rates: Rates, family: "poisson" | "binomial" = "poisson"): Float64Array {
  const { mean, between, meanBase } = overall(rates);
  const { variance } = globalPrior(rates);
  return crudeRates(rates).map((rate, i) => {
    const base = rates.base[i];
    if (family === "poisson") return shrink(rate, mean, variance, base);
    const chance = (mean * (1 - mean)) / meanBase;
    const weight = (base * (between - chance)) / ((base - 1) * between + (meanBase - base) * chance);
    const clamped = Number.isFinite(weight) ? Math.min(1, Math.max(0, weight)) : 0;
    return mean + clamped * (rate - mean);
  });
}

function shrink(rate: number, mean: number, variance: number, base: number): number {
  const chance = mean / base;
  return variance + chance === 0 ? mean + 0 * rate : mean + (variance / (variance + chance)) * (rate - mean);
}

/**
 * Local empirical-Bayes rates: each crude rate is drawn to the rate of its own neighbourhood (itself included), whose
 * variance is taken around the neighbourhood's mean (`geoda`) or around each member's own (`marshall`, as spdep).
 */
export function localEmpiricalBayes(rates: Rates, csr: Csr, variant: "geoda" | "marshall" = "geoda"): Float64Array {
  const { cases, base } = rates;
  const rate = crudeRates(rates);
  const mean = new Float64Array(areaCount(csr));
  for (let i = 0; i < mean.length; i++) mean[i] = sumOver(csr, i, rate, cases) / sumOver(csr, i, rate, base);
  const ownSquares = rate.map((r, i) => base[i] * (r - mean[i]) ** 2);
  return rate.map((r, i) => {
    const sumBase = sumOver(csr, i, rate, base);
    const squares =
      variant === "marshall"
        ? sumOver(csr, i, rate, ownSquares)
        : sumOver(csr, i, rate, rate, (x, j) => base[j] * (x - mean[i]) ** 2);
    const size = sumOver(csr, i, rate, base, () => 1);
    const variance = Math.max(0, squares / sumBase - (mean[i] * size) / sumBase);
    return shrink(r, mean[i], variance, base[i]);
  });
}

/** Σ over an area and its neighbours that have a rate. */
function sumOver(
  { start, neighbour }: Csr,
  i: number,
  rate: Float64Array,
  values: Float64Array,
  term: (value: number, row: number) => number = (value) => value,
): number {
  let sum = Number.isNaN(rate[i]) ? 0 : term(values[i], i);
  for (let k = start[i]; k < start[i + 1]; k++) {
    const j = neighbour[k];
    if (!Number.isNaN(rate[j])) sum += term(values[j], j);
  }
  return sum;
}

/**
 * Standardised rates of the empirical Bayes index (Assunção & Reis 1999): what Moran's I of a rate is to be computed
 * from, because it takes out the noise of small bases that smoothing would spread into false clusters. NaN where there is
 * no rate.
 */
export function empiricalBayesIndex(rates: Rates): Float64Array {
  const { mean, between, meanBase } = overall(rates);
  const variance = between - mean / meanBase;
  return crudeRates(rates).map((rate, i) => {
    const chance = mean / rates.base[i];
    const spread = variance + chance > 0 ? variance + chance : chance;
    return spread > 0 ? (rate - mean) / Math.sqrt(spread) : 0 * rate;
  });
}
