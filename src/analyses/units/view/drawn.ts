import type { Format } from "../../../i18n/format.ts";
import { type DrawnUnit, type PlanData, planColourCount } from "../../../layers/plan/style.ts";
import { metresPerDegree } from "../../../lib/geodesy.ts";
import type { Plan } from "../../../lib/plan.ts";
import { endsOf, outlineOf, type PieceEnds, unitBorders } from "../../../lib/plan-borders.ts";
import { planColours } from "../../../lib/plan-colours.ts";
import { planDifference } from "../../../lib/plan-difference.ts";
import { remembered } from "../../../lib/remembered.ts";
import { asSeen } from "../../../state/detail.ts";
import type { AppState } from "../../../state/store.ts";
import { measureAt } from "../kernel/measures.ts";
import type { Atoms } from "./atoms.ts";
import type { editor } from "./editor.ts";

type EditorState = ReturnType<typeof editor.getState>;

const nothing: PieceEnds = { length: 0, ends: new Float64Array() };
const nowhere = new Float64Array();

/** Where a unit's name stands: the middle of the atom nearest to the middle of all. */
export function middleOf(atoms: Atoms, plan: Plan, unit: number): readonly [number, number] {
  const points = atoms.table.labelPoints;
  const areas = atoms.table.areaKm2;
  let [x, y, sum] = [0, 0, 0];
  for (let a = 0; a < atoms.count; a++) {
    if (plan.unit[a] !== unit || Number.isNaN(points[2 * a])) continue;
    const weight = areas[a] || 1;
    x += weight * (points[2 * a] ?? 0);
    y += weight * (points[2 * a + 1] ?? 0);
    sum += weight;
  }
  if (sum === 0) return [Number.NaN, Number.NaN];
  const scale = metresPerDegree(y / sum);
  let [best, nearest] = [-1, Number.POSITIVE_INFINITY];
  for (let a = 0; a < atoms.count; a++) {
    if (plan.unit[a] !== unit) continue;
    const metres = Math.hypot(
      ((points[2 * a] ?? 0) - x / sum) * scale.lon,
      ((points[2 * a + 1] ?? 0) - y / sum) * scale.lat,
    );
    if (metres < nearest) [best, nearest] = [a, metres];
  }
  return [points[2 * best] ?? Number.NaN, points[2 * best + 1] ?? Number.NaN];
}

/** The colour of each unit, as the map, the table and the pictures have it: neighbours are never alike. */
export function coloursOf({ ownGraph }: Pick<Atoms, "ownGraph">, unit: ArrayLike<number>): readonly number[] {
  return planColours(ownGraph, unit, planColourCount);
}

interface Names {
  readonly nameOf: (unit: number) => string;
  readonly format: Format;
  readonly people: (count: string) => string;
}

let lastUnits: { readonly version: number; readonly key: string; readonly units: readonly DrawnUnit[] } | null = null;

function drawnUnits(state: EditorState, atoms: Atoms, plan: Plan, names: Names): readonly DrawnUnit[] {
  const key = `${names.people("")}${Array.from({ length: plan.units() }, (_, unit) => names.nameOf(unit)).join()}`;
  const locks = [...state.locked].join();
  // A stroke keeps the names where they were: drawing text is dear.
  if (lastUnits && lastUnits.key === key + locks && (state.stroking || lastUnits.version === state.version))
    return lastUnits.units;
  const colours = coloursOf(atoms, plan.unit);
  const units = Array.from({ length: plan.units() }, (_, unit) => unit)
    .filter((unit) => plan.size(unit) > 0 || unit === state.target)
    .map((unit) => {
      const [lon, lat] = middleOf(atoms, plan, unit);
      const figure = names.people(names.format.compact(Math.round(plan.sum(measureAt.residents, unit))));
      const name = names.nameOf(unit);
      const colour = colours[unit] ?? unit;
      return { unit, name, figure, colour, atoms: plan.size(unit), lon, lat, locked: state.locked.has(unit) };
    });
  lastUnits = { version: state.version, key: key + locks, units };
  return units;
}

