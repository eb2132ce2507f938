import type { LegendSpec } from "../../domain/layer.ts";
import { symbolStops } from "../gl/symbols.ts";
import { type CasePointsData, type CasePointsStyle, casePointSymbols } from "./style.ts";

/** The names that occur among the points in view. */
export function casePointsLegend({ codes, names }: CasePointsData, { theme }: CasePointsStyle): LegendSpec | null {
  const stops = symbolStops(casePointSymbols(names, theme), codes);
  return stops.length === 0 ? null : { id: "case-points", kind: "symbols", title: "case_points", unit: null, stops };
}
