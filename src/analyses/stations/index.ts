import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";

const weight = { per: "area-group", unit: "weight" } as const;
const minutes = { per: "area-group", unit: "minutes" } as const;
const share = { per: "station", unit: "share" } as const;

export const stations = defineAnalysis({
  id: "stations",
  params,
  outputs: {
    total: weight,
    beforeWithin: weight,
    afterWithin: weight,
    beforeMedian: minutes,
    afterMedian: minutes,
    beforeP90: minutes,
    afterP90: minutes,
    later: weight,
    sooner: weight,
    beforeBusy: share,
    afterBusy: share,
    beforeLoad: { per: "run" },
    afterLoad: { per: "run" },
  },
  load: () => import("./kernel.ts"),
});
