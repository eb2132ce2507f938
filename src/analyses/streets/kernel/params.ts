import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

export const params = {
  sigmaMetres: { kind: "number", default: 150, min: 10, max: 2000, step: 10, unit: "metres" },
  spacingMetres: { kind: "number", default: 20, min: 2, max: 200, step: 1, unit: "metres" },
} as const satisfies ParamSpec;
export type Params = ParamValues<typeof params>;
