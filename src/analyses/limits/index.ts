import { defineAnalysis } from "../../domain/analysis.ts";
import { verdicts } from "../../lib/limits/case-limits.ts";
import { params } from "./kernel/params.ts";
import { openStages } from "./kernel/risk.ts";

const count = { per: "row", unit: "cases" } as const;

export const limits = defineAnalysis({
  id: "limits",
  params,
  outputs: {
    onTime: count,
    late: count,
    inTime: count,
    soon: count,
    overdue: count,
    suspended: count,
    expected: count,
    unforeseen: count,
    verdictCount: { per: "verdict", unit: "cases", codes: verdicts },
    due: { per: "case", unit: "seconds" },
    verdict: { per: "case", codes: verdicts },
    fromCatalogue: { per: "case" },
    caseRow: { per: "open-case" },
    caseDue: { per: "open-case", unit: "seconds" },
    caseLeft: { per: "open-case", unit: "seconds" },
    caseRisk: { per: "open-case" },
    caseStage: { per: "open-case", codes: openStages },
    caseLevel: { per: "open-case", codes: ["item", "kind", "limit", "clock"] },
    caseYellow: { per: "open-case" },
  },
  load: () => import("./kernel.ts"),
});
