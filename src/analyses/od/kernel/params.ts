import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";
import { travelModes } from "../../../domain/travel.ts";

/** The choices of `od`. */
export const params = {
  mode: { kind: "choice", default: "ebike", options: travelModes },
  to: { kind: "choice", default: "crossings", options: ["crossings", "places"] },
  turnoutMinutes: { kind: "number", default: 1, min: 0, max: 30, step: 0.5, unit: "minutes" },
  oneWays: { kind: "boolean", default: true, when: { mode: ["ebike", "car", "fire"] } },
  snapMetres: { kind: "number", default: 1000, min: 50, max: 5000, step: 50, unit: "metres" },
  keepTable: { kind: "boolean", default: true },
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;
