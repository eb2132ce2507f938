import { crudeRates, empiricalBayesIndex, hasRate } from "../../../lib/empirical-bayes.ts";
import type { Params } from "./params.ts";

/** A cube of cases, and what they are out of: one entry per area, or per bin, or none. */
export interface Cube {
  readonly value: Float64Array;
  readonly base: Float64Array;
  readonly areas: number;
}

/** 1 for the areas that have a value in every step: all of them, or those with a base in every step. */
export function completeAreas({ value, base, areas }: Cube, { measure }: Pick<Params, "measure">): Uint8Array {
  const complete = new Uint8Array(areas).fill(1);
  if (measure === "value") return complete;
  for (let bin = 0; bin < value.length; bin++) {
    if (!hasRate(value[bin], base[bin % base.length])) complete[bin % areas] = 0;
  }
  return complete;
}

/** What is judged in every bin: the number itself, cases per base, or the rate standardised by its own chance variance. */
export function measured({ value, base, areas }: Cube, { measure }: Pick<Params, "measure">): Float64Array {
  if (measure === "value") return value;
  const bases = base.length === areas ? value.map((_, bin) => base[bin % areas]) : base;
  const rates = { cases: value, base: bases };
  return measure === "rate" ? crudeRates(rates) : empiricalBayesIndex(rates);
}
