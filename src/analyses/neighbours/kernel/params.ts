import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

export const params = {
  kind: { kind: "choice", default: "queen", options: ["queen", "rook", "band", "nearest"] },
  radiusMetres: {
    kind: "number",
    default: 1000,
    min: 10,
    max: 100_000,
    step: 10,
    unit: "metres",
    when: { kind: ["band"] },
  },
  count: { kind: "integer", default: 8, min: 1, max: 100, when: { kind: ["nearest"] } },
  mutual: { kind: "boolean", default: false, when: { kind: ["nearest"] } },
} as const satisfies ParamSpec;
export type Params = ParamValues<typeof params>;
