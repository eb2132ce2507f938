import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

/** The choices of `whistle`: within what time whom a whistle calls must report in. */
export const params = {
  urgentHours: { kind: "number", default: 2, min: 0.25, max: 72, step: 0.25, unit: "hours" },
  ordinaryDays: { kind: "number", default: 1, min: 0.5, max: 15, step: 0.5, unit: "days" },
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;
