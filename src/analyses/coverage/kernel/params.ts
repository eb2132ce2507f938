import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

/** The choices of `coverage`. */
export const params = {
  level: { kind: "choice", default: "recognise", options: ["detect", "observe", "recognise", "identify"] },
  cellMetres: { kind: "number", default: 1, min: 0.5, max: 2, step: 0.5, unit: "metres" },
  targetHeightMetres: { kind: "number", default: 0, min: 0, max: 3, step: 0.1, unit: "metres" },
  night: { kind: "boolean", default: false },
  offlineOut: { kind: "boolean", default: true },
  frontageMetres: { kind: "number", default: 15, min: 5, max: 50, step: 5, unit: "metres" },
  minimumGapM2: { kind: "number", default: 20, min: 0, max: 1000, step: 10, unit: "square-metres" },
  gapOutlines: { kind: "integer", default: 200, min: 0, max: 2000, unit: "gaps" },
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;
