import { defineAnalysis } from "../../domain/analysis.ts";
import { detectors } from "../../lib/surveillance/series.ts";
import { params } from "./kernel/params.ts";

const cases = { per: "series", unit: "cases" } as const;
const chance = { per: "series", unit: "probability" } as const;

export const series = defineAnalysis({
  id: "series",
  params,
  outputs: {
    detector: { per: "series", codes: detectors },
    judgedDays: { per: "series", unit: "days" },
    observed: cases,
    expected: cases,
    upper: cases,
    p: chance,
    q: chance,
    above: { per: "series" },
    alarm: { per: "series" },
  },
  load: () => import("./kernel.ts"),
});
