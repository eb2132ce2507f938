import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";

const count = { per: "row", unit: "cases" } as const;
const level = { per: "call-level", unit: "cases" } as const;
const wait = { per: "call-level", unit: "seconds" } as const;
const closing = { per: "single-or-joint", unit: "seconds" } as const;

export const whistle = defineAnalysis({
  id: "whistle",
  params,
  outputs: {
    whistles: count,
    dueIn: count,
    inTime: count,
    solved: count,
    rated: count,
    ratings: { per: "row" },
    reportIn: { per: "row", unit: "seconds" },
    closedCases: count,
    inGrid: count,
    cases: count,
    jointCases: count,
    calls: level,
    highest: level,
    answered: level,
    passedOn: level,
    waiting: level,
    wait,
    waitLow: wait,
    waitHigh: wait,
    answeredBy: { per: "call-level-dept", unit: "cases" },
    closing,
    closingLow: closing,
    closingHigh: closing,
  },
  load: () => import("./kernel.ts"),
});
