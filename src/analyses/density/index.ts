import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";

export const density = defineAnalysis({
  id: "density",
  params,
  outputs: {
    perKm2: { per: "cell", unit: "cases-per-km2" },
    bandwidthMetres: { per: "run", unit: "metres" },
  },
  load: () => import("./kernel.ts"),
});
