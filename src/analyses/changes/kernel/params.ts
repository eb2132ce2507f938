import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";
import { corrections } from "../../../lib/fdr.ts";

export const params = {
  correction: { kind: "choice", default: "bh", options: corrections },
  level: { kind: "number", default: 0.05, min: 0.001, max: 0.2, step: 0.001 },
} as const satisfies ParamSpec;
export type Params = ParamValues<typeof params>;
