import { type MedianProblem, type MedianSolution, medianTotal } from "./median.ts";

/**
 * A proven lower bound; which sites every optimal solution must have (1) or cannot have (0), 2 where open; and the most
 * that serving each demand can cost in one.
 */
export interface MedianBound {
  readonly bound: number;
  readonly settled: Uint8Array;
  readonly most: Float64Array;
}

/** A bound under decisions, and what its branches start from. */
interface Relaxed extends MedianBound {
  readonly price: Float64Array;
  /** The sites of the last round. */
  readonly chosen: Uint8Array;
  /** How often each site was chosen, as a share of the rounds. */
  readonly often: Float64Array;
}

interface Decided {
  /** Per site: 1 must be chosen, 0 cannot be, 2 open. */
  readonly state: Uint8Array;
  readonly price: Float64Array;
  readonly rounds: number;
}

/** Lagrangian bound of the p-median: see `relax`. */
export function* medianBound(problem: MedianProblem, total: number, rounds = 1500): Generator<number, Relaxed, void> {
  const state = Uint8Array.from(problem.fixed, (fixed) => (fixed ? 1 : 2));
  return yield* relax(problem, total, { state, price: firstPrices(problem), rounds });
}

/** What a demand pays at first: its second cheapest site. */
function firstPrices({ demands, cost, fixed }: MedianProblem): Float64Array {
  return Float64Array.from({ length: demands }, (_, i) => {
    let [least, second] = [Infinity, Infinity];
    for (let j = 0, at = i; j < fixed.length; j++, at += demands) {
      if (cost[at] < least) [least, second] = [cost[at], least];
      else if (cost[at] < second) second = cost[at];
    }
    return Number.isFinite(second) ? second : least;
  });
}

/**
 * Lagrangian relaxation of the p-median (Cornuéjols, Fisher & Nemhauser 1977): the demand that every place is served once
 * is priced; subgradient steps towards `total`, which a solution has. Sites whose exchange would push the bound over
 * `total` are settled.
 */
function* relax(
  { demands, cost, fixed, count }: MedianProblem,
  total: number,
  { state, price: start, rounds }: Decided,
): Generator<number, Relaxed, void> {
  const sites = fixed.length;
  const price = start.slice();
  let bestPrice = price.slice();
  const value = new Float64Array(sites);
  const served = new Float64Array(demands);
  const settled = state.slice();
  const most = new Float64Array(demands).fill(Infinity);
  const [chosen, often] = [new Uint8Array(sites), new Float64Array(sites)];
  let bound = -Infinity;
  let [step, idle, round] = [1.5, 0, 0];
  const over = total + 1e-7 * Math.abs(total);
  const order = [...fixed.keys()].filter((j) => state[j] !== 0);
  const forced = state.reduce((sum, is) => sum + (is === 1 ? 1 : 0), 0);
  if (order.length < count || forced > count) return { bound: Infinity, settled, most, price, chosen, often };
  for (; round < rounds; round++) {
    if ((round & 15) === 0) yield round / rounds;
    for (let j = 0; j < sites; j++) {
      let sum = 0;
      for (let i = 0, at = j * demands; i < demands; i++, at++) if (cost[at] < price[i]) sum += cost[at] - price[i];
      value[j] = sum;
    }
    order.sort((a, b) => (state[a] === 1 ? 0 : 1) - (state[b] === 1 ? 0 : 1) || value[a] - value[b]);
    let at = price.reduce((sum, p) => sum + p, 0);
    chosen.fill(0);
    for (let k = 0; k < count; k++) {
      at += value[order[k]];
      chosen[order[k]] = 1;
      often[order[k]]++;
    }
    settle(at);
    for (let i = 0; i < demands; i++) most[i] = Math.min(most[i], price[i] + Math.max(0, over - at));
    served.fill(0);
    for (let k = 0; k < count; k++) {
      const row = order[k] * demands;
      for (let i = 0; i < demands; i++) if (cost[row + i] < price[i]) served[i]++;
    }
    let square = 0;
    for (let i = 0; i < demands; i++) square += (1 - served[i]) ** 2;
    idle = at > bound + 1e-7 * Math.abs(bound) ? 0 : idle + 1;
    if (at > bound) [bound, bestPrice] = [at, price.slice()];
    if (idle === 20) [step, idle] = [step / 1.6, 0];
    if (square === 0 || bound >= total - 1e-9 || step < 1e-4) break;
    const length = (step * (total - at)) / square;
    for (let i = 0; i < demands; i++) price[i] += length * (1 - served[i]);
  }
  const shares = often.map((times) => times / (round + 1));
  return { bound: Math.min(bound, total), settled, most, price: bestPrice, chosen, often: shares };

  function settle(at: number): void {
    if (order.length === count) return;
    const [lastIn, firstOut] = [value[order[count - 1]], value[order[count]]];
    for (let k = 0; k < order.length; k++) {
      const j = order[k];
      if (state[j] !== 2) continue;
      if (k < count && at - value[j] + firstOut > over) settled[j] = 1;
      else if (k >= count && at - lastIn + value[j] > over) settled[j] = 0;
    }
  }
}

/** Rounds of subgradient steps a branch may take. */
const branchRounds = 120;

interface Branch {
  /** Raised to the next whole number where costs are whole, and never below that of the branch it comes from. */
  readonly bound: number;
  readonly relaxed: Relaxed;
}

/**
 * Raises a bound by branch and bound: again and again the branch with the lowest bound is divided at an open site, chosen
 * in one part and not in the other. Ends when the bound meets the best solution, which it may improve, or when the
 * `operations` (additions of costs) are used up.
 */
export function* branchMedian(
  problem: MedianProblem,
  start: MedianSolution,
  { root, whole, operations = 1.5e9 }: { root: Relaxed; whole: boolean; operations?: number },
): Generator<number, { readonly best: MedianSolution; readonly bound: number }, void> {
  let best = start;
  const raised = (bound: number) => (whole ? Math.ceil(bound - 1e-6) : bound);
  const open: Branch[] = [{ bound: raised(root.bound), relaxed: root }];
  const size = problem.fixed.length * problem.demands;
  for (let used = 0; used < operations && open.length > 0; used += 2 * branchRounds * size) {
    yield used / operations;
    open.sort((a, b) => b.bound - a.bound);
    const lowest = open[open.length - 1];
    if (lowest.bound >= best.total - 1e-9) break;
    const { settled, often, price } = lowest.relaxed;
    const site = mostDoubtful(settled, often);
    if (site < 0) break;
    open.pop();
    for (const decision of [1, 0]) {
      const state = settled.slice();
      state[site] = decision;
      const relaxed = yield* relax(problem, best.total, { state, price, rounds: branchRounds });
      const total = relaxed.bound < Infinity ? medianTotal(problem, relaxed.chosen) : Infinity;
      if (total < best.total - 1e-9) best = { chosen: relaxed.chosen.slice(), total };
      const bound = Math.max(lowest.bound, raised(relaxed.bound));
      if (bound < best.total - 1e-9) open.push({ bound, relaxed });
    }
  }
  return { best, bound: open.reduce((least, branch) => Math.min(least, branch.bound), best.total) };
}

/** The open site that was chosen about as often as not; -1 where none is open. */
function mostDoubtful(settled: Uint8Array, often: Float64Array): number {
  let [best, least] = [-1, Infinity];
  settled.forEach((state, j) => {
    const distance = Math.abs(often[j] - 0.5);
    if (state === 2 && distance < least) [best, least] = [j, distance];
  });
  return best;
}
