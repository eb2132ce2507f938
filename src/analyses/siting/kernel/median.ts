import { createRandom, type Random } from "../../../lib/random.ts";

/** Weighted costs from sites to demands, site by site: `cost[j * demands + i]`, all finite. */
export interface MedianProblem {
  readonly demands: number;
  readonly cost: Float64Array;
  readonly fixed: Uint8Array;
  /** How many sites are chosen, the fixed ones included. */
  readonly count: number;
}

export interface MedianSolution {
  readonly chosen: Uint8Array;
  readonly total: number;
}

/** The two cheapest chosen sites of every demand. */
class Nearest {
  readonly first: Int32Array;
  readonly firstCost: Float64Array;
  readonly secondCost: Float64Array;
  readonly chosen: Uint8Array;
  private readonly problem: MedianProblem;

  constructor(problem: MedianProblem, chosen: Uint8Array) {
    this.problem = problem;
    this.chosen = chosen.slice();
    this.first = new Int32Array(problem.demands);
    this.firstCost = new Float64Array(problem.demands);
    this.secondCost = new Float64Array(problem.demands);
    this.update();
  }

  total(): number {
    return this.firstCost.reduce((sum, cost) => sum + cost, 0);
  }

  update(): void {
    const { demands, cost } = this.problem;
    this.first.fill(-1);
    this.firstCost.fill(Infinity);
    this.secondCost.fill(Infinity);
    for (let j = 0; j < this.chosen.length; j++) {
      if (!this.chosen[j]) continue;
      for (let i = 0, at = j * demands; i < demands; i++, at++) {
        if (cost[at] < this.firstCost[i]) {
          this.secondCost[i] = this.firstCost[i];
          this.firstCost[i] = cost[at];
          this.first[i] = j;
        } else if (cost[at] < this.secondCost[i]) this.secondCost[i] = cost[at];
      }
    }
  }
}

/** Total cost when every demand goes to its cheapest chosen site. */
export function medianTotal(problem: MedianProblem, chosen: Uint8Array): number {
  return new Nearest(problem, chosen).total();
}

/** Adds the site that saves most, until there are enough. */
export function greedyMedian({ demands, cost, fixed, count }: MedianProblem): { chosen: Uint8Array; order: number[] } {
  const chosen = fixed.slice();
  const order: number[] = [];
  const least = new Float64Array(demands).fill(Infinity);
  const take = (j: number): void => {
    chosen[j] = 1;
    for (let i = 0; i < demands; i++) least[i] = Math.min(least[i], cost[j * demands + i]);
  };
  let open = 0;
  fixed.forEach((is, j) => {
    if (is) take(j);
    open += is;
  });
  for (; open < count; open++) {
    let best = -1;
    let lowest = Infinity;
    for (let j = 0; j < chosen.length; j++) {
      if (chosen[j]) continue;
      let total = 0;
      for (let i = 0, at = j * demands; i < demands; i++, at++) total += Math.min(cost[at], least[i]);
      if (total < lowest) [best, lowest] = [j, total];
    }
    if (best < 0) break;
    take(best);
    order.push(best);
  }
  return { chosen, order };
}

/**
 * Fast interchange (Whitaker 1983; Resende & Werneck 2007): exchanges the best pair while that saves anything. Every pair
 * is priced from gains, losses and a correction in one pass over the costs.
 */
export function* exchangeMedian(problem: MedianProblem, start: Uint8Array): Generator<number, MedianSolution, void> {
  const { demands, cost, fixed } = problem;
  const nearest = new Nearest(problem, start);
  const sites = fixed.length;
  const loss = new Float64Array(sites);
  const extra = new Float64Array(sites);
  for (let round = 0; round < 10_000; round++) {
    yield Math.min(0.99, round / 50);
    loss.fill(0);
    for (let i = 0; i < demands; i++) loss[nearest.first[i]] += nearest.secondCost[i] - nearest.firstCost[i];
    const removable = [...fixed.keys()].filter((j) => nearest.chosen[j] && !fixed[j]);
    let best = { saving: 1e-9, remove: -1, add: -1 };
    for (let j = 0; j < sites && removable.length > 0; j++) {
      if (nearest.chosen[j]) continue;
      extra.fill(0);
      let gain = 0;
      for (let i = 0, at = j * demands; i < demands; i++, at++) {
        if (cost[at] >= nearest.secondCost[i]) continue;
        if (cost[at] < nearest.firstCost[i]) {
          gain += nearest.firstCost[i] - cost[at];
          extra[nearest.first[i]] += nearest.secondCost[i] - nearest.firstCost[i];
        } else extra[nearest.first[i]] += nearest.secondCost[i] - cost[at];
      }
      for (const r of removable) {
        const saving = gain - loss[r] + extra[r];
        if (saving > best.saving) best = { saving, remove: r, add: j };
      }
    }
    if (best.add < 0) break;
    nearest.chosen[best.remove] = 0;
    nearest.chosen[best.add] = 1;
    nearest.update();
  }
  return { chosen: nearest.chosen, total: nearest.total() };
}

/** Interchange from the greedy start, then from seeded shake-ups of the best, `rounds` times or until `isEnough`. */
export function* searchMedian(
  problem: MedianProblem,
  { rounds = 30, seed = 1, lower = -Infinity }: { rounds?: number; seed?: number; lower?: number } = {},
): Generator<number, MedianSolution, void> {
  let best = yield* exchangeMedian(problem, greedyMedian(problem).chosen);
  const random = createRandom(seed, "median");
  for (let round = 0; round < rounds && best.total > lower + 1e-9; round++) {
    yield round / rounds;
    const next = yield* exchangeMedian(problem, shaken(problem, best.chosen, random));
    if (next.total < best.total - 1e-9) best = next;
  }
  return best;
}

function shaken({ fixed }: MedianProblem, chosen: Uint8Array, random: Random): Uint8Array {
  const next = chosen.slice();
  const inside = [...next.keys()].filter((j) => next[j] && !fixed[j]);
  const outside = [...next.keys()].filter((j) => !next[j]);
  const swaps = Math.min(inside.length, outside.length, 1 + random.below(Math.max(1, Math.ceil(inside.length / 3))));
  for (let s = 0; s < swaps; s++) {
    const [from] = inside.splice(random.below(inside.length), 1);
    const [to] = outside.splice(random.below(outside.length), 1);
    next[from] = 0;
    next[to] = 1;
  }
  return next;
}
