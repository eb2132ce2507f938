import type { LegendSpec } from "../../domain/layer.ts";
import { hexOf } from "../../lib/colour.ts";
import { type StreetDensityData, type StreetDensityStyle, stepCount, stepLook, stepStart } from "./style.ts";

/** The steps with the cases per km of street at which they begin. */
export function streetDensityLegend({ max }: StreetDensityData, { theme }: StreetDensityStyle): LegendSpec | null {
  if (!(max > 0)) return null;
  const stops = Array.from({ length: stepCount + 1 }, (_, step) => ({
    colour: hexOf(stepLook(Math.min(step, stepCount - 1), theme).colour),
    from: step === stepCount ? max : stepStart(step, max),
  }));
  return {
    id: "street-density",
    kind: "ramp",
    title: "legend",
    unit: "legendUnit",
    analysis: "streets",
    stops,
    scale: "linear",
  };
}
