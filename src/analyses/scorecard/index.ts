import { defineAnalysis } from "../../domain/analysis.ts";
import { indicatorCodes } from "./kernel/indicators.ts";
import { params } from "./kernel/params.ts";

const figure = { per: "indicator-row" } as const;
const row = { per: "row" } as const;

export const scorecard = defineAnalysis({
  id: "scorecard",
  params,
  outputs: {
    value: figure,
    low: figure,
    high: figure,
    of: figure,
    over: figure,
    assessed: { per: "indicator", codes: indicatorCodes },
    score: row,
    scoreLow: row,
    scoreHigh: row,
    rank: row,
    bestRank: row,
    worstRank: row,
  },
  load: () => import("./kernel.ts"),
});
