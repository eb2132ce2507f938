import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";

export const neighbours = defineAnalysis({
  id: "neighbours",
  params,
  outputs: { start: { per: "offset" }, neighbour: { per: "link" } },
  load: () => import("./kernel.ts"),
});
