import { type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import type { Plan } from "../../../lib/plan.ts";
import { planeAt } from "../../../lib/plane.ts";
import { createPolygonIndex } from "../../../lib/point-in-polygon.ts";
import { type CombinedPlans, isOutside, unitsOfPlan } from "../../../lib/regions/combine.ts";
import { hullsOf } from "../../../lib/regions/shape.ts";
import { drawPlans, type PlanInput } from "../../../state/districting.ts";
import { engine } from "../../../state/engine.ts";
import { createLocalStore } from "../../../state/local-store.ts";
import { createRunner, type Run } from "../../../state/runs.ts";
import { store } from "../../../state/store.ts";
import { analyses } from "../../index.ts";
import { measureAt } from "../kernel/measures.ts";
import type { Atoms } from "./atoms.ts";
import { editor } from "./editor.ts";

const spec = analyses.districting.params;

/** The parameters of `districting`, with fewer plans than a study: a proposal is to be there in seconds. */
export const proposeParams = {
  ...spec,
  plans: { ...spec.plans, default: 2000 },
  moves: { ...spec.moves, default: 200_000 },
  keep: { ...spec.keep, default: 100 },
} as const;
export type ProposeParams = ParamValues<typeof proposeParams>;

export function proposeSettings({ analyses: own }: Pick<Document, "analyses">): ProposeParams {
  return validParams(proposeParams, own.districting ?? {});
}

/** Proposals for the plan as it was, and how one of them is put in its place. */
export interface Proposals {
  readonly plans: CombinedPlans;
  readonly params: ProposeParams;
  readonly count: number;
  /** Atom → unit of the plan that proposal `p` stands for. */
  readonly assignment: (p: number) => Uint16Array;
  /** The atoms that were redrawn. */
  readonly scope: Uint8Array;
}

/** Proposals on screen, and which of them is looked at. */
export const proposals = createLocalStore<{ readonly run: Run<Proposals>; readonly chosen: number }>({
  run: { status: "idle" },
  chosen: 0,
});

const runner = createRunner<Proposals>((run) => proposals.setState({ run }));

export const stopProposals = () => runner.cancel();

/** Which atoms are redrawn: the target to split or carve, else all; never those of locked units. */
function scopeOf(plan: Plan, { task }: ProposeParams): Uint8Array {
  const { target, locked } = editor.getState();
  const one = task === "split" || task === "carve";
  return Uint8Array.from(plan.unit, (unit) => (!locked.has(unit) && (!one || unit === target) ? 1 : 0));
}

/** Draws proposals for the plan as it is now. */
export function propose(): void {
  const { atoms, plan, target } = editor.getState();
  if (!atoms || !plan) return;
  const params = proposeSettings(store.getState().document);
  const scope = scopeOf(plan, params);
  const before = plan.unit.slice();
  const units = plan.units();
  const input = districtingInput(atoms, before, scope);
  proposals.setState({ chosen: 0 });
  void runner.start(async (context) => {
    const plans = await drawPlans(engine, input, { params, ...context });
    return {
      plans,
      params,
      scope,
      count: plans.planScore.length,
      assignment: (p) => assignmentOf(unitsOfPlan(plans, p), { before, units, target, params }),
    };
  });
}

interface Before {
  readonly before: Uint16Array;
  readonly units: number;
  readonly target: number;
  readonly params: ProposeParams;
}

/** The numbers of proposed units: a part keeps the unit of the plan that it shares most atoms with, others are new. */
function assignmentOf(proposed: Uint16Array, { before, units }: Before): Uint16Array {
  const shared = new Map<string, { part: number; unit: number; atoms: number }>();
  proposed.forEach((part, atom) => {
    if (isOutside(part)) return;
    const unit = before[atom] ?? 0;
    const pair = shared.get(`${part} ${unit}`) ?? { part, unit, atoms: 0 };
    pair.atoms++;
    shared.set(`${part} ${unit}`, pair);
  });
  const numberOf = new Map<number, number>();
  const taken = new Set<number>();
  for (const { part, unit } of [...shared.values()].sort((a, b) => b.atoms - a.atoms)) {
    if (numberOf.has(part) || taken.has(unit)) continue;
    numberOf.set(part, unit);
    taken.add(unit);
  }
  let next = units;
  return proposed.map((part, atom) => {
    if (isOutside(part)) return before[atom] ?? 0;
    const known = numberOf.get(part) ?? next++;
    numberOf.set(part, known);
    return known;
  });
}

const noTable = () => new Float64Array();

/** Atoms as `districting` takes them. */
export function districtingInput(atoms: Atoms, today: Uint16Array, scope: Uint8Array): PlanInput {
  const { graph, measures, count } = atoms;
  const measure = (name: keyof typeof measureAt) =>
    (measures[measureAt[name]] ?? new Float64Array(count)).map((value) => value || 0);
  const [cases, patrol, assets] = [measure("caseHours"), measure("patrolHours"), measure("assetHours")];
  return {
    start: graph.start,
    neighbour: graph.neighbour,
    borderMetres: graph.metres,
    lineMetres: graph.onLineMetres,
    outerMetres: graph.outerMetres,
    areaM2: measure("areaKm2").map((km2) => km2 * 1e6),
    ...hullsOf(atoms.table.polygons, planeAt(atoms.table.labelPoints[0] ?? 0, atoms.table.labelPoints[1] ?? 0)),
    residents: measure("residents"),
    workload: cases.map((hours, a) => hours + (patrol[a] ?? 0) + (assets[a] ?? 0)),
    cases: measure("cases"),
    accessMetres: distances(atoms, sitesOf(atoms), 1),
    responseSeconds: distances(atoms, stationsOf(), detour / metresPerSecond),
    ...estatesOf(atoms),
    today: Int32Array.from(today),
    scope,
    attributes: noTable(),
  };
}

/** Crews do not fly: streets are about a third longer, at 20 km/h. */
const detour = 1.3;
const metresPerSecond = 20 / 3.6;

interface Sites {
  readonly lon: readonly number[];
  readonly lat: readonly number[];
}

/** Where a unit's centre might be: the middles of the coarsest level with at most sixty areas. */
function sitesOf({ input: { areas }, table }: Atoms): Sites {
  const coarse = [...areas.values()].filter(({ rows }) => rows > 3 && rows <= 60).at(-1) ?? table;
  const rows = Array.from({ length: Math.min(60, coarse.rows) }, (_, row) => row);
  return {
    lon: rows.map((row) => coarse.labelPoints[2 * row] ?? Number.NaN),
    lat: rows.map((row) => coarse.labelPoints[2 * row + 1] ?? Number.NaN),
  };
}

function stationsOf(): Sites {
  const { stations } = store.getState().session;
  return { lon: [...(stations?.lon ?? [])], lat: [...(stations?.lat ?? [])] };
}

/** Straight distances from every atom to every site, times a factor: row by row. */
function distances({ table, count }: Atoms, { lon, lat }: Sites, factor: number): Float64Array {
  const [x0 = 0, y0 = 0] = table.labelPoints;
  const plane = planeAt(x0, y0);
  const out = new Float64Array(count * lon.length);
  for (let a = 0; a < count; a++) {
    const [x = 0, y = 0] = table.labelPoints.subarray(2 * a, 2 * a + 2);
    lon.forEach((siteLon, s) => {
      const metres = Math.hypot((siteLon - x) * plane.metresPerLon, ((lat[s] ?? Number.NaN) - y) * plane.metresPerLat);
      out[a * lon.length + s] = Number.isFinite(metres) ? factor * metres : 0;
    });
  }
  return out;
}

/** Estates of two atoms or more: they should not be cut. */
function estatesOf({ input: { base }, table, count }: Atoms) {
  const shapes = (base?.basemap.shapes ?? []).filter(
    ({ ringEnds }, row) => base?.basemap.kinds[row] === "estate" && ringEnds.length > 0,
  );
  const members = shapes.map((): number[] => []);
  const index = createPolygonIndex(shapes);
  for (let a = 0; a < count; a++) {
    const estate = index.locateOne(table.labelPoints[2 * a] ?? Number.NaN, table.labelPoints[2 * a + 1] ?? Number.NaN);
    members[estate]?.push(a);
  }
  const whole = members.filter((list) => list.length > 1);
  const groupStart = new Uint32Array(whole.length + 1);
  whole.forEach((list, g) => {
    groupStart[g + 1] = (groupStart[g] ?? 0) + list.length;
  });
  return {
    groupStart,
    groupAtom: Uint32Array.from(whole.flat()),
    groupWeight: new Float64Array(whole.length).fill(1),
  };
}
