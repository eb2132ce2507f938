import type { LegendSpec } from "../../domain/layer.ts";
import { hexOf } from "../../lib/colour.ts";
import { inks } from "../ink.ts";
import type { SitesData, SitesStyle } from "./style.ts";

/** What is drawn, with how many there are. */
export function sitesLegend(
  { chosen, existing, candidates, analysis }: SitesData,
  { theme }: SitesStyle,
): LegendSpec | null {
  const { bad, good, idle } = inks[theme];
  const stops = [
    { colour: hexOf(bad), code: "chosen", count: chosen.length / 2 },
    { colour: hexOf(good), code: "existing", count: existing.length / 2 },
    { colour: hexOf(idle), code: "candidate", count: candidates.length / 2 },
  ].filter(({ count }) => count > 0);
  if (stops.length === 0) return null;
  return { id: "sites", kind: "classes", title: "legend.sites", unit: null, analysis, stops };
}
