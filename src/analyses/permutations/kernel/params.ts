import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

export const params = {
  statistic: { kind: "choice", default: "gi-star", options: ["gi-star", "gi", "moran", "geary"] },
  permutations: { kind: "integer", default: 99_999, min: 99, max: 999_999 },
  seed: { kind: "integer", default: 1, min: 0, max: 2_147_483_647 },
} as const satisfies ParamSpec;
export type Params = ParamValues<typeof params>;
