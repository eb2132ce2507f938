import type { Milp } from "../../lib/milp.ts";
import type { CostTable } from "../../lib/road-graph.ts";
import { Cover, type CoverProblem, coverProblem, greedyCover, type Worth } from "./kernel/cover.ts";
import { greedyMedian, type MedianProblem, medianTotal } from "./kernel/median.ts";
import { gapOf, type Outcome, statuses } from "./kernel/outcome.ts";
import type { Params } from "./kernel/params.ts";
import { type Exact, solveAll, solveCenter, solveCover, solveMedian } from "./kernel/solve.ts";

/**
 * Sites and demand, and what it costs from one to the other: those of site `j` are `siteTarget[siteStart[j]]` on. A
 * missing pair is out of reach. `siteFixed`: 1 for what exists and stays. `siteGroup`: at most one site of each group is
 * chosen (the directions of one pole; heeded by the covering models), -1 for none.
 */
export type Input = {
  readonly siteStart: Uint32Array;
  readonly siteTarget: Uint32Array;
  readonly siteCost: Float64Array;
  readonly siteFixed: Uint8Array;
  readonly siteGroup: Int32Array;
  readonly demandWeight: Float64Array;
};

/**
 * A kernel that chooses `sites` places beside the fixed ones. Objectives: weight covered (once, twice for backup, or both in shares),
 * number of sites, weighted cost, greatest cost. `adds` is what the objective would lose without a site; `curve` the
 * objective with 0, 1, 2 … new sites, each added where it helps most, the last entry being the result; `before` the
 * objective of the fixed ones alone. `used` holds how many new sites were chosen and how many were asked for;
 * `unreachable` how many demands no site reaches, and their weight. NaN where there is no such number.
 */
export function createRun(milp: Milp | undefined) {
  return function* run(input: Input, params: Params) {
    check(input);
    const exact = params.exact && milp ? { milp, seconds: params.seconds } : undefined;
    const costs = { start: input.siteStart, target: input.siteTarget, cost: input.siteCost };
    const free = input.siteFixed.reduce((count, fixed) => count + 1 - fixed, 0);
    const count = Math.min(params.sites, free);
    const sites = { weight: input.demandWeight, fixed: input.siteFixed, group: input.siteGroup };
    const { outcome, extras } = yield* byModel[params.model](costs, sites, { ...params, count, exact });
    const chosen = outcome.chosen.reduce((sum, is, j) => sum + (is && !input.siteFixed[j] ? 1 : 0), 0);
    const asked = params.model === "cover-all" ? chosen : params.sites;
    return {
      chosen: outcome.chosen,
      ...extras,
      ...assign(costs, outcome.chosen, params, input.demandWeight.length),
      objective: Float64Array.of(outcome.objective),
      bound: Float64Array.of(outcome.bound),
      gap: Float64Array.of(gapOf(outcome)),
      status: Uint8Array.of(statuses.indexOf(statusOf(outcome))),
      used: Float64Array.of(chosen, asked),
      unreachable: unreachableOf(costs, input.demandWeight, params),
    };
  };
}

function check({ siteStart, siteTarget, siteCost, siteFixed, siteGroup, demandWeight }: Input): void {
  const sites = siteStart.length - 1;
  if (siteFixed.length !== sites || siteGroup.length !== sites) throw new Error(`siting: ${sites} sites in the table`);
  if (siteCost.length !== siteTarget.length) throw new Error("siting: costs and targets differ in number");
  const bad = siteCost.findIndex((cost) => !(cost >= 0 && cost < Infinity));
  if (bad >= 0) throw new Error(`siting: cost ${bad} is ${siteCost[bad]}`);
  const heavy = demandWeight.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (heavy >= 0) throw new Error(`siting: demand ${heavy} weighs ${demandWeight[heavy]}`);
}

function statusOf(outcome: Outcome): (typeof statuses)[number] {
  if (Number.isNaN(outcome.objective)) return "infeasible";
  return gapOf(outcome) === 0 ? "optimal" : "bounded";
}

type Sites = Parameters<typeof coverProblem>[2];
interface Solved {
  readonly outcome: Outcome;
  readonly extras: { readonly adds: Float64Array; readonly curve: Float64Array; readonly before: Float64Array };
}
type Solver = (
  costs: CostTable,
  sites: Sites,
  task: Omit<Params, "exact"> & { readonly count: number; readonly exact: Exact | undefined },
) => Generator<number, Solved, void>;

const covering = (need: 1 | 2, worthOf: (secondPercent: number) => Worth): Solver =>
  function* (costs, sites, { reachMetres, count, exact, secondPercent }) {
    const problem = coverProblem(costs, reachMetres, sites);
    const worth = worthOf(secondPercent);
    const outcome = yield* solveCover(problem, { count, need, worth, ...(exact && { exact }) });
    return { outcome, extras: coverExtras(problem, outcome, worth) };
  };
const once = (): Worth => [1, 0];
const twice = (): Worth => [0, 1];

