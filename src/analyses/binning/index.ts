import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";

/** Cases and the study area on a raster: what `density` works on. */
export const binning = defineAnalysis({
  id: "binning",
  params,
  outputs: { weight: { per: "cell", unit: "cases" }, inside: { per: "cell" } },
  load: () => import("./kernel.ts"),
});
