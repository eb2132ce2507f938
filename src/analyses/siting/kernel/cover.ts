import type { CostTable } from "../../../lib/road-graph.ts";

/** Which demands each site covers, both ways round, and what must stay. */
export interface CoverProblem {
  readonly weight: Float64Array;
  /** Site → the demands it covers. */
  readonly siteStart: Uint32Array;
  readonly demands: Uint32Array;
  /** Demand → the sites that cover it. */
  readonly demandStart: Uint32Array;
  readonly sites: Uint32Array;
  /** 1 for sites that exist and stay. */
  readonly fixed: Uint8Array;
  /** At most one site of each group may be chosen (directions of one pole); -1: no group. */
  readonly group: Int32Array;
}

/** The cover problem of a table of costs from sites to demands: covered is what costs at most `reach`. */
export function coverProblem(
  costs: CostTable,
  reach: number,
  sites: { readonly weight: Float64Array; readonly fixed: Uint8Array; readonly group: Int32Array },
): CoverProblem {
  const count = costs.start.length - 1;
  const siteStart = new Uint32Array(count + 1);
  const demands: number[] = [];
  const demandStart = new Uint32Array(sites.weight.length + 1);
  for (let j = 0; j < count; j++) {
    for (let k = costs.start[j]; k < costs.start[j + 1]; k++) {
      if (!(costs.cost[k] <= reach)) continue;
      demands.push(costs.target[k]);
      demandStart[costs.target[k] + 1]++;
    }
    siteStart[j + 1] = demands.length;
  }
  for (let i = 0; i < sites.weight.length; i++) demandStart[i + 1] += demandStart[i];
  const filled = demandStart.slice();
  const bySite = new Uint32Array(demands.length);
  for (let j = 0; j < count; j++) {
    for (let k = siteStart[j]; k < siteStart[j + 1]; k++) bySite[filled[demands[k]]++] = j;
  }
  return { ...sites, siteStart, demands: Uint32Array.from(demands), demandStart, sites: bySite };
}

/** What the first and the second site that covers a demand are worth, as shares of its weight; the first at least as much, or nothing. */
export type Worth = readonly [first: number, second: number];

/** Times each demand is covered by chosen sites, and the weight of what that is worth. */
export class Cover {
  readonly chosen: Uint8Array;
  readonly times: Uint16Array;
  covered = 0;
  count = 0;
  private readonly usedGroups = new Set<number>();
  private readonly problem: CoverProblem;
  private readonly worth: Worth;

  constructor(problem: CoverProblem, worth: Worth = [1, 0]) {
    this.problem = problem;
    this.worth = worth;
    this.chosen = new Uint8Array(problem.fixed.length);
    this.times = new Uint16Array(problem.weight.length);
    problem.fixed.forEach((fixed, j) => {
      if (fixed) this.add(j);
    });
  }

  /** Whether a site can still be chosen. */
  isFree(j: number): boolean {
    return this.chosen[j] === 0 && !this.usedGroups.has(this.problem.group[j]);
  }

  add(j: number): void {
    const { siteStart, demands, weight, group } = this.problem;
    this.chosen[j] = 1;
    this.count++;
    if (group[j] >= 0) this.usedGroups.add(group[j]);
    for (let k = siteStart[j]; k < siteStart[j + 1]; k++) {
      const times = this.times[demands[k]]++;
      if (times < 2) this.covered += this.worth[times] * weight[demands[k]];
    }
  }

  remove(j: number): void {
    const { siteStart, demands, weight, group } = this.problem;
    this.chosen[j] = 0;
    this.count--;
    this.usedGroups.delete(group[j]);
    for (let k = siteStart[j]; k < siteStart[j + 1]; k++) {
      const times = --this.times[demands[k]];
      if (times < 2) this.covered -= this.worth[times] * weight[demands[k]];
    }
  }

  /** What adding a site would be worth. */
  gain(j: number): number {
    return this.worthWhere(j, 0);
  }

  /** What removing a chosen site would lose. */
  loss(j: number): number {
    return this.worthWhere(j, 1);
  }

  /** Worth of cover `k` summed over the demands of a site that are covered `k` + `more` times. */
  private worthWhere(j: number, more: 0 | 1): number {
    const { siteStart, demands, weight } = this.problem;
    let sum = 0;
    for (let k = siteStart[j]; k < siteStart[j + 1]; k++) {
      const times = this.times[demands[k]] - more;
      if (times === 0 || times === 1) sum += this.worth[times] * weight[demands[k]];
    }
    return sum;
  }
}

/** Adds the most useful site again and again; stops at `count` sites beside the fixed ones, or when none adds anything. */
export function greedyCover(problem: CoverProblem, cover: Cover, count: number): number[] {
  const order: number[] = [];
  while (order.length < count) {
    let best = -1;
    let most = 0;
    for (let j = 0; j < problem.fixed.length; j++) {
      if (!cover.isFree(j)) continue;
      const gain = cover.gain(j);
      if (gain > most) [best, most] = [j, gain];
    }
    if (best < 0) break;
    cover.add(best);
    order.push(best);
  }
  return order;
}

