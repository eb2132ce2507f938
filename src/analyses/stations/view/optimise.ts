import type { Snapped } from "../../../lib/road-graph.ts";
import { costTable } from "../../../lib/road-graph.ts";
import { spread } from "../../../lib/spread.ts";
import { offRoadMinutes } from "../../../lib/travel.ts";
import { travelModel } from "../../../lib/travel-model.ts";
import { setAnalysis } from "../../../state/actions.ts";
import { engine } from "../../../state/engine.ts";
import type { RunContext } from "../../../state/runs.ts";
import { inSlices } from "../../../state/slices.ts";
import { store } from "../../../state/store.ts";
import { groups } from "../../../state/travel-settings.ts";
import type { WhatIfResult } from "./compute.ts";
import { local } from "./local.ts";
import { type Change, changesText, freshId } from "./plan.ts";
import { settingsOf } from "./settings.ts";

/** Crossings that stations may be put at. */
export const candidateCount = 200;
/** The median looks no farther than this for a station, in minutes. */
const farMinutes = 60;

/**
 * Adds stations to the plan where the siting solver puts them, so that most of the group is reached within the target or
 * comes nearest. What is open stays.
 */
export async function addBest(result: WhatIfResult, context: RunContext): Promise<void> {
  const { columns, after, city } = result;
  if (!columns || !after) return;
  const { changes, travel, add, goal, now } = settingsOf(store.getState().document);
  const nodes = spread({ lon: city.roads.nodeLon, lat: city.roads.nodeLat }, candidateCount);
  const lon = Float64Array.from([...nodes.map((n) => city.roads.nodeLon[n] ?? 0), ...after.open.lon]);
  const lat = Float64Array.from([...nodes.map((n) => city.roads.nodeLat[n] ?? 0), ...after.open.lat]);
  const model = travelModel(columns, { mode: travel.form.mode, kmh: travel.kmh, oneWays: travel.form.oneWays });
  const origins = model.snap(lon, lat, travel.form.snapMetres);
  const chosen = [...columns.placeGroup.keys()].filter((i) => columns.placeGroup[i] === groups.indexOf(now.group));
  const pick = (values: Float64Array) => Float64Array.from(chosen, (i) => values[i] ?? 0);
  const snapped = model.snap(pick(columns.placeLon), pick(columns.placeLat), travel.form.snapMetres);
  const { places, weight } = byEdge(snapped, pick(columns.placeWeight));
  const covers = goal === "maximal-cover";
  const cutoff = covers ? Math.max(0, now.target - travel.form.turnoutMinutes) : farMinutes;
  const half = { ...context, onProgress: (done: number) => context.onProgress(done / 2) };
  const costs = await inSlices(costTable(model.network, origins, places, { cutoff, offsetCost: offRoadMinutes }), half);
  const task = {
    siteStart: costs.start,
    siteTarget: costs.target,
    // The solver knows metres only: what it is given are seconds.
    siteCost: costs.cost.map((minutes) => minutes * 60),
    siteFixed: Uint8Array.from(lon, (_, site) => (site >= nodes.length ? 1 : 0)),
    siteGroup: new Int32Array(lon.length).fill(-1),
    demandWeight: weight,
  };
  const params = {
    model: goal,
    sites: add,
    reachMetres: cutoff * 60,
    exact: true,
    seconds: 10,
    seed: 1,
    secondPercent: 50,
  } as const;
  const found = await engine.run("siting", task, params, {
    ...context,
    onProgress: (done) => context.onProgress(0.5 + done / 2),
  });
  const grown: Change[] = [...changes];
  for (const site of [...found.chosen.keys()].filter((s) => found.chosen[s] && s < nodes.length)) {
    grown.push({ kind: "add", id: freshId(grown), lon: lon[site] ?? 0, lat: lat[site] ?? 0 });
  }
  local.setState({ solved: { count: grown.length - changes.length, gap: found.gap[0] ?? Number.NaN, goal } });
  setAnalysis("stations", { changes: changesText(grown) });
}

/** Places on the same edge as one, at their weighted middle. */
function byEdge({ edge, share, offset }: Snapped, weights: Float64Array): { places: Snapped; weight: Float64Array } {
  const sums = new Map<number, { weight: number; share: number; offset: number }>();
  edge.forEach((e, i) => {
    const own = weights[i] ?? 0;
    if (e < 0 || !(own > 0)) return;
    const sum = sums.get(e) ?? { weight: 0, share: 0, offset: 0 };
    sum.weight += own;
    sum.share += own * (share[i] ?? 0);
    sum.offset += own * (offset[i] ?? 0);
    sums.set(e, sum);
  });
  const all = [...sums];
  return {
    places: {
      edge: Int32Array.from(all, ([e]) => e),
      share: Float64Array.from(all, ([, sum]) => sum.share / sum.weight),
      offset: Float64Array.from(all, ([, sum]) => sum.offset / sum.weight),
    },
    weight: Float64Array.from(all, ([, sum]) => sum.weight),
  };
}
