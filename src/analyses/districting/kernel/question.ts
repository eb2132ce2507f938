import { type Atoms, atomCount, contract, membersByLabel, sumOf } from "../../../lib/regions/atoms.ts";
import { components } from "../../../lib/regions/components.ts";
import type { Aims } from "../../../lib/regions/judge.ts";
import { objectiveCount } from "../../../lib/regions/objectives.ts";
import { Plan, type PlanRules } from "../../../lib/regions/plan.ts";
import type { Problem } from "../../../lib/regions/results.ts";
import { type Params, params as spec } from "./params.ts";

/** What is given for each atom, link and group: see README. */
export type Input = { readonly [K in keyof Atoms]: Atoms[K] } & {
  readonly scope: Uint8Array;
  readonly attributes: Float64Array;
  readonly range: Uint32Array;
};

/** The question made ready: the atoms that are moved as one, and what is wanted of plans. */
export interface Question {
  readonly atoms: Atoms;
  /** Atom of the input → atom of the question, −1 outside the scope. */
  readonly label: Int32Array;
  readonly rules: PlanRules;
  readonly aims: Aims;
  readonly tolerance: number;
  readonly component: Int32Array;
  readonly problems: readonly Problem[];
  /** Whether plans can be drawn at all. */
  readonly isSound: boolean;
}

const columns = ["Residents", "Workload", "Access", "Response", "Compactness", "Borders", "Groups", "Moved"] as const;

export function question(input: Input, params: Params): Question {
  check(input, params);
  const problems: Problem[] = [];
  const residents = knownResidents(input, problems);
  const { component, sizes } = components(input, input.scope);
  const { label, count } = labels(input, params);
  const atoms = contract({ ...input, residents, today: compactToday(input) }, label, count);
  const shares = sharesOf(params);
  const limits = limitsOf(params);
  const weights = Float64Array.from(columns, (name) => params[`weight${name}`]);
  const active = weights.map((weight, o) => (weight > 0 || limits[o] < Infinity ? 1 : 0));
  const rules = { shares, compactness: params.compactness, active: Uint8Array.from(active) };
  const rivals = sizes.slice(1).map((size, c): Problem => ({ kind: "disconnected", subject: c + 1, amount: size }));
  problems.push(...rivals);
  if (params.task === "merge") problems.push(...brokenUnits(input));
  if (count < shares.length) problems.push({ kind: "too-few-atoms", subject: -1, amount: shares.length - count });
  const total = sumOf(atoms.residents);
  if (!(total > 0)) problems.push({ kind: "no-residents", subject: -1, amount: 0 });
  const isSound = problems.every(({ kind }) => kind === "unknown-residents");
  const tolerance = limits[0] < Infinity ? limits[0] : 0.5;
  if (isSound && params.method !== "max-p") problems.push(...heavyAtoms(atoms, label, limits[0], shares));
  const scales = isSound ? scalesOf(atoms, rules) : new Float64Array(objectiveCount).fill(1);
  const aims = { weights, limits, scales };
  return { atoms, label, rules, aims, tolerance, component, problems, isSound };
}

function check(input: Input, { compactness }: Params): void {
  const n = atomCount(input);
  const byAtom = ["outerMetres", "areaM2", "residents", "workload", "cases", "today", "scope"] as const;
  for (const name of byAtom) {
    if (input[name].length !== n) throw new Error(`districting: ${name} has ${input[name].length} rows, not ${n}`);
  }
  for (const name of ["borderMetres", "lineMetres"] as const) {
    const { length } = input[name];
    if (length !== input.neighbour.length) throw new Error(`districting: ${name} has ${length} links`);
  }
  for (const name of ["accessMetres", "responseSeconds", "attributes"] as const) {
    if (n > 0 && input[name].length % n !== 0) throw new Error(`districting: ${name} is not a table of ${n} rows`);
    if (!input[name].every(Number.isFinite)) throw new Error(`districting: ${name} has a cost that is not finite`);
  }
  for (const name of ["workload", "cases", "areaM2"] as const) {
    if (!input[name].every((value) => value >= 0 && value < Infinity)) throw new Error(`districting: ${name} below 0`);
  }
  const needsHulls = compactness === "reock" || compactness === "convex-hull";
  if (needsHulls && input.hullXY.length === 0) throw new Error(`districting: ${compactness} needs hulls`);
}

