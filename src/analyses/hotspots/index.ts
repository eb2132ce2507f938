import { defineAnalysis } from "../../domain/analysis.ts";
import { hotspotClasses, hotspotFlags } from "./kernel/classes.ts";
import { params } from "./kernel/params.ts";

const perRun = { per: "run" } as const;

export const hotspots = defineAnalysis({
  id: "hotspots",
  params,
  outputs: {
    value: { per: "area", unit: "measure" },
    lag: { per: "area", unit: "measure" },
    statistic: { per: "area" },
    z: { per: "area", unit: "standard-deviations" },
    raw: { per: "area" },
    rawExpected: { per: "area" },
    rawVariance: { per: "area" },
    chance: { per: "area", unit: "probability" },
    p: { per: "area", unit: "probability" },
    q: { per: "area", unit: "probability" },
    class: { per: "area", codes: hotspotClasses },
    flags: { per: "area", flags: hotspotFlags },
    moranI: perRun,
    moranZ: perRun,
    gearyC: perRun,
    gearyZ: perRun,
    generalG: perRun,
    generalGZ: perRun,
    tests: { per: "run", unit: "areas" },
    discoveries: { per: "run", unit: "areas" },
    leastP: { per: "run", unit: "probability" },
    permutationsNeeded: perRun,
  },
  load: () => import("./kernel.ts"),
});
