import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

/** The choices of `viewsheds`. */
export const params = {
  level: { kind: "choice", default: "recognise", options: ["detect", "observe", "recognise", "identify"] },
  cellMetres: { kind: "number", default: 1, min: 0.5, max: 2, step: 0.5, unit: "metres" },
  targetHeightMetres: { kind: "number", default: 0, min: 0, max: 3, step: 0.1, unit: "metres" },
  buildingsBlock: { kind: "boolean", default: true },
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;
