import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

export const params = {
  shape: { kind: "choice", default: "hexagon", options: ["hexagon", "square"] },
  hexagons: { kind: "choice", default: "h3", options: ["h3", "equal"], when: { shape: ["hexagon"] } },
  sizeMetres: { kind: "number", default: 500, min: 20, max: 20_000, step: 10, unit: "metres" },
  contiguity: { kind: "choice", default: "queen", options: ["queen", "rook"], when: { shape: ["square"] } },
} as const satisfies ParamSpec;
export type Params = ParamValues<typeof params>;
