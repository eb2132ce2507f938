import { defineAnalysis } from "../../domain/analysis.ts";
import { conditionStates } from "./kernel/judging.ts";
import { params } from "./kernel/params.ts";

const perUnit = { per: "unit" } as const;

export const units = defineAnalysis({
  id: "units",
  params,
  outputs: {
    residents: { ...perUnit, unit: "residents" },
    areaKm2: { ...perUnit, unit: "km2" },
    workHours: { ...perUnit, unit: "hours" },
    lineShare: { ...perUnit, unit: "share" },
    compactness: perUnit,
    parts: perUnit,
    level: perUnit,
    conditions: { per: "unit-condition", codes: conditionStates },
    scores: { per: "consideration" },
  },
  load: () => import("./kernel.ts"),
});
