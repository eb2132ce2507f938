import { dominates, excessOf, missed } from "./judge.ts";
import { objectiveCount } from "./objectives.ts";
import { noUnit, type Problem, problemColumns, problemKinds } from "./results.ts";

/** Plans as columns: what the kernel `districting` gives for a range of chains, and `combineParts` for all. */
export type PlanColumns = {
  readonly planUnits: Uint16Array;
  readonly planValues: Float64Array;
  readonly planExcess: Float64Array;
  readonly planScore: Float64Array;
  readonly planHash: Uint32Array;
  readonly planSource: Uint8Array;
  readonly ensembleValues: Float32Array;
  readonly ensembleHash: Uint32Array;
  readonly least: Float64Array;
  readonly today: Float64Array;
  readonly weights: Float64Array;
  readonly limits: Float64Array;
  readonly component: Int32Array;
  readonly problemKind: Uint8Array;
  readonly problemSubject: Int32Array;
  readonly problemAmount: Float64Array;
  /** Steps of the walks, and how many of them changed the plan. */
  readonly steps: Float64Array;
};

/** Everything about a question in one: distinct plans, best first. */
export interface CombinedPlans extends PlanColumns {
  /** Plan → 1 when no other plan is at least as good in every weighted objective and better in one. */
  readonly pareto: Uint8Array;
  /** How many different plans the random walks saw. */
  readonly distinct: number;
}

/**
 * The parts of a run, in the order of their ranges, as one: plans once each, the best `keep` of them and at least half
 * of `keep` for unbeaten ones; only plans within all limits where there are any; the problems of limits, by the nearest
 * plan. The same however the ranges were cut.
 */
export function combineParts(parts: readonly PlanColumns[], keep: number): CombinedPlans {
  const [first] = parts;
  if (!first) throw new Error("no parts to combine");
  const all = joined(parts);
  const atoms = first.component.length;
  const order = withinLimits(distinctRows(all), all.planScore);
  const isUnbeaten = unbeatenOf(all.planValues, order, first.weights);
  const chosen = choose(order, isUnbeaten, keep);
  const rows = <T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(column: T, width: number): T => {
    const out = column.slice(0, chosen.length * width);
    chosen.forEach((row, at) => {
      out.set(column.subarray(row * width, (row + 1) * width), at * width);
    });
    // A slice has the type of what it was cut from.
    return out as T;
  };
  const plans = {
    planUnits: rows(all.planUnits, atoms),
    planValues: rows(all.planValues, objectiveCount),
    planExcess: rows(all.planExcess, objectiveCount),
    planScore: rows(all.planScore, 1),
    planHash: rows(all.planHash, 2),
    planSource: rows(all.planSource, 1),
  };
  const least = first.least.map((_, o) => Math.min(...parts.map((part) => part.least[o])));
  const found = chosen.length > 0;
  const told = problemsOf(first).filter(({ kind }) => kind !== "no-plan" || !found);
  const problems = [...told, ...limitProblems(plans, first.limits, least)];
  return {
    ...first,
    ...plans,
    ensembleValues: all.ensembleValues,
    ensembleHash: all.ensembleHash,
    least,
    steps: all.steps,
    ...problemColumns(problems),
    pareto: Uint8Array.from(chosen, (row) => (isUnbeaten.has(row) ? 1 : 0)),
    distinct: countDistinct(all.ensembleHash),
  };
}

function joined(parts: readonly PlanColumns[]) {
  const join = <T extends { set(from: T, at: number): void; readonly length: number }>(
    columns: readonly T[],
    make: (size: number) => T,
  ): T => {
    const out = make(columns.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const column of columns) {
      out.set(column, at);
      at += column.length;
    }
    return out;
  };
  const numbers = (size: number) => new Float64Array(size);
  const codes = (size: number) => new Uint32Array(size);
  const of = <K extends keyof PlanColumns>(name: K) => parts.map((part) => part[name]);
  return {
    planUnits: join(of("planUnits"), (size) => new Uint16Array(size)),
    planValues: join(of("planValues"), numbers),
    planExcess: join(of("planExcess"), numbers),
    planScore: join(of("planScore"), numbers),
    planHash: join(of("planHash"), codes),
    planSource: join(of("planSource"), (size) => new Uint8Array(size)),
    ensembleValues: join(of("ensembleValues"), (size) => new Float32Array(size)),
    ensembleHash: join(of("ensembleHash"), codes),
    steps: Float64Array.from([0, 1], (k) => parts.reduce((sum, part) => sum + part.steps[k], 0)),
  };
}

