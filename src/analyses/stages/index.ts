import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";

const perStage = { per: "stage" } as const;
const perGroup = { per: "stage-group" } as const;
const columns = <P extends { readonly per: string }>(per: P) =>
  ({
    cases: { ...per, unit: "cases" },
    seconds: { ...per, unit: "seconds" },
    share: per,
    hours: { ...per, unit: "hours" },
  }) as const;
const [stage, group] = [columns(perStage), columns(perGroup)];

export const stages = defineAnalysis({
  id: "stages",
  params,
  outputs: {
    stage: perStage,
    assessed: perStage,
    standardHours: stage.hours,
    allCases: stage.cases,
    allEnded: stage.cases,
    allMedian: stage.seconds,
    allLow: stage.seconds,
    allHigh: stage.seconds,
    allP90: stage.seconds,
    allBeyond: stage.share,
    allExcess: stage.hours,
    byCases: group.cases,
    byEnded: group.cases,
    byMedian: group.seconds,
    byLow: group.seconds,
    byHigh: group.seconds,
    byP90: group.seconds,
    byBeyond: group.share,
    byExcess: group.hours,
    curveStart: perStage,
    curveSeconds: { per: "curve-point", unit: "seconds" },
    curveShare: { per: "curve-point" },
  },
  load: () => import("./kernel.ts"),
});
