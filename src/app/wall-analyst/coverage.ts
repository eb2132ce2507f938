import { computeCoverage } from "../../analyses/coverage/view/compute.ts";
import { readingOf } from "../../analyses/coverage/view/reading.ts";
import { settingsOf } from "../../analyses/coverage/view/settings.ts";
import { squareFrame } from "../../lib/frame.ts";
import { finestLevel, rankedLevel, rowsAbove } from "../../state/area-levels.ts";
import { cityOf } from "../../state/city-tables.ts";
import type { Findings } from "../../wall/model/findings.ts";
import { type Bench, windowOf } from "./bench.ts";

const leastAtMost = 12;

/** How much of the open ground cameras see now: in all, and in the areas where it is least. */
export async function coverageFindings({ task, handle, areas, engine, context }: Bench): Promise<Findings> {
  const level = finestLevel(areas);
  const fine = (level && areas.get(level)) ?? null;
  const { manifest, filters } = task;
  const input = {
    city: () => cityOf(handle),
    settings: settingsOf({ analyses: {} }),
    areas: fine,
    filters,
    window: windowOf(task),
    frame: squareFrame(manifest.box),
    dataVersion: manifest.dataVersion,
  };
  const result = await computeCoverage(input, { engine, count: () => Promise.resolve([]) }, context);
  const { output } = result;
  if (!output) return { view: "none" };
  const { cameras, out, openM2, reachableM2 } = readingOf(result);
  const share = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / openM2;
  return {
    view: "coverage",
    cameras,
    out,
    seen: [share(output.areaSeenM2), share(output.areaSeen2M2), share(output.areaSeen3M2)],
    reachable: reachableM2 / openM2,
    least: leastSeen(fine, areas, { open: output.areaOpenM2, seen: output.areaSeenM2 }),
  };
}

interface Ground {
  readonly open: Float64Array;
  readonly seen: Float64Array;
}

/** The areas that people know with the smallest share seen, the least first. */
function leastSeen(fine: Parameters<typeof rowsAbove>[0] | null, areas: Bench["areas"], { open, seen }: Ground) {
  const level = rankedLevel(areas, null);
  const coarse = level && areas.get(level);
  if (!fine || !coarse) return [];
  const [all, own] = [new Float64Array(coarse.rows), new Float64Array(coarse.rows)];
  rowsAbove(fine, coarse).forEach((row, i) => {
    if (row < 0) return;
    all[row] = (all[row] ?? 0) + (open[i] ?? 0);
    own[row] = (own[row] ?? 0) + (seen[i] ?? 0);
  });
  return coarse.names
    .map((name, row) => ({ name: name || (coarse.ids[row] ?? ""), share: (own[row] ?? 0) / (all[row] ?? 0) }))
    .filter(({ share }) => Number.isFinite(share))
    .sort((a, b) => a.share - b.share)
    .slice(0, leastAtMost);
}