/** Rows of plans, each partition once, best first. */
function distinctRows({ planScore, planHash }: Pick<PlanColumns, "planScore" | "planHash">): number[] {
  const order = Array.from(planScore, (_, row) => row).sort((a, b) => planScore[a] - planScore[b] || a - b);
  const known = new Set<string>();
  return order.filter((row) => {
    const key = `${planHash[2 * row]} ${planHash[2 * row + 1]}`;
    return !known.has(key) && known.add(key);
  });
}

/** The rows that keep all limits; where none does, all rows, nearest first. */
function withinLimits(order: readonly number[], planScore: Float64Array): readonly number[] {
  const kept = order.filter((row) => planScore[row] < missed);
  return kept.length > 0 ? kept : order;
}

/** Rows that no other beats in all weighted objectives. */
function unbeatenOf(values: Float64Array, order: readonly number[], weights: Float64Array): Set<number> {
  const front: number[] = [];
  for (const row of order) {
    if (front.some((other) => dominates(values, [other, row], weights))) continue;
    for (let k = front.length - 1; k >= 0; k--) if (dominates(values, [row, front[k]], weights)) front.splice(k, 1);
    front.push(row);
  }
  return new Set(front);
}

function choose(order: readonly number[], isUnbeaten: ReadonlySet<number>, keep: number): number[] {
  const front = order.filter((row) => isUnbeaten.has(row)).slice(0, Math.ceil(keep / 2));
  const chosen = new Set(front);
  for (const row of order) if (chosen.size < keep) chosen.add(row);
  return order.filter((row) => chosen.has(row));
}

function problemsOf({ problemKind, problemSubject, problemAmount }: PlanColumns): Problem[] {
  return Array.from(problemKind, (kind, p) => ({
    kind: problemKinds[kind],
    subject: problemSubject[p],
    amount: problemAmount[p],
  }));
}

type Judged = Pick<PlanColumns, "planExcess" | "planValues">;

/** Which limits no plan keeps, or which the nearest plan misses because they cannot be kept together. */
function limitProblems({ planExcess, planValues }: Judged, limits: Float64Array, least: Float64Array): Problem[] {
  if (planExcess.length === 0) return [];
  const nearest = planExcess.subarray(0, objectiveCount);
  if (nearest.every((excess) => excess === 0)) return [];
  const missed = Array.from({ length: objectiveCount }, (_, o) => o).filter((o) => limits[o] < Infinity);
  const never = missed.filter((o) => excessOf(Math.min(least[o], planValues[o]), limits[o]) > 0);
  if (never.length > 0) {
    return never.map((o) => ({ kind: "limit", subject: o, amount: excessOf(least[o], limits[o]) }));
  }
  return missed.filter((o) => nearest[o] > 0).map((o) => ({ kind: "clash", subject: o, amount: nearest[o] }));
}

function countDistinct(hashes: Uint32Array): number {
  const known = new Set<string>();
  for (let p = 0; p < hashes.length; p += 2) known.add(`${hashes[p]} ${hashes[p + 1]}`);
  return known.size;
}

/** Where a plan stands among others, by objective: shares of them that are better (less) and worse; NaN without numbers. */
export function standing(ensembleValues: ArrayLike<number>, values: ArrayLike<number>) {
  const plans = ensembleValues.length / objectiveCount;
  const better = new Float64Array(objectiveCount);
  const worse = new Float64Array(objectiveCount);
  for (let p = 0; p < plans; p++) {
    for (let o = 0; o < objectiveCount; o++) {
      const [other, own] = [ensembleValues[p * objectiveCount + o], Math.fround(values[o])];
      better[o] += other < own ? 1 : other >= own ? 0 : Number.NaN;
      worse[o] += other > own ? 1 : other <= own ? 0 : Number.NaN;
    }
  }
  return { better: better.map((count) => count / plans), worse: worse.map((count) => count / plans) };
}

/** The units of plan `p`, one for each atom; `noUnit` outside the scope. */
export function unitsOfPlan({ planUnits, component }: Pick<PlanColumns, "planUnits" | "component">, p: number) {
  return planUnits.subarray(p * component.length, (p + 1) * component.length);
}

/** Whether an atom of a plan belongs to no unit. */
export function isOutside(unit: number): boolean {
  return unit === noUnit;
}
