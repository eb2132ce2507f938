import type { LegendSpec } from "../../domain/layer.ts";
import { groundColour, hexOf, laidOver } from "../../lib/colour.ts";
import { bandColours, type IsochronesData, type IsochronesStyle } from "./style.ts";

/** Opacity of a band, 0 to 255. */
export const bandAlpha = 165;

/** The bands with the minutes they begin and end at. */
export function isochronesLegend({ breaks, analysis }: IsochronesData, { theme }: IsochronesStyle): LegendSpec | null {
  if (breaks.length === 0) return null;
  const colours = bandColours(theme, breaks.length);
  const stops = colours.map((colour, band) => ({
    colour: hexOf(laidOver(groundColour[theme], colour, bandAlpha / 255)),
    code: `${breaks[band - 1] ?? 0} – ${breaks[band] ?? 0}`,
  }));
  return { id: "isochrones", kind: "classes", title: "legend.isochrones", unit: null, analysis, stops };
}
