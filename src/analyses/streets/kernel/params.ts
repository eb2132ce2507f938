import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

/** How density passes crossings: as heat does, or by one of the equal splits of `lib/network-split.ts`. */
export const methods = ["heat", "equal-split", "equal-split-continuous"] as const;

export const params = {
  method: { kind: "choice", default: "heat", options: methods },
  sigmaMetres: { kind: "number", default: 150, min: 10, max: 2000, step: 10, unit: "metres" },
  spacingMetres: { kind: "number", default: 20, min: 2, max: 200, step: 1, unit: "metres" },
} as const satisfies ParamSpec;
export type Params = ParamValues<typeof params>;
