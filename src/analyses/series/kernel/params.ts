import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

export const params = {
  detector: {
    kind: "choice",
    default: "auto",
    options: ["auto", "ears-c1", "ears-c2", "ears-c3", "cusum", "farrington", "flexible", "stl"],
  },
  alpha: { kind: "number", default: 0.001, min: 0.0001, max: 0.1, step: 0.0001 },
  baseline: { kind: "integer", default: 28, min: 7, max: 90, unit: "days" },
  weekdays: { kind: "boolean", default: true },
  leastSd: { kind: "number", default: 0.5, min: 0, max: 5, step: 0.1, unit: "cases" },
  falseShare: { kind: "number", default: 0.05, min: 0.001, max: 0.5, step: 0.001 },
} as const satisfies ParamSpec;
export type Params = ParamValues<typeof params>;
