import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";
import { problems } from "./kernel/problems.ts";

const perCluster = { per: "cluster" } as const;
const cases = { per: "cluster", unit: "cases" } as const;
const days = { per: "cluster", unit: "days" } as const;
const records = { per: "run", unit: "records" } as const;

export const clusters = defineAnalysis({
  id: "clusters",
  params,
  outputs: {
    ratio: perCluster,
    observed: cases,
    expected: cases,
    relativeRisk: perCluster,
    p: { per: "cluster", unit: "probability" },
    gumbel: { per: "cluster", unit: "probability" },
    recurrence: days,
    from: days,
    to: days,
    centre: perCluster,
    radius: { per: "cluster", unit: "metres" },
    start: perCluster,
    member: { per: "member" },
    daily: { per: "cluster-day", unit: "cases" },
    dailyExpected: { per: "cluster-day", unit: "cases" },
    problem: { per: "run", codes: problems },
    total: { per: "run", unit: "cases" },
    drawn: { per: "run", unit: "permutations" },
    noArea: records,
    noDay: records,
    future: records,
  },
  load: () => import("./kernel.ts"),
});
