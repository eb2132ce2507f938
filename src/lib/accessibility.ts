import { exp } from "./elementary/powers.ts";
import type { CostTable } from "./road-graph.ts";

/** How willingness falls with cost: a weight in 0 … 1 for a cost ≥ 0. */
export type Decay = (cost: number) => number;

/** 1 up to a limit, 0 beyond. */
export const within =
  (limit: number): Decay =>
  (cost) =>
    cost <= limit ? 1 : 0;

/** A staircase: the weight of the first step whose limit is not below the cost, 0 beyond the last (Luo & Qi 2009). */
export const staircase =
  (steps: readonly (readonly [limit: number, weight: number])[]): Decay =>
  (cost) =>
    steps.find(([limit]) => cost <= limit)?.[1] ?? 0;

/** A bell: exp(-cost² / 2σ²). */
export const bell =
  (sigma: number): Decay =>
  (cost) =>
    exp((-cost * cost) / (2 * sigma * sigma));

/** Demand and supply, and costs from each place of supply to each of demand. */
export interface Market {
  readonly demand: Float64Array;
  readonly supply: Float64Array;
  readonly costs: CostTable;
}

/**
 * Supply per head within reach of each place of demand: two-step floating catchment areas (Luo & Wang 2003), enhanced by
 * a decay in both steps (Luo & Qi 2009). Σ demand·access = Σ supply of the places that anyone reaches.
 */
export function floatingCatchment({ demand, supply, costs }: Market, decay: Decay): Float64Array {
  return stepsOf(demand, supply, costs, costs.cost.map(decay));
}

/**
 * Three steps (Wan, Zou & Sternberg 2012): demand divides itself among the places in reach in proportion to their decay,
 * so that rival facilities do not each count all of it. Costs above `limit` are cut off after that division.
 */
export function threeStepCatchment(market: Market, decay: Decay, limit = Infinity): Float64Array {
  const { demand, supply, costs } = market;
  const choices = new Float64Array(demand.length);
  const weight = costs.cost.map(decay);
  for (let k = 0; k < weight.length; k++) choices[costs.target[k]] += weight[k];
  for (let k = 0; k < weight.length; k++) {
    const chosen = choices[costs.target[k]];
    weight[k] = chosen > 0 && costs.cost[k] <= limit ? (weight[k] * weight[k]) / chosen : 0;
  }
  return stepsOf(demand, supply, costs, weight);
}

function stepsOf(demand: Float64Array, supply: Float64Array, costs: CostTable, weight: Float64Array): Float64Array {
  const access = new Float64Array(demand.length);
  for (let j = 0; j < supply.length; j++) {
    let claimed = 0;
    for (let k = costs.start[j]; k < costs.start[j + 1]; k++) claimed += demand[costs.target[k]] * weight[k];
    if (!(claimed > 0)) continue;
    for (let k = costs.start[j]; k < costs.start[j + 1]; k++)
      access[costs.target[k]] += (supply[j] / claimed) * weight[k];
  }
  return access;
}

/** What the rational agents weigh. */
export interface RationalOptions {
  /** The cost that weighs as much as a congestion of the mean demand per supply. */
  readonly tau: number;
  readonly rounds?: number;
}

/**
 * Rational agent access (Saxon & Snow 2020): people move, a few at a time, to the place where travel/τ and congestion
 * together cost least; the result is that cost per place of demand, lower is better, NaN where nothing is in reach or
 * nobody lives. Whole persons move, as in PySAL's `access`, whose step sizes these are.
 */
