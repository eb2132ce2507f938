import type { LegendSpec } from "../../domain/layer.ts";
import { hexOf } from "../../lib/colour.ts";
import { type PlanData, type PlanStyle, planColour } from "./style.ts";

/** So many units are named; more are seen by their labels. */
const mostStops = 12;

/** The units of the plan with how many atoms each has. */
export function planLegend({ units }: PlanData, { theme }: PlanStyle): LegendSpec | null {
  if (units.length === 0 || units.length > mostStops) return null;
  const stops = units.map(({ name, colour, atoms }) => ({
    colour: hexOf(planColour(theme, colour)),
    code: name,
    count: atoms,
  }));
  return { id: "plan", kind: "classes", title: "legend", unit: null, analysis: "units", stops };
}
