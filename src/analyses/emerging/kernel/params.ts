import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";
import { corrections } from "../../../lib/fdr.ts";

/** Tests for a trend: plain, allowing for autocorrelation in four ways, or season by season. */
export const trends = ["mann-kendall", "hamed-rao", "yue-wang", "pre-whitened", "trend-free", "seasonal"] as const;

export const params = {
  // Asked where a view offers quantities that have a base, by the names that hotspots gives them.
  measure: {
    kind: "choice",
    default: "value",
    options: ["value", "rate", "ebi"],
    when: { quantity: ["per_1000", "per_km2", "per_facility"] },
  },
  lag: { kind: "integer", default: 1, min: 0, max: 52, unit: "steps" },
  pool: { kind: "choice", default: "cube", options: ["cube", "slice"] },
  correction: { kind: "choice", default: "bh", options: corrections },
  level: { kind: "number", default: 0.05, min: 0.001, max: 0.2, step: 0.001 },
  trend: { kind: "choice", default: "mann-kendall", options: trends },
  period: { kind: "integer", default: 12, min: 2, max: 60, unit: "steps", when: { trend: ["seasonal"] } },
  trendLevel: { kind: "number", default: 0.05, min: 0.001, max: 0.2, step: 0.001 },
} as const satisfies ParamSpec;
export type Params = ParamValues<typeof params>;