/** So many breaks are numbered on the map and listed. */
export const mostBreaks = 20;

/** The parts that have come off their unit, the largest first, over all units. */
export function brokenParts(plan: Plan) {
  return Array.from({ length: plan.units() }, (_, unit) => plan.parts(unit).slice(1))
    .flat()
    .sort((a, b) => b.atoms.length - a.atoms.length);
}

/** Where the parts that came off are, in the order of the list: longitude and latitude interleaved. */
export function breakPlaces(atoms: Atoms, plan: Plan): Float64Array {
  const first = brokenParts(plan)
    .slice(0, mostBreaks)
    .map((part) => part.atoms[0] ?? 0);
  const points = atoms.table.labelPoints;
  return Float64Array.from(first.flatMap((a) => [points[2 * a] ?? 0, points[2 * a + 1] ?? 0]));
}

/** The plan as its layer takes it. */
export function planData(state: EditorState, app: AppState, names: Names): PlanData | null {
  const { atoms, plan, version } = state;
  if (!atoms || !plan) return null;
  const { pieces, lineOf } = atoms;
  const rows = unitBorders(pieces, plan.unit);
  const parts = brokenParts(plan);
  const mark = (list: readonly number[]) => {
    const inside = new Uint8Array(atoms.count);
    for (const atom of list) inside[atom] = 1;
    return endsOf(pieces, outlineOf(pieces, inside));
  };
  const points = atoms.table.labelPoints;
  const at = (list: readonly number[]) =>
    list.length === 0 ? nowhere : Float64Array.from(list.flatMap((a) => [points[2 * a] ?? 0, points[2 * a + 1] ?? 0]));
  return {
    polygons: asSeen(atoms.table, app.viewport).polygons,
    unit: plan.unit,
    version,
    units: drawnUnits(state, atoms, plan, names),
    onLine: endsOf(
      pieces,
      rows.filter((p) => (lineOf[p] ?? -1) >= 0),
    ),
    offLine: endsOf(
      pieces,
      rows.filter((p) => (lineOf[p] ?? -1) < 0),
    ),
    broken: parts.length === 0 ? nothing : mark(parts.flatMap((part) => [...part.atoms])),
    aimed: state.lasso.length > 2 ? lassoEnds(state.lasso) : state.aimed.length > 0 ? mark(state.aimed) : nothing,
    bridges: bridgeEnds(atoms),
    seeds: at(state.seeds.map(({ atom }) => atom)),
    pale: state.changesOnly ? unmoved(atoms, plan, state.reference?.unit ?? atoms.base.unit) : null,
  };
}

/** Bridges from the middle of one atom to that of the other. */
function bridgeEnds(atoms: Atoms): PieceEnds {
  const points = atoms.table.labelPoints;
  return remembered(atoms, "bridges", () => ({
    length: atoms.bridges.length,
    ends: Float64Array.from(
      atoms.bridges.flat().flatMap((atom) => [points[2 * atom] ?? Number.NaN, points[2 * atom + 1] ?? Number.NaN]),
    ),
  }));
}

/** 1 for atoms that stay in their unit. */
function unmoved(atoms: Atoms, plan: Plan, before: Uint16Array): Uint8Array {
  const residents = atoms.measures[measureAt.residents] ?? new Float64Array(atoms.count);
  return planDifference(before, plan.unit, residents).moved.map((moved) => 1 - moved);
}

function lassoEnds(lasso: readonly number[]): PieceEnds {
  const length = lasso.length / 2;
  const ends = new Float64Array(4 * length);
  for (let i = 0; i < length; i++) {
    const next = (i + 1) % length;
    ends.set([lasso[2 * i] ?? 0, lasso[2 * i + 1] ?? 0, lasso[2 * next] ?? 0, lasso[2 * next + 1] ?? 0], 4 * i);
  }
  return { length, ends };
}
