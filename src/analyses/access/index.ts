import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";

const perPair = { per: "demand-kind", unit: "metres" } as const;
const people = { per: "area-kind", unit: "residents" } as const;
const perDemand = { per: "demand", unit: "supply-per-resident" } as const;

export const access = defineAnalysis({
  id: "access",
  params,
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
