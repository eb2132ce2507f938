import type { BorderGraph } from "./border-pieces.ts";

/** What plans are made of: atoms with their borders, and measures that add up (residents, cases …), one value an atom. */
export interface PlanAtoms {
  readonly count: number;
  readonly graph: BorderGraph;
  readonly measures: readonly Float64Array[];
}

/** One change of a plan: which atoms, the unit each had and the unit each got. */
export interface PlanChange {
  readonly atoms: Uint32Array;
  readonly before: Uint16Array;
  readonly after: Uint16Array;
}

/** The borders of a unit in metres: all of it, what lies on lines, and the part shared with no other atom. */
export interface UnitBorder {
  readonly metres: number;
  readonly onLineMetres: number;
  readonly outerMetres: number;
}

/** A connected part of a unit. */
export interface UnitPart {
  readonly unit: number;
  readonly atoms: readonly number[];
}

/** A plan that is edited: every figure follows a change at once. */
export interface Plan {
  readonly atoms: PlanAtoms;
  /** Atom → unit. Read it; change it with `move` and `apply` only. */
  readonly unit: Uint16Array;
  /** How many units there are, empty ones included. */
  units(): number;
  /** The sum of a measure in a unit. */
  sum(measure: number, unit: number): number;
  /** How many atoms a unit has. */
  size(unit: number): number;
  border(unit: number): UnitBorder;
  /** The connected parts of a unit, the one with most atoms first; more than one: the unit is broken. */
  parts(unit: number): readonly UnitPart[];
  /** Another unit, empty yet; returns its number. */
  addUnit(): number;
  /** Gives atoms to a unit; `null` where nothing changes. */
  move(atoms: ArrayLike<number>, to: number): PlanChange | null;
  /** Does a change, or undoes it. */
  apply(change: PlanChange, undo?: boolean): void;
}

/**
 * A plan over atoms. `unit[a]` is the unit of atom `a`, from 0; the array is copied. A change of k atoms costs
 * O(k · neighbours); parts are searched when asked for, in the units that changed. Throws on a unit out of range.
 */
export function createPlan(atoms: PlanAtoms, unit: ArrayLike<number>, units: number): Plan {
  if (unit.length !== atoms.count) throw new Error(`plan: ${unit.length} assignments, expected ${atoms.count}`);
  const own = Uint16Array.from(unit);
  const state = emptyState(atoms, own);
  for (let u = 0; u < units; u++) state.grow();
  for (let a = 0; a < atoms.count; a++) {
    if (own[a] >= units) throw new Error(`plan: atom ${a} is in unit ${own[a]}, there are ${units}`);
    state.join(a, own[a]);
  }

  function apply({ atoms: moved, before, after }: PlanChange, undo = false): void {
    const target = undo ? before : after;
    for (let k = 0; k < moved.length; k++) {
      state.leave(moved[k], own[moved[k]]);
      own[moved[k]] = target[k];
      state.join(moved[k], target[k]);
    }
  }

  function move(list: ArrayLike<number>, to: number): PlanChange | null {
    const moved = [...new Set(Array.from(list))].filter((a) => own[a] !== to);
    if (moved.length === 0) return null;
    if (to >= state.sizes.length) throw new Error(`plan: unit ${to} does not exist among ${state.sizes.length}`);
    const change = {
      atoms: Uint32Array.from(moved),
      before: Uint16Array.from(moved, (a) => own[a]),
      after: new Uint16Array(moved.length).fill(to),
    };
    apply(change);
    return change;
  }

  return {
    atoms,
    unit: own,
    units: () => state.sizes.length,
    sum: (measure, u) => state.sums[measure][u],
    size: (u) => state.sizes[u],
    border: (u) => ({ metres: state.metres[u], onLineMetres: state.onLine[u], outerMetres: state.outer[u] }),
    parts: state.partsOf,
    addUnit: () => state.grow(),
    move,
    apply,
  };
}

/** Gives every atom the unit of `target`, as one change; units are added as needed; `null` where nothing changes. */
export function reassign(plan: Plan, target: ArrayLike<number>): PlanChange | null {
  const moved = Array.from(plan.unit.keys()).filter((a) => plan.unit[a] !== target[a]);
  if (moved.length === 0) return null;
  for (const a of moved) while (target[a] >= plan.units()) plan.addUnit();
  const change = {
    atoms: Uint32Array.from(moved),
    before: Uint16Array.from(moved, (a) => plan.unit[a]),
    after: Uint16Array.from(moved, (a) => target[a]),
  };
  plan.apply(change);
  return change;
}

/** Sums, borders and parts of every unit, kept while atoms leave and join. */
function emptyState(atoms: PlanAtoms, own: Uint16Array) {
  const { graph, measures } = atoms;
  const inside = new Uint8Array(atoms.count);
  const sums = measures.map((): number[] => []);
  const [sizes, metres, onLine, outer] = [[] as number[], [] as number[], [] as number[], [] as number[]];
  const parts = new Map<number, readonly UnitPart[]>();

  function grow(): number {
    for (const column of [...sums, sizes, metres, onLine, outer]) column.push(0);
    return sizes.length - 1;
  }

  /** Adds an atom to a unit, or takes it away (`sign` -1): inner borders turn into outer ones and back. */
  function change(atom: number, unit: number, sign: 1 | -1): void {
    parts.delete(unit);
    sizes[unit] += sign;
    measures.forEach((values, m) => {
      sums[m][unit] += sign * (values[atom] || 0);
    });
    let border = graph.outerMetres[atom];
    let lined = graph.outerOnLineMetres[atom];
    for (let k = graph.start[atom]; k < graph.start[atom + 1]; k++) {
      const other = graph.neighbour[k];
      const shared = other !== atom && inside[other] === 1 && own[other] === unit ? -1 : 1;
      border += shared * graph.metres[k];
      lined += shared * graph.onLineMetres[k];
    }
    metres[unit] += sign * border;
    onLine[unit] += sign * lined;
    outer[unit] += sign * graph.outerMetres[atom];
  }

  return {
    sums,
    sizes,
    metres,
    onLine,
    outer,
    grow,
    join(atom: number, unit: number) {
      change(atom, unit, 1);
      inside[atom] = 1;
    },
    leave(atom: number, unit: number) {
      inside[atom] = 0;
      change(atom, unit, -1);
    },
    partsOf(unit: number): readonly UnitPart[] {
      const known = parts.get(unit) ?? unitParts(atoms, own, unit);
      parts.set(unit, known);
      return known;
    },
  };
}

/** The connected parts of the atoms with `own[a] === unit`, most atoms first. */
export function unitParts({ graph, count }: PlanAtoms, own: ArrayLike<number>, unit: number): UnitPart[] {
  const seen = new Uint8Array(count);
  const parts: UnitPart[] = [];
  for (let first = 0; first < count; first++) {
    if (own[first] !== unit || seen[first]) continue;
    const part = [first];
    seen[first] = 1;
    for (let at = 0; at < part.length; at++) {
      for (let k = graph.start[part[at]]; k < graph.start[part[at] + 1]; k++) {
        const other = graph.neighbour[k];
        if (seen[other] || own[other] !== unit) continue;
        seen[other] = 1;
        part.push(other);
      }
    }
    parts.push({ unit, atoms: part });
  }
  return parts.sort((a, b) => b.atoms.length - a.atoms.length);
}
