import type { Theme } from "../../domain/document.ts";
import { categories } from "../../lib/colour.ts";
import type { Symbol24 } from "../gl/symbols.ts";

/** Single cases in view. */
export interface CasePointsData {
  readonly length: number;
  /** Longitude and latitude interleaved, degrees. */
  readonly positions: Float64Array;
  /** Index into `names` by which colours differ. */
  readonly codes: Uint8Array;
  /** At most eight; the first stand for the most cases. */
  readonly names: readonly string[];
}

/** How single cases look. */
export interface CasePointsStyle {
  readonly theme: Theme;
}

const disc = "M12 2A10 10 0 1 1 12 22A10 10 0 1 1 12 2Z";

/** A disc in the colour of each name. */
export function casePointSymbols(names: readonly string[], theme: Theme): Symbol24[] {
  const palette = categories[theme];
  return names.map((code, i) => ({ code, path: disc, colour: palette[i % palette.length] ?? [0, 0, 0] }));
}
