import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

export const params = {
  reachMetres: { kind: "number", default: 80, min: 5, max: 1000, step: 5, unit: "metres" },
} as const satisfies ParamSpec;
export type Params = ParamValues<typeof params>;
