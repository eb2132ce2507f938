import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

/** The choices of `stations`. */
export const params = {
  targetMinutes: { kind: "number", default: 5, min: 0.5, max: 120, step: 0.5, unit: "minutes" },
  /** From being sent until free again, the way included. */
  serviceMinutes: { kind: "number", default: 40, min: 1, max: 480, step: 1, unit: "minutes" },
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;
