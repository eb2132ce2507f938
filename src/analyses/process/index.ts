import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";

const perArc = { per: "arc" } as const;
const cases = { unit: "cases" } as const;
const arcSeconds = { per: "arc", unit: "seconds" } as const;
const perStep = { per: "step", unit: "cases" } as const;

export const process = defineAnalysis({
  id: "process",
  params,
  outputs: {
    arcFrom: perArc,
    arcTo: perArc,
    arcCount: perArc,
    arcCases: { per: "arc", ...cases },
    arcMedian: arcSeconds,
    arcP90: arcSeconds,
    arcDependency: perArc,
    arcLoop: perArc,
    activityEvents: { per: "activity" },
    activityCases: { per: "activity", ...cases },
    activityStarts: { per: "activity", ...cases },
    activityEnds: { per: "activity", ...cases },
    variantId: { per: "variant" },
    variantCases: { per: "variant", ...cases },
    variantStart: { per: "variant" },
    variantActivity: { per: "variant-step" },
    variantCount: { per: "run" },
    stepStage: { per: "step" },
    stepAssessed: { per: "step" },
    stepTaken: perStep,
    stepSkipped: perStep,
    stepMissing: perStep,
    stepRepeated: perStep,
    stepOutOfOrder: perStep,
    actionCases: { per: "action", ...cases },
    actionEvents: { per: "action" },
    groupChecked: { per: "group", ...cases },
    groupClean: { per: "group", ...cases },
    totals: { per: "run" },
    listed: { per: "listed-case" },
    listedCount: { per: "run", ...cases },
  },
  load: () => import("./kernel.ts"),
});
