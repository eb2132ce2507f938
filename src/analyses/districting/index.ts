import { defineAnalysis } from "../../domain/analysis.ts";
import { planSources, problemKinds } from "../../lib/regions/results.ts";
import { params } from "./kernel/params.ts";

const perValue = { per: "plan-objective" } as const;

export const districting = defineAnalysis({
  id: "districting",
  params,
  outputs: {
    planUnits: { per: "plan-atom", unit: "unit" },
    planValues: perValue,
    planExcess: perValue,
    planScore: { per: "plan" },
    planHash: { per: "plan-half" },
    planSource: { per: "plan", codes: planSources },
    ensembleValues: { per: "ensemble-objective" },
    ensembleHash: { per: "ensemble-half" },
    least: { per: "objective" },
    today: { per: "objective" },
    weights: { per: "objective" },
    limits: { per: "objective" },
    component: { per: "atom", unit: "component" },
    problemKind: { per: "problem", codes: problemKinds },
    problemSubject: { per: "problem" },
    problemAmount: { per: "problem" },
    steps: { per: "run" },
  },
  load: () => import("./kernel.ts"),
});
