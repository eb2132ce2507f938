import { within } from "../../lib/progress.ts";
import { createRandom } from "../../lib/random.ts";
import { type KeptPlan, PlanArchive } from "../../lib/regions/archive.ts";
import { atomCount } from "../../lib/regions/atoms.ts";
import type { PlanColumns } from "../../lib/regions/combine.ts";
import { excessOf } from "../../lib/regions/judge.ts";
import { maxP } from "../../lib/regions/max-p.ts";
import { objectiveCount } from "../../lib/regions/objectives.ts";
import { Plan } from "../../lib/regions/plan.ts";
import { chunkCount, noUnit, type PlanSource, planSources, problemColumns } from "../../lib/regions/results.ts";
import { type Attributes, skater } from "../../lib/regions/skater.ts";
import { type Chain, runChain } from "../../lib/regions/walks.ts";
import type { Params } from "./kernel/params.ts";
import { type Input, type Question, question } from "./kernel/question.ts";

export type { Input };

/** Plans of a range of chains: the same for a chain whatever range it is in. Put parts together with `combineParts`. */
export function* run(input: Input, params: Params): Generator<number, PlanColumns, void> {
  const asked = question(input, params);
  const [from, to] = input.range;
  if (!(from <= to && to <= chunkCount)) throw new Error(`districting: chains ${from} to ${to} of ${chunkCount}`);
  const chains: Chain[] = [];
  if (asked.isSound && (params.method === "optimise" || params.method === "ensemble")) {
    for (let index = from; index < to; index++) {
      const part = runChain({ ...asked, ...effort(asked, params) }, index);
      const done = (index + 1 - from) / (to - from);
      chains.push(yield* within(part, (index - from) / (to - from), done));
      yield done;
    }
  } else if (asked.isSound && from === 0 && to > 0) chains.push(yield* single(asked, input, params));
  return columnsOf(asked, chains, params);
}

/** Moves of one chain after which a small scope is searched through. */
const movesPerAtom = 300;
/** Numbers in the kept plans of one chain: a bound on memory. */
const mostKept = 250_000;

function effort({ atoms }: Question, params: Params) {
  const share = (total: number) => Math.ceil(total / chunkCount);
  const keep = Math.max(2 * share(params.keep), Math.min(params.keep, Math.floor(mostKept / atomCount(atoms))));
  const { trees, streetPull: pull, seed, plans, method } = params;
  const moves = method === "ensemble" ? 0 : Math.min(share(params.moves), movesPerAtom * atomCount(atoms));
  return { trees, pull, seed, keep, plans: share(plans), moves };
}

/** The one plan of SKATER, or of max-p. */
function* single(
  { atoms, label, rules, aims }: Question,
  input: Input,
  params: Params,
): Generator<number, Chain, void> {
  const attributes = standardised(input, label, atomCount(atoms));
  const empty = { values: new Float32Array(), hashes: new Uint32Array(), changed: 0 };
  const least = new Float64Array(objectiveCount).fill(Infinity);
  let unit: Int32Array;
  if (params.method === "skater") unit = (yield* skater(atoms, attributes, { groups: rules.shares.length })).group;
  else {
    const random = createRandom(params.seed, "max-p");
    const { residents: weight } = atoms;
    const spec = { weight, floor: params.floorResidents, tries: 50, moves: 20_000, random };
    const found = yield* maxP(atoms, attributes, spec);
    if (found.regions === 0) return { ...empty, kept: [], least };
    unit = found.group;
  }
  const units = unit.reduce((most, u) => Math.max(most, u + 1), 0);
  const plan = new Plan(atoms, { ...rules, shares: new Float64Array(units).fill(1 / units) });
  plan.load(unit);
  const values = plan.values(new Float64Array(objectiveCount), true);
  const archive = new PlanArchive(aims, 1);
  const source: PlanSource = params.method === "skater" ? "skater" : "max-p";
  archive.offer(plan.unit, values, { units, source: planSources.indexOf(source) });
  return { ...empty, kept: archive.plans(), least: values };
}

