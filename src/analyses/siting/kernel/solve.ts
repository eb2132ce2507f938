import type { Milp } from "../../../lib/milp.ts";
import type { CostTable } from "../../../lib/road-graph.ts";
import { Cover, type CoverProblem, coverBound, coverProblem, exchangeCover, greedyCover, type Worth } from "./cover.ts";
import { type MedianProblem, medianTotal, searchMedian } from "./median.ts";
import { branchMedian, medianBound } from "./median-bound.ts";
import { maximalCover, medianModel, type SiteModel, setCover } from "./models.ts";
import type { Outcome } from "./outcome.ts";
import { coverAll, coverAllBound } from "./set-cover.ts";

/** The exact solver and how long it may take in all; absent: only heuristics and bounds. */
export interface Exact {
  readonly milp: Milp;
  readonly seconds: number;
}

/** Entries beyond which the exact solver is not even tried. */
const mostEntries = 400_000;

interface CoverTask {
  readonly count: number;
  /** 2: only what is covered twice counts, while all that can be is covered once. */
  readonly need: 1 | 2;
  /** What the first and the second cover are worth where `need` is 1; the first alone if absent. */
  readonly worth?: Worth;
  readonly exact?: Exact;
}

/** Weight covered by `count` sites beside the fixed ones. */
export function* solveCover(problem: CoverProblem, task: CoverTask): Generator<number, Outcome, void> {
  const { count, need, exact } = task;
  const worth = need === 2 ? onlyTwice : (task.worth ?? [1, 0]);
  const coveredBy = (chosen: Uint8Array) => coverOf(problem, chosen, worth).covered;
  const cover = need === 1 ? new Cover(problem, worth) : coveredOnce(problem, count);
  if (!cover) {
    const none = { chosen: problem.fixed.slice(), objective: Number.NaN, bound: Number.NaN };
    return exact
      ? better(none, maximalCover(problem, count, { need, worth }), { exact, greatest: true, value: coveredBy })
      : none;
  }
  greedyCover(problem, cover, count - added(problem, cover));
  if (need === 1) yield* exchangeCover(problem, cover, worth);
  yield 0.5;
  const bound = coverBound(problem, { count, need, worth: need === 1 ? worth : [1, 0], reached: cover.covered });
  const found = { chosen: cover.chosen, objective: cover.covered, bound };
  if (!exact || bound <= found.objective * (1 + 1e-9) || problem.demands.length > mostEntries) return found;
  yield 0.6;
  return better(found, maximalCover(problem, count, { need, worth }), { exact, greatest: true, value: coveredBy });
}

const added = ({ fixed }: CoverProblem, cover: Cover) => cover.count - fixed.reduce((sum, is) => sum + is, 0);

const onlyTwice: Worth = [0, 1];

function coverOf(problem: CoverProblem, chosen: Uint8Array, worth: Worth): Cover {
  const cover = new Cover(problem, worth);
  chosen.forEach((is, j) => {
    if (is && !problem.fixed[j]) cover.add(j);
  });
  return cover;
}

const size = (of: ArrayLike<number>) => Array.from(of).reduce((sum, is) => sum + is, 0);

/** Everything coverable covered once by at most `count` new sites, counted for cover twice; undefined if not found. */
function coveredOnce(problem: CoverProblem, count: number): Cover | undefined {
  const cover = coverOf(problem, coverAll(problem), onlyTwice);
  return added(problem, cover) <= count ? cover : undefined;
}

/** Fewest sites that cover everything coverable. */
export function solveAll(problem: CoverProblem, exact?: Exact): Outcome {
  const chosen = coverAll(problem);
  const found = { chosen, objective: size(chosen), bound: coverAllBound(problem) };
  if (!exact || found.bound >= found.objective || problem.demands.length > mostEntries) return found;
  return better(found, setCover(problem), { exact, greatest: false, value: size });
}

