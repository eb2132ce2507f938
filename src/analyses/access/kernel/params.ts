import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

/** The choices of `access`. */
export const params = {
  catchmentKind: { kind: "integer", default: 0, min: 0, max: 1000 },
  catchmentMetres: { kind: "number", default: 1000, min: 100, max: 20_000, step: 50, unit: "metres" },
  decay: { kind: "choice", default: "staircase", options: ["staircase", "bell", "none"] },
  measure: { kind: "choice", default: "walk", options: ["walk", "straight"] },
  snapMetres: { kind: "number", default: 200, min: 20, max: 2000, step: 10, unit: "metres" },
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;
