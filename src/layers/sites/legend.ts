import type { Theme } from "../../domain/document.ts";
import type { LegendSpec } from "../../domain/layer.ts";
import { categories, hexOf, type Rgb } from "../../lib/colour.ts";
import { inks } from "../ink.ts";
import { type SitesData, type SitesStyle, servedCodes } from "./style.ts";

/** The colour of each of `servedCodes`. */
export function servedColours(theme: Theme): readonly Rgb[] {
  const { idle, good } = inks[theme];
  return [idle, good, categories[theme][2] ?? good];
}

/** What is drawn, with how many there are. */
export function sitesLegend(
  { chosen, existing, candidates, served, analysis }: SitesData,
  { theme }: SitesStyle,
): LegendSpec | null {
  const { bad, good, outline } = inks[theme];
  const counts = servedCodes.map(() => 0);
  for (const code of served) counts[code] = (counts[code] ?? 0) + 1;
  const stops = [
    { colour: hexOf(bad), code: "chosen", count: chosen },
    { colour: hexOf(good), code: "existing", count: existing.length / 2 },
    { colour: hexOf(outline), code: "candidate", count: candidates.length / 2 },
    ...servedColours(theme).map((colour, i) => ({
      colour: hexOf(colour),
      code: servedCodes[i] ?? "",
      count: counts[i] ?? 0,
    })),
  ].filter(({ count }) => count > 0);
  if (stops.length === 0) return null;
  return { id: "sites", kind: "classes", title: "legend.sites", unit: null, analysis, stops };
}