/**
 * Exchanges a chosen site for another while that covers more (Teitz & Bart 1968), best exchange first. All exchanges are
 * priced in one pass over the table: gain of the one, loss of the other, and what both cover.
 */
export function* exchangeCover(
  problem: CoverProblem,
  cover: Cover,
  worth: Worth = [1, 0],
): Generator<number, void, void> {
  const { siteStart, demands, demandStart, sites, weight, fixed, group } = problem;
  const n = fixed.length;
  const saved = new Float64Array(n);
  for (let round = 0; round < 1000; round++) {
    yield Math.min(0.99, round / 100);
    const losses = Float64Array.from(fixed, (_, j) => (cover.chosen[j] && !fixed[j] ? cover.loss(j) : Infinity));
    const out = losses.reduce((least, loss, j) => (loss < losses[least] ? j : least), 0);
    if (losses[out] === Infinity) return;
    let best = { gain: 1e-9, remove: -1, add: -1 };
    for (let j = 0; j < n; j++) {
      if (cover.chosen[j]) continue;
      const touched: number[] = [];
      let gain = 0;
      for (let k = siteStart[j]; k < siteStart[j + 1]; k++) {
        const i = demands[k];
        const times = cover.times[i];
        if (times < 2) gain += worth[times] * weight[i];
        // Of two that cover the same, the loss of the one and the gain of the other are counted too high.
        const both = (times === 1 ? worth[0] - worth[1] : times === 2 ? worth[1] : 0) * weight[i];
        if (both === 0) continue;
        for (let s = demandStart[i]; s < demandStart[i + 1]; s++) {
          if (!cover.chosen[sites[s]]) continue;
          if (saved[sites[s]] === 0) touched.push(sites[s]);
          saved[sites[s]] += both;
        }
      }
      const rival = group[j] < 0 ? -1 : cover.chosen.findIndex((one, other) => one !== 0 && group[other] === group[j]);
      const pairs = rival >= 0 ? [rival] : [...touched, out];
      for (const r of pairs) {
        const net = gain - losses[r] + saved[r];
        if (net > best.gain) best = { gain: net, remove: r, add: j };
      }
      for (const r of touched) saved[r] = 0;
    }
    if (best.add < 0) return;
    cover.remove(best.remove);
    cover.add(best.add);
  }
}

interface BoundTask {
  readonly count: number;
  readonly reached: number;
  /** 2 where only the second cover counts, but of what is covered once. */
  readonly need?: 1 | 2;
  /** What each cover is worth where `need` is 1. */
  readonly worth?: Worth;
  readonly rounds?: number;
}

/**
 * An upper bound on the weight that `count` sites beside the fixed ones can cover `need` times, by Lagrangian relaxation
 * (subgradient steps towards `reached`, which a solution has); equal to the bound of the linear relaxation in the limit.
 */
export function coverBound(
  problem: CoverProblem,
  { count, need = 1, worth = [1, 0], reached, rounds = 400 }: BoundTask,
): number {
  const { weight, siteStart, demands, demandStart, fixed } = problem;
  const price = weight.map((w, i) => (demandStart[i + 1] - demandStart[i] >= need ? w / need : 0));
  const value = new Float64Array(fixed.length);
  const slack = new Float64Array(weight.length);
  const free = [...fixed.keys()].filter((j) => !fixed[j]);
  let bound = Infinity;
  let step = 1;
  let idle = 0;
  for (let round = 0; round < rounds; round++) {
    for (let j = 0; j < fixed.length; j++) {
      let sum = 0;
      for (let k = siteStart[j]; k < siteStart[j + 1]; k++) sum += price[demands[k]];
      value[j] = sum;
    }
    const picked = [...free].sort((a, b) => value[b] - value[a]).slice(0, count);
    let total = 0;
    slack.fill(1 - need);
    for (const j of [...picked, ...[...fixed.keys()].filter((f) => fixed[f])]) {
      total += value[j];
      for (let k = siteStart[j]; k < siteStart[j + 1]; k++) slack[demands[k]]++;
    }
    let square = 0;
    for (let i = 0; i < weight.length; i++) {
      if (demandStart[i + 1] - demandStart[i] < need) {
        slack[i] = 0;
        continue;
      }
      total -= (need - 1) * price[i];
      for (const share of worth) {
        if (!(share * weight[i] > price[i])) continue;
        total += share * weight[i] - price[i];
        slack[i] -= 1;
      }
      square += slack[i] * slack[i];
    }
    idle = total < bound - 1e-9 * Math.abs(bound) ? 0 : idle + 1;
    bound = Math.min(bound, total);
    if (idle === 10) [step, idle] = [step / 2, 0];
    if (square === 0 || bound <= reached * (1 + 1e-12) || step < 1e-5) break;
    const length = (step * (total - reached)) / square;
    for (let i = 0; i < weight.length; i++) price[i] = Math.min(weight[i], Math.max(0, price[i] - length * slack[i]));
  }
  return Math.max(reached, bound);
}
