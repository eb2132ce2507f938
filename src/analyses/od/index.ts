import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";

const perOrigin = { per: "origin" } as const;
const minutes = { ...perOrigin, unit: "minutes" } as const;

/** The table of minutes from some origins to all crossings or places: for use on several workers at once. */
export const od = defineAnalysis({
  id: "od",
  params,
  outputs: {
    minutes: { per: "origin-target", unit: "minutes" },
    reached: { ...perOrigin, unit: "targets" },
    median: minutes,
    farthest: minutes,
    snapMetres: { ...perOrigin, unit: "metres" },
  },
  load: () => import("./kernel.ts"),
});
