import type { LegendSpec } from "../../domain/layer.ts";
import { hexOf } from "../../lib/colour.ts";
import { type CrewsData, type CrewsStyle, crewSymbols } from "./style.ts";

/** How stations stand, with how many there are of each. */
export function crewsLegend({ codes, analysis }: CrewsData, { theme }: CrewsStyle): LegendSpec | null {
  const stops = crewSymbols(theme).flatMap(({ code, colour }, i) => {
    const count = codes.reduce((sum, own) => sum + (own === i ? 1 : 0), 0);
    return count > 0 ? [{ colour: hexOf(colour), code, count }] : [];
  });
  if (stops.length === 0) return null;
  return { id: "crews", kind: "classes", title: "legend.crews", unit: null, analysis, stops };
}