/** Least total cost from `count` sites, the fixed ones included. */
export function* solveMedian(
  problem: MedianProblem,
  { exact, seed }: { exact?: Exact; seed: number },
): Generator<number, Outcome, void> {
  const first = yield* searchMedian(problem, { rounds: 3, seed });
  const whole = problem.cost.every(Number.isInteger);
  const lower = yield* medianBound(problem, first.total);
  // With whole costs no solution lies between two whole numbers.
  const proven = whole ? Math.ceil(lower.bound - 1e-6) : lower.bound;
  const searched = yield* searchMedian(problem, { rounds: 40, seed, lower: proven });
  const { best, bound } = yield* branchMedian(problem, searched, { root: lower, whole });
  const found = { chosen: best.chosen, objective: best.total, bound };
  if (!exact || gapIsClosed(found)) return found;
  yield 0.9;
  const model = medianModel(problem, lower);
  if (model.model.index.length > mostEntries) return found;
  return better(found, model, { exact, greatest: false, value: (chosen) => medianTotal(problem, chosen) });
}

const gapIsClosed = ({ objective, bound }: Outcome) => Math.abs(objective - bound) <= 1e-9 * Math.abs(objective);

/**
 * Least greatest cost to any demand from `count` sites beside the fixed ones: bisection over the costs that occur, each
 * step a set cover. Demands in no site's row are left out.
 */
export function* solveCenter(
  costs: CostTable,
  sites: { readonly weight: Float64Array; readonly fixed: Uint8Array; readonly group: Int32Array },
  { count, exact }: { count: number; exact?: Exact },
): Generator<number, Outcome, void> {
  const radii = Float64Array.from(new Set(costs.cost)).sort();
  const most = count + size(sites.fixed);
  const steps = Math.ceil(Math.log2(radii.length + 2));
  const each = exact && { ...exact, seconds: exact.seconds / steps };
  const all = coverProblem(costs, Infinity, sites);
  const needed = coverable(all);
  let best: Outcome = { chosen: sites.fixed.slice(), objective: Number.NaN, bound: Number.NaN };
  let low = 0;
  let high = radii.length - 1;
  let unproven = -1;
  while (low <= high) {
    yield 1 - (high - low) / radii.length;
    const middle = (low + high) >> 1;
    const problem = coverProblem(costs, radii[middle], sites);
    const { chosen, objective, bound } =
      coverable(problem) < needed
        ? { chosen: sites.fixed, objective: Infinity, bound: Infinity }
        : solveAll(problem, each);
    if (objective <= most) {
      best = { chosen: chosen.slice(), objective: radii[middle], bound: Number.NaN };
      high = middle - 1;
    } else {
      if (bound <= most) unproven = unproven < 0 ? middle : Math.min(unproven, middle);
      low = middle + 1;
    }
  }
  return { ...best, bound: unproven < 0 ? best.objective : provenRadius() };

  /** The smallest radius for which fewer sites than allowed could still do. */
  function provenRadius(): number {
    let [from, to] = [0, unproven];
    while (from < to) {
      const middle = (from + to) >> 1;
      const problem = coverProblem(costs, radii[middle], sites);
      if (coverable(problem) < needed || coverAllBound(problem) > most) from = middle + 1;
      else to = middle;
    }
    return radii[from];
  }
}

/** How many demands any site covers. */
function coverable({ demandStart }: CoverProblem): number {
  let count = 0;
  for (let i = 0; i + 1 < demandStart.length; i++) if (demandStart[i + 1] > demandStart[i]) count++;
  return count;
}

interface Exactly {
  readonly exact: Exact;
  readonly greatest: boolean;
  /** What chosen sites achieve: sums of the solver carry its tolerance. */
  value(chosen: Uint8Array): number;
}

/** What the exact solver makes of a found solution within its time. */
function better(found: Outcome, { model, sites }: SiteModel, { exact, greatest, value }: Exactly): Outcome {
  const { values, bound, status } = exact.milp(model, { timeLimitSeconds: exact.seconds });
  const chosen = Uint8Array.from(values.subarray(0, sites), (share) => (share > 0.5 ? 1 : 0));
  const objective = values.length > 0 ? value(chosen) : Number.NaN;
  const improves =
    Number.isNaN(found.objective) || (greatest ? objective > found.objective : objective < found.objective);
  const best = values.length > 0 && improves ? { chosen, objective } : found;
  if (status === "optimal") return { chosen: best.chosen, objective: best.objective, bound: best.objective };
  if (status === "infeasible" || !Number.isFinite(bound)) return { ...best, bound: found.bound };
  if (Number.isNaN(found.bound)) return { ...best, bound };
  return { ...best, bound: greatest ? Math.min(found.bound, bound) : Math.max(found.bound, bound) };
}
