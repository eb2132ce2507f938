import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

/** The choices of `residual`. */
export const params = {
  clock: { kind: "choice", default: "item", options: ["item", "continuous", "working"] },
  adjust: { kind: "boolean", default: false },
  leastMinutes: { kind: "number", default: 5, min: 0, max: 10_000, step: 0.5, unit: "minutes" },
  smallCases: { kind: "integer", default: 30, min: 4, max: 1000, unit: "cases" },
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;

/** What is said of an area or a group. */
export const verdicts = [
  "no-data",
  "small",
  "faster",
  "usual",
  "slow",
  "dispatch-slow",
  "road-slow",
  "both-slow",
] as const;
export type Verdict = (typeof verdicts)[number];
