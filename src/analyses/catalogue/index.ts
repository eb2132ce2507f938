import { defineAnalysis } from "../../domain/analysis.ts";
import { itemFaults } from "./kernel/items.ts";
import { params } from "./kernel/params.ts";

const community = { per: "community" } as const;
const grid = { per: "grid" } as const;

export const catalogue = defineAnalysis({
  id: "catalogue",
  params,
  outputs: {
    itemFault: { per: "item", flags: Object.keys(itemFaults) },
    police: community,
    workers: community,
    workersPer10k: community,
    householdsPerWorker: community,
    residentsPerPost: community,
    casesPerPost: community,
    shortOfPolice: community,
    shortOfWorkers: community,
    supervisors: grid,
    casesPerSupervisor: grid,
    shortOfSupervisors: grid,
    gridGini: { per: "run" },
  },
  load: () => import("./kernel.ts"),
});
