import { costTable, type Snapped } from "../../../lib/road-graph.ts";
import { spread } from "../../../lib/spread.ts";
import { offRoadMinutes } from "../../../lib/travel.ts";
import { travelModel } from "../../../lib/travel-model.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import { solveSites } from "../../../state/site-solver.ts";
import { inSlices } from "../../../state/slices.ts";
import type { TravelColumns } from "../../../state/travel.ts";
import { type Group, groups } from "../../../state/travel-settings.ts";
import type { InputOf } from "../../index.ts";
import type { WhatIfResult } from "./compute.ts";
import type { Solved } from "./local.ts";
import { type Change, freshId, withoutChanges } from "./plan.ts";
import type { Goal, Keep, Settings } from "./settings.ts";

/** Crossings that stations may be put at. */
export const candidateCount = 200;
/** Beyond the goal of a target, a station is looked for within so many minutes. */
const farMinutes = 60;
const solverSeconds = 10;

/** What is asked of the solver. */
export interface Wanted extends Pick<Settings, "changes" | "travel" | "now" | "goal" | "keep"> {
  /** Stations more where what is open stays, else stations in all. */
  readonly count: number;
}

const models = {
  "residents-within": "maximal-cover",
  "cases-within": "maximal-cover",
  "mean-time": "p-median",
  "worst-time": "p-center",
} as const satisfies Record<Goal, string>;

/**
 * The changes that put stations where the siting solver wants them, and how good that is. Where `keep` is `open`, what is
 * open stays and `count` more are put at crossings; else `count` are chosen among the crossings and all stations there are
 * or were, and those not chosen are closed.
 */
export async function bestStations(
  result: WhatIfResult,
  wanted: Wanted,
  { engine, context }: { readonly engine: Engine; readonly context: RunContext },
): Promise<{ readonly changes: readonly Change[]; readonly solved: Solved } | null> {
  const { columns, after } = result;
  if (!columns || !after) return null;
  const sites = sitesOf(result, wanted.keep);
  const group = groupOf(wanted);
  const { form, kmh } = wanted.travel;
  const model = travelModel(columns, { mode: form.mode, kmh, oneWays: form.oneWays });
  const origins = model.snap(sites.lon, sites.lat, form.snapMetres);
  const { places, weight } = demandOf(columns, group, (lon, lat) => model.snap(lon, lat, form.snapMetres));
  const covers = models[wanted.goal] === "maximal-cover";
  const cutoff = covers ? Math.max(0, wanted.now.target - form.turnoutMinutes) : farMinutes;
  const half = { ...context, onProgress: (done: number) => context.onProgress(done / 2) };
  const costs = await inSlices(costTable(model.network, origins, places, { cutoff, offsetCost: offRoadMinutes }), half);
  const task: InputOf<"siting"> = {
    siteStart: costs.start,
    siteTarget: costs.target,
    // The solver knows metres only: what it is given are seconds.
    siteCost: costs.cost.map((minutes) => minutes * 60),
    siteFixed: Uint8Array.from(sites.ids, (id) => (wanted.keep === "open" && id !== null ? 1 : 0)),
    siteGroup: new Int32Array(sites.ids.length).fill(-1),
    demandWeight: weight,
  };
  const params = {
    model: models[wanted.goal],
    sites: wanted.count,
    reachMetres: cutoff * 60,
    exact: true,
    seconds: solverSeconds,
    seed: 1,
    secondPercent: 50,
  };
  const second = { ...context, onProgress: (done: number) => context.onProgress(0.5 + done / 2) };
  const { output } = await solveSites(task, params, { engine, context: second });
  const total = weight.reduce((sum, one) => sum + one, 0);
  const [objective = Number.NaN] = output.objective;
  const minutes = objective / 60 / (models[wanted.goal] === "p-median" ? total : 1) + form.turnoutMinutes;
  const chosen = sites.ids.map((_, site) => output.chosen[site] === 1);
  const [gap = Number.NaN] = output.gap;
  const changes = Number.isNaN(objective) ? wanted.changes : changedTo(wanted, sites, chosen);
  const standing = (is: (id: string | null, site: number) => boolean) => sites.ids.filter(is).length;
  return {
    changes,
    solved: {
      goal: wanted.goal,
      group,
      put: standing((id, site) => id === null && chosen[site] === true),
      kept: standing((id, site) => id !== null && chosen[site] === true),
      closed: wanted.keep === "open" ? 0 : standing((_, site) => sites.open[site] === true && !chosen[site]),
      gap,
      value: covers ? objective / total : minutes,
    },
  };
}

/** Whose time counts for a goal. */
function groupOf({ goal, now }: Pick<Wanted, "goal" | "now">): Group {
  if (goal === "residents-within") return "residents";
  return goal === "cases-within" ? "cases" : now.group;
}

interface Sites {
  /** `null` for a crossing. */
  readonly ids: readonly (string | null)[];
  readonly open: readonly boolean[];
  readonly lon: Float64Array;
  readonly lat: Float64Array;
}

/** Crossings, then stations: the open ones, or all. */
function sitesOf({ city, after }: WhatIfResult, keep: Keep): Sites {
  const { nodeLon, nodeLat } = city.roads;
  const nodes = spread({ lon: nodeLon, lat: nodeLat }, candidateCount);
  const all = after?.stations;
  const rows = [...(all?.ids.keys() ?? [])].filter((row) => keep === "free" || all?.standing[row] !== "closed");
  const numbers = (of: Float64Array, at: Float64Array | undefined) =>
    Float64Array.from([...nodes.map((n) => of[n] ?? 0), ...rows.map((row) => at?.[row] ?? 0)]);
  return {
    ids: [...nodes.map(() => null), ...rows.map((row) => all?.ids[row] ?? "")],
    open: [...nodes.map(() => false), ...rows.map((row) => all?.standing[row] !== "closed")],
    lon: numbers(nodeLon, all?.lon),
    lat: numbers(nodeLat, all?.lat),
  };
}

/** The changes that open what was chosen, and close what was not where all were free. */
function changedTo({ changes, keep }: Wanted, sites: Sites, chosen: readonly boolean[]): Change[] {
  let next: Change[] = [...changes];
  sites.ids.forEach((id, site) => {
    if (id === null && chosen[site])
      next.push({ kind: "add", id: freshId(next), lon: sites.lon[site] ?? 0, lat: sites.lat[site] ?? 0 });
    if (id === null || keep === "open") return;
    if (chosen[site] && !sites.open[site]) next = next.filter((one) => one.kind !== "close" || one.id !== id);
    if (!chosen[site] && sites.open[site]) next = closedIn(next, id);
  });
  return next;
}

/** The changes with a station closed; what else they did to it is of no use then. */
function closedIn(changes: readonly Change[], id: string): Change[] {
  const isNew = changes.some((one) => one.kind === "add" && one.id === id);
  return isNew ? withoutChanges(changes, id) : [...withoutChanges(changes, id), { kind: "close", id }];
}

/** Places of a group that weigh anything, those on the same road as one, at their weighted middle. */
function demandOf(
  columns: TravelColumns,
  group: Group,
  snap: (lon: Float64Array, lat: Float64Array) => Snapped,
): { places: Snapped; weight: Float64Array } {
  const chosen = [...columns.placeGroup.keys()].filter((i) => columns.placeGroup[i] === groups.indexOf(group));
  const pick = (values: Float64Array) => Float64Array.from(chosen, (i) => values[i] ?? 0);
  const { edge, share, offset } = snap(pick(columns.placeLon), pick(columns.placeLat));
  const weights = pick(columns.placeWeight);
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
