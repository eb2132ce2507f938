import type { OutputOf } from "../../index.ts";
import type { Settings } from "./settings.ts";
import type { SiteTable } from "./types.ts";

/** Demand not served, served by what exists, served (or nearer) only with what is chosen. */
const [unserved, served, newly] = [0, 1, 2];

export type Shown = "before" | "after";

/** How each demand is served as it is, or with what is chosen: indices into the layer's codes. */
export function servedOf(
  table: SiteTable,
  output: OutputOf<"siting">,
  form: Settings["form"],
  shown: Shown,
): Uint8Array {
  const distance = form.model === "p-median" || form.model === "p-center";
  const reach = distance ? Number.POSITIVE_INFINITY : form.subject === "camera" ? 0 : form.reachMetres;
  const need = form.model === "backup-cover" ? 2 : 1;
  const before = servedByFixed(table, reach);
  return Uint8Array.from(table.weight, (_, i) => {
    const was = (before.times[i] ?? 0) >= need;
    if (shown === "before") return was ? served : unserved;
    const is = (output.times[i] ?? 0) >= need;
    const nearer = distance && (output.cost[i] ?? 0) < (before.cost[i] ?? 0);
    return is ? (was && !nearer ? served : newly) : unserved;
  });
}

function servedByFixed({ costs, fixed, weight }: SiteTable, reach: number) {
  const times = new Uint16Array(weight.length);
  const cost = new Float64Array(weight.length).fill(Number.POSITIVE_INFINITY);
  fixed.forEach((is, site) => {
    for (let k = costs.start[site] ?? 0; is && k < (costs.start[site + 1] ?? 0); k++) {
      const [i, metres] = [costs.target[k] ?? 0, costs.cost[k] ?? 0];
      if (metres > reach) continue;
      times[i] = (times[i] ?? 0) + 1;
      cost[i] = Math.min(cost[i] ?? Number.POSITIVE_INFINITY, metres);
    }
  });
  return { times, cost };
}
