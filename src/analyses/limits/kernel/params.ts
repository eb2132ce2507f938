import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

/** The choices of `limits`. */
export const params = {
  span: { kind: "choice", default: "close", options: ["close", "handle"] },
  source: { kind: "choice", default: "catalogue", options: ["catalogue", "stated"] },
  riskFrom: { kind: "number", default: 50, min: 5, max: 95, step: 5, unit: "percent" },
  reworkRestarts: { kind: "boolean", default: true },
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;
