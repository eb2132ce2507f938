import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";
import { presetIds } from "../../../domain/process.ts";
import { clocks } from "../../../lib/process/log-columns.ts";

/** How much of the log is drawn: only prescribed steps; also returns, rework and cancellations; everything. */
export const details = ["steps", "way", "all"] as const;

/** The choices of `process`. */
export const params = {
  preset: { kind: "choice", default: "cn2016", options: presetIds },
  detail: { kind: "choice", default: "way", options: details },
  clock: { kind: "choice", default: "continuous", options: clocks },
  patienceDays: { kind: "number", default: 5, min: 0, max: 365, step: 0.5, unit: "days" },
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;
