import { within } from "../progress.ts";
import { createRandom, type Random } from "../random.ts";
import { anneal } from "./anneal.ts";
import { type KeptPlan, PlanArchive, planHash } from "./archive.ts";
import type { Atoms } from "./atoms.ts";
import { type Aims, excessOf, scoreOf, violation } from "./judge.ts";
import { objectiveCount } from "./objectives.ts";
import { Plan, type PlanRules } from "./plan.ts";
import { Recombination } from "./recom.ts";
import { planSources } from "./results.ts";
import { type TreeKind, TreeSampler } from "./trees.ts";

/** One question about plans: the same for every chain. */
export interface WalkTask {
  readonly atoms: Atoms;
  readonly rules: PlanRules;
  readonly aims: Aims;
  /** Greatest deviation of residents that the random walk allows. */
  readonly tolerance: number;
  readonly trees: TreeKind;
  readonly pull: number;
  readonly seed: number;
  /** Plans to record, moves of local search, and plans to keep, of this chain. */
  readonly plans: number;
  readonly moves: number;
  readonly keep: number;
}

/** What one chain found: values and hashes of every plan of its walk, and the plans it keeps. */
export interface Chain {
  readonly kept: readonly KeptPlan[];
  readonly values: Float32Array;
  readonly hashes: Uint32Array;
  readonly least: Float64Array;
  /** Steps that changed the plan. */
  readonly changed: number;
}

const burnIn = 10;
const [fromEnsemble, fromSearch] = [planSources.indexOf("ensemble"), planSources.indexOf("optimised")];

/**
 * Chain `index` of a seed: a random walk over plans (ReCom), then, where `moves` is above 0, local search from the best of
 * them, for every third chain with the weights as they are and for the others with weights shaken, so that the plans
 * spread along the Pareto front. Empty when no first plan can be found within twice, four times … the tolerance.
 */
export function* runChain(task: WalkTask, index: number): Generator<number, Chain, void> {
  const { atoms, rules, aims } = task;
  const random = createRandom(task.seed, `plans ${index}`);
  const plan = new Plan(atoms, rules);
  const archive = new PlanArchive(aims, task.keep);
  const least = new Float64Array(objectiveCount).fill(Infinity);
  const offer = (values: Float64Array, source: number) => {
    for (let o = 0; o < objectiveCount; o++) if (values[o] < least[o]) least[o] = values[o];
    archive.offer(plan.unit, values, { units: plan.units, source });
  };
  const walk = yield* startWalk(task, random);
  if (!walk) return { kept: [], values: new Float32Array(), hashes: new Uint32Array(), least, changed: 0 };
  plan.load(walk.unit);
  const share = task.moves > 0 ? 0.5 : 0.9;
  const hear = (values: Float64Array) => offer(values, fromEnsemble);
  const ensemble = yield* within(record(task, { plan, recom: walk.recom, hear }), 0, share);
  if (task.moves > 0) {
    const own = index % 3 === 0 ? aims : { ...aims, weights: shaken(aims.weights, random) };
    plan.load(bestStart(archive.plans(), own));
    let best = Infinity;
    const onPlan = (values: Float64Array) => {
      const score = scoreOf(values, own);
      if (score < best || scoreOf(values, aims) < archive.bar) offer(values, fromSearch);
      best = Math.min(best, score);
    };
    yield* within(anneal(plan, own, { moves: task.moves, random, onPlan }), share, 0.9);
  }
  const [nearest] = archive.plans();
  if (violation(nearest.values, aims) > 0) yield* within(probe(task, { plan, nearest, random, least }), 0.9, 1);
  return { ...ensemble, kept: exact(archive.plans(), plan, aims), least };
}

interface Probe {
  readonly plan: Plan;
  readonly nearest: KeptPlan;
  readonly random: Random;
  readonly least: Float64Array;
}

/** Least moves to find out how far a single limit can be kept. */
const probeMoves = 500;

/** How small each objective that misses its limit can become when nothing else matters, into `least`. */
function* probe({ aims, moves }: WalkTask, { plan, nearest, random, least }: Probe) {
  const limits = new Float64Array(objectiveCount).fill(Infinity);
  for (let o = 0; o < objectiveCount; o++) {
    if (!(aims.limits[o] < Infinity) || excessOf(nearest.values[o], aims.limits[o]) === 0) continue;
    const weights = new Float64Array(objectiveCount);
    weights[o] = 1;
    const onPlan = (values: Float64Array) => {
      least[o] = Math.min(least[o], values[o]);
    };
    plan.load(nearest.unit);
    const search = { moves: Math.max(probeMoves, moves >> 2), random, onPlan };
    yield* within(anneal(plan, { weights, limits, scales: aims.scales }, search), o / 8, (o + 1) / 8);
  }
}

/** First plans tried within a tolerance before it is widened. */
const startsTried = 30;
const widest = 64;

/** A first plan, within the tolerance or, where none is found, the next wider one: its excess is told. */
function* startWalk(task: WalkTask, random: Random) {
  const { atoms, rules, trees, pull } = task;
  const sampler = new TreeSampler(atoms, trees, pull);
  for (let { tolerance } = task; tolerance <= widest; tolerance = Math.max(0.01, 2 * tolerance)) {
    const recom = new Recombination(atoms, { shares: rules.shares, tolerance }, { sampler, random });
    for (let attempt = 0; attempt < startsTried; attempt++) {
      const unit = recom.start();
      if (unit) return { recom, unit };
      yield 0;
    }
  }
  return undefined;
}

interface Walk {
  readonly plan: Plan;
  readonly recom: Recombination;
  hear(values: Float64Array): void;
}

function* record(task: WalkTask, { plan, recom, hear }: Walk) {
  const values = new Float32Array(task.plans * objectiveCount);
  const hashes = new Uint32Array(task.plans * 2);
  const row = new Float64Array(objectiveCount);
  const canStep = plan.units > 1;
  for (let s = 0; s < burnIn && canStep; s++) recom.step(plan);
  let changed = 0;
  for (let p = 0; p < task.plans; p++) {
    if (canStep && recom.step(plan)) changed++;
    // Sums are made anew at times, so that rounding errors do not add up.
    if (p % 64 === 0) plan.load(plan.unit.slice());
    plan.values(row, true);
    values.set(row, p * objectiveCount);
    hashes.set(planHash(plan.unit, plan.units), p * 2);
    hear(row);
    if (p % 16 === 15) yield p / task.plans;
  }
  return { values, hashes, changed };
}

function bestStart(plans: readonly KeptPlan[], aims: Aims): Uint16Array {
  const scores = plans.map(({ values }) => scoreOf(values, aims));
  return plans[scores.indexOf(Math.min(...scores))].unit;
}

function shaken(weights: Float64Array, random: Random): Float64Array {
  return weights.map((weight) => weight * Math.exp(random.gaussian()));
}

/** The same plans with all values, from sums made anew. */
function exact(plans: readonly KeptPlan[], plan: Plan, aims: Aims): KeptPlan[] {
  return plans.map((kept) => {
    plan.load(kept.unit);
    const values = plan.values(new Float64Array(objectiveCount), true);
    return { ...kept, values, score: scoreOf(values, aims) };
  });
}
