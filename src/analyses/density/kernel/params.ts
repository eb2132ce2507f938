import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";
import { edgeCorrections, kernels } from "../../../lib/kde.ts";

export const params = {
  shape: { kind: "choice", default: "quartic", options: kernels },
  bandwidth: { kind: "choice", default: "silverman", options: ["silverman", "scott", "likelihood", "area", "chosen"] },
  bandwidthMetres: {
    kind: "number",
    default: 500,
    min: 10,
    max: 20_000,
    step: 10,
    unit: "metres",
    when: { bandwidth: ["chosen"] },
  },
  edge: { kind: "choice", default: "uniform", options: edgeCorrections },
} as const satisfies ParamSpec;
export type Params = ParamValues<typeof params>;
