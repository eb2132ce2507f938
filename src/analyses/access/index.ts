import { defineAnalysis } from "../../domain/analysis.ts";

const perPair = { per: "demand-kind", unit: "metres" } as const;
const people = { per: "area-kind", unit: "residents" } as const;
const perDemand = { per: "demand", unit: "supply-per-resident" } as const;

export const access = defineAnalysis({
  id: "access",
  params: {
    catchmentKind: { kind: "integer", default: 0, min: 0, max: 1000 },
    catchmentMetres: { kind: "number", default: 1000, min: 100, max: 20_000, step: 50, unit: "metres" },
    decay: { kind: "choice", default: "staircase", options: ["staircase", "bell", "none"] },
    measure: { kind: "choice", default: "walk", options: ["walk", "straight"] },
    snapMetres: { kind: "number", default: 200, min: 20, max: 2000, step: 10, unit: "metres" },
  },
  outputs: {
    walkMetres: perPair,
    straightMetres: perPair,
    nearest: { per: "demand-kind", unit: "facility" },
    residents: { per: "area", unit: "residents" },
    withinWalk: people,
    withinStraight: people,
    facilities: { per: "area-kind", unit: "facilities" },
    twoStep: perDemand,
    enhanced: perDemand,
    threeStep: perDemand,
    rational: { per: "demand" },
    facilityClaims: { per: "facility", unit: "residents" },
    unsnapped: { per: "run" },
  },
  load: () => import("./kernel.ts"),
});
