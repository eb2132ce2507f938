import { defineAnalysis } from "../../domain/analysis.ts";
import { durationReasons } from "../../lib/stage-durations.ts";
import { params, verdicts } from "./kernel/params.ts";

/** Rows of the figures: all cases together, then each area, then each group. */
const minutes = { per: "figure", unit: "minutes" } as const;
const cases = { per: "figure", unit: "cases" } as const;
const ratio = { per: "figure" } as const;

export const residual = defineAnalysis({
  id: "residual",
  params,
  outputs: {
    cases,
    open: cases,
    observed: minutes,
    modelled: minutes,
    drive: minutes,
    residual: minutes,
    residualLow: minutes,
    residualHigh: minutes,
    excess: minutes,
    excessLow: minutes,
    excessHigh: minutes,
    slope: ratio,
    slopeLow: ratio,
    slopeHigh: ratio,
    road: minutes,
    dispatch: minutes,
    desk: minutes,
    verdict: { per: "figure", codes: verdicts },
    reasonCounts: { per: "reason", unit: "cases", codes: durationReasons },
    unmodelled: { per: "run", unit: "cases" },
  },
  load: () => import("./kernel.ts"),
});
