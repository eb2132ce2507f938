import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";
import { corrections } from "../../../lib/fdr.ts";

const moranOrGeary = { statistic: ["moran", "geary"] };

export const params = {
  measure: {
    kind: "choice",
    default: "value",
    options: ["value", "rate", "excess-risk", "eb-global", "eb-local", "eb-share", "ebi"],
  },
  statistic: { kind: "choice", default: "gi-star", options: ["gi-star", "gi", "moran", "geary"] },
  weights: { kind: "choice", default: "row", options: ["row", "binary"], when: moranOrGeary },
  variance: { kind: "choice", default: "n-1", options: ["n-1", "n"], when: moranOrGeary },
  moments: {
    kind: "choice",
    default: "conditional",
    options: ["conditional", "total"],
    when: { statistic: ["moran"], inference: ["analytic"] },
  },
  inference: {
    kind: "choice",
    default: "permutation",
    options: ["permutation", "analytic"],
    when: { statistic: ["gi-star", "gi", "moran"] },
  },
  permutations: { kind: "integer", default: 99_999, min: 99, max: 999_999, when: { inference: ["permutation"] } },
  seed: { kind: "integer", default: 1, min: 0, max: 2_147_483_647, when: { inference: ["permutation"] } },
  correction: { kind: "choice", default: "bh", options: corrections },
  level: { kind: "number", default: 0.05, min: 0.001, max: 0.2, step: 0.001 },
  minimumExpected: { kind: "number", default: 5, min: 0, max: 100, step: 1, unit: "cases" },
} as const satisfies ParamSpec;
export type Params = ParamValues<typeof params>;
