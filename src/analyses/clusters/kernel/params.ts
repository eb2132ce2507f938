import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";
import { scanModels } from "../../../lib/scan/likelihood.ts";

export const params = {
  model: { kind: "choice", default: "permutation", options: scanModels },
  ending: { kind: "choice", default: "last", options: ["last", "any"] },
  studyDays: { kind: "integer", default: 60, min: 7, max: 1100, unit: "days" },
  longestDays: { kind: "integer", default: 7, min: 1, max: 180, unit: "days" },
  mostShare: { kind: "number", default: 0.5, min: 0.01, max: 0.5, step: 0.01 },
  mostMetres: { kind: "integer", default: 1000, min: 50, max: 50_000, unit: "metres" },
  gridMetres: { kind: "integer", default: 0, min: 0, max: 5000, unit: "metres" },
  weekdays: { kind: "boolean", default: true },
  rates: { kind: "choice", default: "high", options: ["high", "low", "both"] },
  leastCases: { kind: "integer", default: 3, min: 1, max: 100, unit: "cases" },
  most: { kind: "integer", default: 10, min: 1, max: 100 },
  replications: { kind: "integer", default: 999, min: 99, max: 99_999 },
  sequential: { kind: "boolean", default: true },
  seed: { kind: "integer", default: 1, min: 0, max: 2_147_483_647 },
} as const satisfies ParamSpec;
export type Params = ParamValues<typeof params>;
