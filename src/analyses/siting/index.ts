import { defineAnalysis } from "../../domain/analysis.ts";
import { loadMilp } from "../../lib/milp.ts";
import { statuses } from "./kernel/outcome.ts";

const perRun = { per: "run" } as const;

export const siting = defineAnalysis({
  id: "siting",
  params: {
    model: {
      kind: "choice",
      default: "maximal-cover",
      options: ["maximal-cover", "cover-all", "backup-cover", "p-median", "p-center"],
    },
    sites: {
      kind: "integer",
      default: 5,
      min: 1,
      max: 500,
      when: { model: ["maximal-cover", "backup-cover", "p-median", "p-center"] },
    },
    reachMetres: {
      kind: "number",
      default: 500,
      min: 0,
      max: 20_000,
      step: 50,
      unit: "metres",
      when: { model: ["maximal-cover", "cover-all", "backup-cover"] },
    },
    exact: { kind: "boolean", default: true },
    seconds: { kind: "number", default: 20, min: 1, max: 3600, step: 1, unit: "seconds", when: { exact: [true] } },
    seed: { kind: "integer", default: 1, min: 0, max: 2_147_483_647, when: { model: ["p-median"] } },
  },
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