export function rationalAgents(
  { demand, supply, costs }: Market,
  { tau, rounds = 150 }: RationalOptions,
): Float64Array {
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  const rho = total(demand) / total(supply);
  const options = byDemand(costs, demand.length);
  const assigned = new Float64Array(options.place.length);
  const crowd = new Float64Array(supply.length);
  const cost = (k: number) => crowd[options.place[k]] / (supply[options.place[k]] * rho) + options.cost[k] / tau;
  const isOpen = (k: number) => supply[options.place[k]] > 0;
  for (let i = 0; i < demand.length; i++) {
    let nearest = -1;
    for (let k = options.start[i]; k < options.start[i + 1]; k++) {
      if (isOpen(k) && (nearest < 0 || options.cost[k] < options.cost[nearest])) nearest = k;
    }
    if (nearest >= 0) assigned[nearest] = demand[i];
  }
  const moves = new Float64Array(demand.length);
  const best = new Int32Array(demand.length);
  const worst = new Int32Array(demand.length);
  const access = new Float64Array(demand.length).fill(Number.NaN);
  const recount = (): void => {
    crowd.fill(0);
    for (let k = 0; k < assigned.length; k++) crowd[options.place[k]] += assigned[k];
  };
  for (let round = 0; round < rounds; round++) {
    recount();
    for (let i = 0; i < demand.length; i++) {
      [best[i], worst[i]] = [-1, -1];
      for (let k = options.start[i]; k < options.start[i + 1]; k++) {
        if (!isOpen(k)) continue;
        if (best[i] < 0 || cost(k) < cost(best[i])) best[i] = k;
        if (assigned[k] > 0 && (worst[i] < 0 || cost(k) > cost(worst[i]))) worst[i] = k;
      }
      moves[i] = 0;
      if (worst[i] < 0 || best[i] === worst[i]) continue;
      const step = Math.max(0.005, 0.2 * 0.5 ** (round / 50));
      moves[i] = Math.trunc(Math.min(balance(i), assigned[worst[i]], step * demand[i]));
    }
    if (round < 20) holdBack();
    for (let i = 0; i < demand.length; i++) {
      if (moves[i] === 0) continue;
      assigned[best[i]] += moves[i];
      assigned[worst[i]] -= moves[i];
    }
  }
  for (let i = 0; i < demand.length; i++) {
    if (!(demand[i] > 0) || worst[i] < 0) continue;
    let sum = 0;
    for (let k = options.start[i]; k < options.start[i + 1]; k++) if (assigned[k] > 0) sum += cost(k) * assigned[k];
    access[i] = sum / demand[i];
  }
  return access;

  /** How many of demand `i` have to move from its worst to its best place for both to cost the same. */
  function balance(i: number): number {
    const [low, high] = [best[i], worst[i]];
    const [supplyLow, supplyHigh] = [supply[options.place[low]] * rho, supply[options.place[high]] * rho];
    const both = assigned[low] + assigned[high];
    const others = (k: number) => crowd[options.place[k]] - assigned[k];
    const travel = (options.cost[high] - options.cost[low]) / tau;
    const wanted =
      ((supplyLow * supplyHigh) / (supplyLow + supplyHigh)) *
      (travel + (both + others(high)) / supplyHigh - others(low) / supplyLow);
    return wanted - assigned[low];
  }

  /** Early on, no place may be mobbed: arrivals are scaled to its supply. */
  function holdBack(): void {
    const arrivals = new Float64Array(supply.length);
    for (let i = 0; i < demand.length; i++) if (moves[i] !== 0) arrivals[options.place[best[i]]] += moves[i];
    for (let i = 0; i < demand.length; i++) {
      if (moves[i] === 0) continue;
      const place = options.place[best[i]];
      moves[i] = halfToEven(moves[i] / Math.max(1, arrivals[place] / (supply[place] * rho)));
    }
  }
}

function halfToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/** The table by place of demand: those of demand `i` are `start[i]` to `start[i + 1] - 1`. */
function byDemand({ start, target, cost }: CostTable, demands: number) {
  const first = new Uint32Array(demands + 1);
  for (const i of target) first[i + 1]++;
  for (let i = 0; i < demands; i++) first[i + 1] += first[i];
  const filled = first.slice();
  const out = { start: first, place: new Uint32Array(target.length), cost: new Float64Array(target.length) };
  for (let j = 0; j + 1 < start.length; j++) {
    for (let k = start[j]; k < start[j + 1]; k++) {
      const at = filled[target[k]]++;
      out.place[at] = j;
      out.cost[at] = cost[k];
    }
  }
  return out;
}
