import { publishResult } from "../../../state/results.ts";
import type { ClustersResult } from "./compute.ts";
import { clusterRows } from "./reading.ts";

/** The clusters, and the areas of each, as tables of SQL. */
export function publishClusters(result: ClustersResult): void {
  const { params, dataVersion } = result.input;
  const { cases } = result;
  const made = {
    analysis: "clusters",
    params: { ...params, level: cases.fine.level },
    dataVersion,
    seed: params.seed,
  };
  const rows = clusterRows(result);
  const column = (value: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, value);
  publishResult(
    "clusters_found",
    () => ({
      cluster: column(({ row }) => row + 1),
      from_s: column(({ window }) => window[0]),
      to_s: column(({ window }) => window[1]),
      areas: column(({ members }) => members.length),
      radius_m: column(({ radius }) => radius),
      observed: column(({ observed }) => observed),
      expected: column(({ expected }) => expected),
      relative_risk: column(({ relativeRisk }) => relativeRisk),
      log_likelihood_ratio: column(({ ratio }) => ratio),
      p: column(({ p }) => p),
      recurrence_days: column(({ recurrence }) => recurrence),
    }),
    made,
  );
  const members = rows.flatMap(({ row, members }) => Array.from(members, (area) => ({ cluster: row + 1, area })));
  publishResult(
    "clusters_areas",
    () => ({
      cluster: Float64Array.from(members, ({ cluster }) => cluster),
      area_id: members.map(({ area }) => cases.fine.ids[area] ?? ""),
    }),
    made,
  );
}
