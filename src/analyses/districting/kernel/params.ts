import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";
import { compactnessMeasures } from "../../../lib/regions/objectives.ts";

const weight = (value: number) => ({ kind: "number", default: value, min: 0, max: 10, step: 0.5 }) as const;
/** A limit at its greatest value is no limit. */
const shareLimit = (value: number) =>
  ({ kind: "number", default: value, min: 0, max: 1, step: 0.01, unit: "share" }) as const;

/** The choices of `districting`. A limit at its greatest value is no limit. */
export const params = {
  task: { kind: "choice", default: "split", options: ["split", "carve", "merge", "redraw"] },
  method: { kind: "choice", default: "optimise", options: ["optimise", "ensemble", "skater", "max-p"] },
  units: { kind: "integer", default: 2, min: 2, max: 500, when: { task: ["split", "merge", "redraw"] } },
  carveShare: {
    kind: "number",
    default: 0.3,
    min: 0.02,
    max: 0.98,
    step: 0.01,
    unit: "share",
    when: { task: ["carve"] },
  },
  floorResidents: { kind: "integer", default: 20_000, min: 1, max: 10_000_000, when: { method: ["max-p"] } },
  trees: { kind: "choice", default: "random-mst", options: ["random-mst", "wilson"] },
  streetPull: { kind: "number", default: 3, min: 0, max: 10, step: 0.5 },
  compactness: { kind: "choice", default: "polsby-popper", options: compactnessMeasures },
  plans: { kind: "integer", default: 10_000, min: 40, max: 100_000, unit: "plans" },
  moves: { kind: "integer", default: 1_000_000, min: 0, max: 20_000_000, when: { method: ["optimise"] } },
  keep: { kind: "integer", default: 200, min: 1, max: 2000, unit: "plans" },
  seed: { kind: "integer", default: 1, min: 0, max: 2_147_483_647 },
  weightResidents: weight(3),
  weightWorkload: weight(1),
  weightAccess: weight(0),
  weightResponse: weight(0),
  weightCompactness: weight(1),
  weightBorders: weight(2),
  weightGroups: weight(2),
  weightMoved: weight(0),
  limitResidents: shareLimit(0.05),
  limitWorkload: shareLimit(1),
  limitAccess: { kind: "number", default: 20_000, min: 0, max: 20_000, step: 50, unit: "metres" },
  limitResponse: { kind: "number", default: 7200, min: 0, max: 7200, step: 30, unit: "seconds" },
  limitCompactness: shareLimit(1),
  limitBorders: shareLimit(1),
  limitGroups: { kind: "number", default: 1000, min: 0, max: 1000 },
  limitMoved: shareLimit(1),
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;
