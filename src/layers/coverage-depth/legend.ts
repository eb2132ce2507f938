import type { LegendSpec } from "../../domain/layer.ts";
import { groundColour, hexOf, laidOver } from "../../lib/colour.ts";
import { type CoverageDepthData, type CoverageDepthStyle, depthCodes, depthColours } from "./style.ts";

/** What the colours of the ground mean: all of the scale, whether or not it is in view. */
export function coverageDepthLegend({ codes }: CoverageDepthData, { theme }: CoverageDepthStyle): LegendSpec | null {
  if (codes.length === 0) return null;
  const stops = depthColours(theme).map(([colour, alpha], i) => ({
    colour: alpha === 0 ? "transparent" : hexOf(laidOver(groundColour[theme], colour, alpha / 255)),
    code: depthCodes[i] ?? "",
  }));
  return { id: "coverage-depth", kind: "classes", title: "legend", unit: null, analysis: "coverage", stops };
}
