import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";
import { travelModes } from "../../../domain/travel.ts";

/** Largest area of a fire station in km² by its grade (建标 152-2017, GB 51080-2015). */
export const fireGrades = { first: 7, second: 4, small: 2, suburban: 15 } as const;

/** The choices of `isochrones`. */
export const params = {
  mode: { kind: "choice", default: "ebike", options: travelModes },
  turnoutMinutes: { kind: "number", default: 1, min: 0, max: 30, step: 0.5, unit: "minutes" },
  oneWays: { kind: "boolean", default: true, when: { mode: ["ebike", "car", "fire"] } },
  snapMetres: { kind: "number", default: 1000, min: 50, max: 5000, step: 50, unit: "metres" },
  cellMetres: { kind: "number", default: 20, min: 5, max: 200, step: 5, unit: "metres" },
  fireGrade: { kind: "choice", default: "first", options: ["first", "second", "small", "suburban"] },
  odTable: { kind: "boolean", default: true },
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;
