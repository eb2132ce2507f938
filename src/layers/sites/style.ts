import type { Theme } from "../../domain/document.ts";

/** Chosen sites in their order of worth, what exists, and the candidates left: longitude and latitude interleaved. */
export interface SitesData {
  readonly chosen: Float64Array;
  readonly existing: Float64Array;
  readonly candidates: Float64Array;
  /** Which analysis' texts have the names of the legend. */
  readonly analysis: string;
}

/** How sites are coloured. */
export interface SitesStyle {
  readonly theme: Theme;
}