function knownResidents({ residents, scope }: Input, problems: Problem[]): Float64Array {
  const isKnown = (value: number) => value >= 0 && value < Infinity;
  const unknown = Array.from(residents, (_, i) => i).filter((i) => scope[i] && !isKnown(residents[i]));
  if (unknown.length > 0) problems.push({ kind: "unknown-residents", subject: unknown[0], amount: unknown.length });
  return residents.map((value) => (isKnown(value) ? value : 0));
}

/** Atoms that move as one: each by itself, or for `merge` those of a unit of today. */
function labels({ scope, today }: Input, { task }: Params): { label: Int32Array; count: number } {
  const label = new Int32Array(scope.length).fill(-1);
  const known = new Map<number, number>();
  let count = 0;
  for (let i = 0; i < scope.length; i++) {
    if (!scope[i]) continue;
    if (task !== "merge" || today[i] < 0) label[i] = count++;
    else {
      if (!known.has(today[i])) known.set(today[i], count++);
      label[i] = known.get(today[i]) ?? -1;
    }
  }
  return { label, count };
}

/** Units of today that are in several pieces within the scope. */
function brokenUnits({ start, neighbour, scope, today }: Input): Problem[] {
  const own = (unit: number) => today.map((other, i) => (scope[i] && other === unit ? 1 : 0));
  return [...new Set(today.filter((unit, i) => scope[i] && unit >= 0))]
    .map((unit) => ({ unit, pieces: components({ start, neighbour }, Uint8Array.from(own(unit))).sizes.length }))
    .filter(({ pieces }) => pieces > 1)
    .map(({ unit, pieces }) => ({ kind: "unit-in-pieces", subject: unit, amount: pieces }));
}

/** Units of today within the scope, numbered without gaps in the order of their numbers. */
function compactToday({ scope, today }: Input): Int32Array {
  const present = [...new Set(today.filter((unit, i) => unit >= 0 && scope[i]))].sort((a, b) => a - b);
  const rank = new Map(present.map((unit, at) => [unit, at]));
  return today.map((unit, i) => (scope[i] ? (rank.get(unit) ?? -1) : -1));
}

function sharesOf({ task, units, carveShare }: Params): Float64Array {
  return task === "carve" ? Float64Array.of(1 - carveShare, carveShare) : new Float64Array(units).fill(1 / units);
}

/** Limits by objective; one at its greatest value is none. */
function limitsOf(params: Params): Float64Array {
  return Float64Array.from(columns, (name) => {
    const limit = params[`limit${name}`];
    return limit >= spec[`limit${name}`].max ? Infinity : limit;
  });
}

function heavyAtoms(atoms: Atoms, label: Int32Array, limit: number, shares: Float64Array): Problem[] {
  if (limit === Infinity) return [];
  const most = sumOf(atoms.residents) * Math.max(...shares) * (1 + limit);
  const { start, item } = membersByLabel(label, atoms.residents.length);
  return Array.from(
    atoms.residents,
    (residents, a): Problem => ({
      kind: "heavy-atom",
      subject: item[start[a]],
      amount: residents - most,
    }),
  ).filter(({ amount }) => amount > 1e-9);
}

/** Shares count as they are; costs by what they are for one unit, groups by the weight of all. */
function scalesOf(atoms: Atoms, rules: PlanRules): Float64Array {
  const whole = new Plan(atoms, { ...rules, shares: Float64Array.of(1) });
  whole.load(new Uint16Array(atomCount(atoms)));
  const values = whole.values(new Float64Array(objectiveCount), true);
  const positive = (value: number) => (value > 0 ? value : 1);
  return Float64Array.of(1, 1, positive(values[2]), positive(values[3]), 1, 1, positive(sumOf(atoms.groupWeight)), 1);
}
