import { defineAnalysis } from "../../domain/analysis.ts";
import { durationReasons } from "../../lib/stage-durations.ts";
import { params } from "./kernel/params.ts";

/** Rows of the figures: all cases together, then each area, then each group. */
const seconds = { per: "figure", unit: "seconds" } as const;
const cases = { per: "figure", unit: "cases" } as const;
const share = { per: "figure" } as const;

export const response = defineAnalysis({
  id: "response",
  params,
  outputs: {
    cases,
    open: cases,
    lateEntries: cases,
    median: seconds,
    medianLow: seconds,
    medianHigh: seconds,
    p80: seconds,
    p80Low: seconds,
    p80High: seconds,
    p90: seconds,
    p90Low: seconds,
    p90High: seconds,
    closedMedian: seconds,
    mean: seconds,
    meanError: seconds,
    decided: cases,
    within: cases,
    shareLow: share,
    shareHigh: share,
    done: share,
    doneLow: share,
    doneHigh: share,
    curveStart: { per: "curve" },
    curveTime: { per: "curve-point", unit: "seconds" },
    curveOpen: { per: "curve-point" },
    curveLow: { per: "curve-point" },
    curveHigh: { per: "curve-point" },
    groupTest: { per: "run" },
    profileCases: { per: "hour-of-week", unit: "cases" },
    profileMedian: { per: "hour-of-week", unit: "seconds" },
    reason: { per: "case", codes: durationReasons },
    reasonCounts: { per: "reason", unit: "cases" },
  },
  load: () => import("./kernel.ts"),
});
