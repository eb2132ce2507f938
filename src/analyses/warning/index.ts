import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";

const perFinding = { per: "finding" } as const;
const cases = { per: "finding", unit: "cases" } as const;
const days = { per: "finding", unit: "days" } as const;
const chance = { per: "finding", unit: "probability" } as const;
const records = { per: "run", unit: "records" } as const;

export const warning = defineAnalysis({
  id: "warning",
  params,
  outputs: {
    day: days,
    since: days,
    observed: cases,
    expected: cases,
    ratio: perFinding,
    p: chance,
    q: chance,
    series: perFinding,
    centre: perFinding,
    radius: { per: "finding", unit: "metres" },
    start: perFinding,
    member: { per: "member" },
    replayed: { per: "run", unit: "days" },
    absent: { per: "absent-day", unit: "days" },
    noArea: records,
    noDay: records,
    future: records,
  },
  load: () => import("./kernel.ts"),
});
