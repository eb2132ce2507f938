import type { LegendSpec } from "../../domain/layer.ts";
import { groundColour, hexOf, laidOver } from "../../lib/colour.ts";
import { bandCodes, bandColours, type FootprintsData, type FootprintsStyle } from "./style.ts";

/** The bands that are drawn. */
export function footprintsLegend({ codes }: FootprintsData, { theme }: FootprintsStyle): LegendSpec | null {
  const drawn = new Set(codes);
  const stops = bandColours(theme).flatMap(([colour, alpha], i) =>
    i > 0 && drawn.has(i)
      ? [{ colour: hexOf(laidOver(groundColour[theme], colour, alpha / 255)), code: bandCodes[i] ?? "" }]
      : [],
  );
  if (stops.length === 0) return null;
  return { id: "footprints", kind: "classes", title: "legend.bands", unit: null, analysis: "coverage", stops };
}
