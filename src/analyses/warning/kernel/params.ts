import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

export const params = {
  months: { kind: "integer", default: 1, min: 1, max: 24, unit: "months" },
  studyDays: { kind: "integer", default: 60, min: 14, max: 365, unit: "days" },
  longestDays: { kind: "integer", default: 7, min: 1, max: 60, unit: "days" },
  mostMetres: { kind: "integer", default: 400, min: 50, max: 50_000, unit: "metres" },
  mostShare: { kind: "number", default: 0.5, min: 0.01, max: 0.5, step: 0.01 },
  weekdays: { kind: "boolean", default: true },
  leastCases: { kind: "integer", default: 3, min: 1, max: 100, unit: "cases" },
  replications: { kind: "integer", default: 999, min: 99, max: 9999 },
  baseline: { kind: "integer", default: 28, min: 7, max: 90, unit: "days" },
  seed: { kind: "integer", default: 1, min: 0, max: 2_147_483_647 },
} as const satisfies ParamSpec;
export type Params = ParamValues<typeof params>;
