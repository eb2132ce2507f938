import { defineAnalysis } from "../../domain/analysis.ts";
import { emergingClasses } from "./kernel/classes.ts";
import { params } from "./kernel/params.ts";

export const emerging = defineAnalysis({
  id: "emerging",
  params,
  outputs: {
    class: { per: "area", codes: emergingClasses },
    trendZ: { per: "area", unit: "standard-deviations" },
    trendP: { per: "area", unit: "probability" },
    slope: { per: "area", unit: "standard-deviations-per-step" },
    hotSteps: { per: "area", unit: "steps" },
    coldSteps: { per: "area", unit: "steps" },
    z: { per: "bin", unit: "standard-deviations" },
    q: { per: "bin", unit: "probability" },
    state: { per: "bin" },
  },
  load: () => import("./kernel.ts"),
});
