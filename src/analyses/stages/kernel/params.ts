import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";
import { presetIds } from "../../../domain/process.ts";
import { clocks } from "../../../lib/process/log-columns.ts";

/** The choices of `stages`. */
export const params = {
  preset: { kind: "choice", default: "cn2016", options: presetIds },
  clock: { kind: "choice", default: "continuous", options: clocks },
  horizonDays: { kind: "number", default: 30, min: 1, max: 730, step: 1, unit: "days" },
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;
