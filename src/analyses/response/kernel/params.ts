import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";
import { moments } from "../../../lib/stage-durations.ts";

/** The choices of `response`. */
export const params = {
  from: { kind: "choice", default: "reported", options: moments },
  to: { kind: "choice", default: "closed", options: moments },
  clock: { kind: "choice", default: "continuous", options: ["continuous", "working", "item"] },
  follow: { kind: "choice", default: "opened", options: ["opened", "period"] },
  limit: { kind: "choice", default: "due", options: ["due", "target"] },
  targetHours: { kind: "number", default: 0, min: 0, max: 87_600, step: 0.25, unit: "hours" },
  meanWithinDays: { kind: "number", default: 30, min: 0.05, max: 3650, step: 0.05, unit: "days" },
  lessSuspended: { kind: "boolean", default: true },
  smallCases: { kind: "integer", default: 11, min: 2, max: 1000, unit: "cases" },
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;
