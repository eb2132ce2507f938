import { defineAnalysis } from "../../domain/analysis.ts";
import { loadMilp } from "../../lib/milp.ts";
import { statuses } from "./kernel/outcome.ts";
import { params } from "./kernel/params.ts";

const perRun = { per: "run" } as const;

export const siting = defineAnalysis({
  id: "siting",
  params,
  outputs: {
    chosen: { per: "site" },
    adds: { per: "site", unit: "objective" },
    site: { per: "demand", unit: "site" },
    cost: { per: "demand", unit: "metres" },
    times: { per: "demand" },
    objective: { ...perRun, unit: "objective" },
    bound: { ...perRun, unit: "objective" },
    gap: { ...perRun, unit: "share" },
    status: { ...perRun, codes: statuses },
    before: { ...perRun, unit: "objective" },
    curve: { per: "count", unit: "objective" },
    used: { ...perRun, unit: "sites" },
    unreachable: { per: "unreachable" },
  },
  load: async () => {
    const [{ createRun }, milp] = await Promise.all([import("./kernel.ts"), loadMilp()]);
    return { run: createRun(milp) };
  },
});
