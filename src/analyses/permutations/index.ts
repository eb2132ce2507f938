import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";

/** The costly part of `hotspots`, for some of the rows: for use on several workers at once. */
export const permutations = defineAnalysis({
  id: "permutations",
  params,
  outputs: { greater: { per: "area", unit: "permutations" }, less: { per: "area", unit: "permutations" } },
  load: () => import("./kernel.ts"),
});
