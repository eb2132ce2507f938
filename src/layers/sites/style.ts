import type { Theme } from "../../domain/document.ts";

/** What exists, what else could be chosen, and who is served: longitude and latitude interleaved. */
export interface SitesData {
  readonly existing: Float64Array;
  readonly candidates: Float64Array;
  /** Where demand is, and how it is served: indices into `servedCodes`. */
  readonly demand: Float64Array;
  readonly served: Uint8Array;
  /** How many are chosen: drawn as numbers, named in the legend. */
  readonly chosen: number;
  /** Which analysis' texts have the names of the legend. */
  readonly analysis: string;
}

/** Demand not served, served by what exists, and served (or nearer) only with what is chosen. */
export const servedCodes = ["unserved", "served", "newly"] as const;

/** How sites are coloured. */
export interface SitesStyle {
  readonly theme: Theme;
}
