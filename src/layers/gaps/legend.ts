import type { LegendSpec } from "../../domain/layer.ts";
import { groundColour, hexOf, laidOver } from "../../lib/colour.ts";
import { inks } from "../ink.ts";
import type { GapsData, GapsStyle } from "./style.ts";

/** Opacity of a blind spot, 0 to 255. */
export const gapAlpha = 52;
/** Opacity of the one that stands out. */
export const strongGapAlpha = 120;

/** Blind spots, with how many there are. */
export function gapsLegend({ count }: GapsData, { theme }: GapsStyle): LegendSpec | null {
  if (count === 0) return null;
  const colour = hexOf(laidOver(groundColour[theme], inks[theme].bad, (gapAlpha + 60) / 255));
  const stops = [{ colour, code: "gap", count }];
  return { id: "gaps", kind: "classes", title: "legend.gaps", unit: null, analysis: "coverage", stops };
}
