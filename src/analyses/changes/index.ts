import { defineAnalysis } from "../../domain/analysis.ts";
import { changeSides } from "./kernel/classes.ts";
import { params } from "./kernel/params.ts";

/** Whether the numbers of areas differ between two periods by more than chance: for comparisons in views. */
export const changes = defineAnalysis({
  id: "changes",
  params,
  outputs: {
    expected: { per: "area", unit: "cases" },
    p: { per: "area", unit: "probability" },
    q: { per: "area", unit: "probability" },
    side: { per: "area", codes: changeSides },
  },
  load: () => import("./kernel.ts"),
});