const byModel: Readonly<Record<Params["model"], Solver>> = {
  "maximal-cover": covering(1, once),
  "backup-cover": covering(2, twice),
  "backup-share": covering(1, (second) => [1 - second / 100, second / 100]),
  *"cover-all"(costs, sites, { reachMetres, exact }) {
    const problem = coverProblem(costs, reachMetres, sites);
    yield 0.1;
    const outcome = solveAll(problem, exact);
    const { adds, curve } = coverExtras(problem, outcome, once());
    return { outcome, extras: { adds, curve, before: Float64Array.of(Number.NaN) } };
  },
  *"p-median"(costs, sites, { count, exact, seed }) {
    const problem = medianProblem(costs, sites, count);
    const outcome = yield* solveMedian(problem, { seed, ...(exact && { exact }) });
    return { outcome, extras: medianExtras(problem, outcome) };
  },
  *"p-center"(costs, sites, { count, exact }) {
    const outcome = yield* solveCenter(costs, sites, { count, ...(exact && { exact }) });
    const none = new Float64Array(sites.fixed.length).fill(Number.NaN);
    return { outcome, extras: { adds: none, curve: new Float64Array(), before: Float64Array.of(Number.NaN) } };
  },
};

function coverExtras(problem: CoverProblem, { chosen, objective }: Outcome, worth: Worth): Solved["extras"] {
  const cover = new Cover(problem, worth);
  const before = cover.covered;
  chosen.forEach((is, j) => {
    if (is && !problem.fixed[j]) cover.add(j);
  });
  const adds = Float64Array.from(chosen, (is, j) => (is ? cover.loss(j) : 0));
  const added = chosen.reduce((sum, is, j) => sum + (is && !problem.fixed[j] ? 1 : 0), 0);
  const growing = new Cover(problem, worth);
  const curve = [before];
  for (let k = 1; k <= added; k++) {
    greedyCover(problem, growing, 1);
    curve.push(growing.covered);
  }
  if (worth[0] > 0 && added > 0) curve[added] = Math.max(curve[added], cover.covered);
  if (Number.isNaN(objective)) curve.length = 0;
  return { adds, curve: Float64Array.from(curve), before: Float64Array.of(before) };
}

/** All pairs, weighted. Missing pairs cost twice the greatest cost; demands that no site reaches cost nothing. */
function medianProblem(costs: CostTable, { weight, fixed }: Sites, count: number): MedianProblem {
  const demands = weight.length;
  const reached = new Uint8Array(demands);
  for (const i of costs.target) reached[i] = 1;
  const penalty = 2 * costs.cost.reduce((most, cost) => Math.max(most, cost), 0);
  const cost = new Float64Array(fixed.length * demands);
  for (let k = 0; k < cost.length; k++) cost[k] = reached[k % demands] ? penalty * weight[k % demands] : 0;
  for (let j = 0; j < fixed.length; j++) {
    for (let k = costs.start[j]; k < costs.start[j + 1]; k++) {
      cost[j * demands + costs.target[k]] = costs.cost[k] * weight[costs.target[k]];
    }
  }
  return { demands, cost, fixed, count: count + fixed.reduce((sum, is) => sum + is, 0) };
}

function medianExtras(problem: MedianProblem, { chosen, objective }: Outcome): Solved["extras"] {
  const { fixed } = problem;
  const isEmpty = (of: Uint8Array) => of.every((is) => !is);
  const without = (j: number) => chosen.map((is, other) => (other === j ? 0 : is));
  const adds = Float64Array.from(chosen, (is, j) => {
    if (!is) return 0;
    const rest = without(j);
    return isEmpty(rest) ? Number.NaN : medianTotal(problem, rest) - objective;
  });
  const total = (of: Uint8Array) => (isEmpty(of) ? Number.NaN : medianTotal(problem, of));
  const curve = [total(fixed)];
  const growing = fixed.slice();
  for (const j of greedyMedian(problem).order) {
    growing[j] = 1;
    curve.push(total(growing));
  }
  curve[curve.length - 1] = Math.min(curve[curve.length - 1], objective);
  return { adds, curve: Float64Array.from(curve), before: Float64Array.of(total(fixed)) };
}

/** The cheapest chosen site of every demand (-1: none), what it costs, and how many chosen ones are within reach. */
function assign(costs: CostTable, chosen: Uint8Array, { model, reachMetres }: Params, demands: number) {
  const reach = model === "p-median" || model === "p-center" ? Infinity : reachMetres;
  const site = new Int32Array(demands).fill(-1);
  const cost = new Float64Array(demands).fill(Infinity);
  const times = new Uint16Array(demands);
  for (let j = 0; j < chosen.length; j++) {
    for (let k = costs.start[j]; chosen[j] && k < costs.start[j + 1]; k++) {
      if (!(costs.cost[k] <= reach)) continue;
      const i = costs.target[k];
      times[i]++;
      if (costs.cost[k] >= cost[i]) continue;
      cost[i] = costs.cost[k];
      site[i] = j;
    }
  }
  return { site, cost, times };
}

function unreachableOf(costs: CostTable, weight: Float64Array, { model, reachMetres }: Params): Float64Array {
  const reach = model === "p-median" || model === "p-center" ? Infinity : reachMetres;
  const reached = new Uint8Array(weight.length);
  costs.target.forEach((i, k) => {
    if (costs.cost[k] <= reach) reached[i] = 1;
  });
  let [count, sum] = [0, 0];
  reached.forEach((is, i) => {
    if (is) return;
    count++;
    sum += weight[i];
  });
  return Float64Array.of(count, sum);
}
