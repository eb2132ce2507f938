import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";

/** The costly part of `clusters`, for some of the replications: for use on several workers at once. */
export const replications = defineAnalysis({
  id: "replications",
  params,
  outputs: { maxima: { per: "replication" } },
  load: () => import("./kernel.ts"),
});
