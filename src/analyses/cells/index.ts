import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";

export const cells = defineAnalysis({
  id: "cells",
  params,
  outputs: {
    cases: { per: "cell", unit: "cases" },
    lon: { per: "cell", unit: "degrees" },
    lat: { per: "cell", unit: "degrees" },
    km2: { per: "run", unit: "km2" },
    widthMetres: { per: "run", unit: "metres" },
    start: { per: "offset" },
    neighbour: { per: "link" },
    coordinates: { per: "coordinate", unit: "degrees" },
    ringOffsets: { per: "offset" },
    h3High: { per: "cell" },
    h3Low: { per: "cell" },
  },
  load: () => import("./kernel.ts"),
});
