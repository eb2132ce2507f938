import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

/** The choices of `boundary`. */
export const params = {
  toleranceMetres: { kind: "number", default: 0.01, min: 0.001, max: 10, step: 0.01, unit: "metres" },
  sliverMetres: { kind: "number", default: 5, min: 0.1, max: 100, step: 0.5, unit: "metres" },
  openGapMetres: { kind: "number", default: 1, min: 0, max: 20, step: 0.5, unit: "metres" },
  crossShare: { kind: "number", default: 0.01, min: 0.0001, max: 0.5, step: 0.005, unit: "share" },
  keepShare: { kind: "number", default: 0.25, min: 0, max: 1, step: 0.05, unit: "share" },
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;