/** Attributes by atom of the question, each with mean 0 and standard deviation 1; densities where none are given. */
function standardised(input: Input, label: Int32Array, count: number): Attributes {
  const n = atomCount(input);
  const density = (column: Float64Array) => Array.from(column, (value, i) => value / Math.max(1, input.areaM2[i]) || 0);
  const given = n > 0 ? input.attributes.length / n : 0;
  const columns =
    given > 0
      ? Array.from({ length: given }, (_, c) => Array.from({ length: n }, (_, i) => input.attributes[i * given + c]))
      : [density(input.residents), density(input.workload)];
  const values = new Float64Array(count * columns.length);
  columns.forEach((column, c) => {
    const [sum, size] = [new Float64Array(count), new Float64Array(count)];
    label.forEach((a, i) => {
      if (a < 0) return;
      sum[a] += column[i];
      size[a]++;
    });
    const means = sum.map((total, a) => total / size[a]);
    const mean = means.reduce((total, value) => total + value, 0) / count;
    const spread = Math.sqrt(means.reduce((total, value) => total + (value - mean) ** 2, 0) / Math.max(1, count - 1));
    means.forEach((value, a) => {
      values[a * columns.length + c] = spread > 0 ? (value - mean) / spread : 0;
    });
  });
  return { values, columns: columns.length };
}

function columnsOf(asked: Question, chains: readonly Chain[], params: Params): PlanColumns {
  const { aims, label, component, problems } = asked;
  const kept = chains.flatMap((chain) => chain.kept);
  const n = label.length;
  const planUnits = new Uint16Array(kept.length * n).fill(noUnit);
  const planValues = new Float64Array(kept.length * objectiveCount);
  const planHash = new Uint32Array(kept.length * 2);
  const named = namer(asked);
  kept.forEach((plan, p) => {
    const unit = params.task === "carve" ? plan.unit : named(plan);
    for (let i = 0; i < n; i++) if (label[i] >= 0) planUnits[p * n + i] = unit[label[i]];
    planValues.set(plan.values, p * objectiveCount);
    planHash.set(plan.hash, p * 2);
  });
  const none = asked.isSound && kept.length === 0 && chains.length > 0;
  return {
    planUnits,
    planValues,
    planExcess: planValues.map((value, k) => excessOf(value, aims.limits[k % objectiveCount])),
    planScore: Float64Array.from(kept, ({ score }) => score),
    planHash,
    planSource: Uint8Array.from(kept, ({ source }) => source),
    ensembleValues: joined(
      chains,
      (chain) => chain.values,
      (size) => new Float32Array(size),
    ),
    ensembleHash: joined(
      chains,
      (chain) => chain.hashes,
      (size) => new Uint32Array(size),
    ),
    least: Float64Array.from(aims.limits, (_, o) => Math.min(...chains.map(({ least }) => least[o]))),
    today: todayValues(asked),
    weights: aims.weights,
    limits: aims.limits,
    component,
    ...problemColumns(none ? [...problems, { kind: "no-plan", subject: -1, amount: 0 }] : problems),
    steps: Float64Array.of(
      chains.reduce((sum, { hashes }) => sum + hashes.length / 2, 0),
      chains.reduce((sum, { changed }) => sum + changed, 0),
    ),
  };
}

/** Renumbers units: those that go on from a unit of today have its number, as far as there are so many. */
function namer({ atoms, rules }: Question): (plan: KeptPlan) => Uint16Array {
  const plans = new Map<number, Plan>();
  return ({ unit }) => {
    const units = unit.reduce((most, u) => Math.max(most, u + 1), 0);
    const plan = plans.get(units) ?? new Plan(atoms, { ...rules, shares: new Float64Array(units).fill(1 / units) });
    plans.set(units, plan);
    plan.load(unit);
    const match = plan.matching();
    const taken = new Set(match.filter((today) => today >= 0 && today < units));
    let next = 0;
    const name = match.map((today) => {
      if (today >= 0 && today < units) return today;
      while (taken.has(next)) next++;
      return next++;
    });
    return unit.map((u) => name[u]);
  };
}

/** Values of today's plan; NaN unless it has as many units as are asked for and every atom is in one. */
function todayValues({ atoms, rules, isSound }: Question): Float64Array {
  const none = new Float64Array(objectiveCount).fill(Number.NaN);
  const units = atoms.today.reduce((most, unit) => Math.max(most, unit + 1), 0);
  if (!isSound || units !== rules.shares.length || atoms.today.includes(-1)) return none;
  const plan = new Plan(atoms, rules);
  plan.load(atoms.today);
  return plan.values(none, true);
}

function joined<T extends Float32Array | Uint32Array>(
  chains: readonly Chain[],
  column: (chain: Chain) => T,
  make: (size: number) => T,
): T {
  const out = make(chains.reduce((sum, chain) => sum + column(chain).length, 0));
  let at = 0;
  for (const chain of chains) {
    out.set(column(chain), at);
    at += column(chain).length;
  }
  return out;
}
