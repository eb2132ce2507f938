import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";

export const streets = defineAnalysis({
  id: "streets",
  params,
  outputs: {
    edge: { per: "piece" },
    fromFraction: { per: "piece", unit: "share" },
    toFraction: { per: "piece", unit: "share" },
    perKm: { per: "piece", unit: "cases-per-km" },
  },
  load: () => import("./kernel.ts"),
});
