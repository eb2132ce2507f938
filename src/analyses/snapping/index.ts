import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";

/** Streets as a network, and cases on them: what `streets` works on. */
export const snapping = defineAnalysis({
  id: "snapping",
  params,
  outputs: {
    from: { per: "edge" },
    to: { per: "edge" },
    lengthMetres: { per: "edge", unit: "metres" },
    edge: { per: "place" },
    fraction: { per: "place" },
    weight: { per: "place", unit: "cases" },
    lost: { per: "run", unit: "cases" },
  },
  load: () => import("./kernel.ts"),
});
