import type { Theme } from "../../domain/document.ts";
import type { Symbol24 } from "../gl/symbols.ts";
import { inks } from "../ink.ts";

/** How a station stands in a plan. */
export const crewCodes = ["open", "changed", "closed", "held"] as const;

/** Stations of a plan: longitude and latitude interleaved, and how each stands (an index into `crewCodes`). */
export interface CrewsData {
  readonly positions: Float64Array;
  readonly codes: Uint8Array;
  /** Which analysis' texts have the names of the legend. */
  readonly analysis: string;
}

/** How stations are coloured. */
export interface CrewsStyle {
  readonly theme: Theme;
}

const disc = "M12 1A11 11 0 1 1 12 23A11 11 0 1 1 12 1Z";
const flag = "M8 5V19H10V13.5H17L14.8 9.75L17 6V5Z";
const cross = "M8 6L6 8L10 12L6 16L8 18L12 14L16 18L18 16L14 12L18 8L16 6L12 10Z";

/** A flag on a badge; a cross where it is closed; the chosen one dark. */
export function crewSymbols(theme: Theme): Symbol24[] {
  const { good, bad, idle, selection } = inks[theme];
  const colours = [good, bad, idle, selection];
  return crewCodes.map((code, i) => ({
    code,
    path: disc + (code === "closed" ? cross : flag),
    colour: colours[i] ?? good,
  }));
}
