import { type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import type { Plan } from "../../../lib/plan.ts";
import { planeAt } from "../../../lib/plane.ts";
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
import { type TravelCosts, travelCosts } from "./travel-costs.ts";
import { wholeGroups } from "./whole-groups.ts";

const spec = analyses.districting.params;

/** The parameters of `districting`, with fewer plans than a study: a proposal is to be there in seconds. */
export const proposeParams = {
  ...spec,
  plans: { ...spec.plans, default: 2000 },
  moves: { ...spec.moves, default: 200_000 },
  keep: { ...spec.keep, default: 100 },
} as const;
export type ProposeParams = ParamValues<typeof proposeParams>;

/**
 * What is asked for. Unless the user has said so, `redraw` draws as many units as may be redrawn now, and `merge` two for
 * every three.
 */
export function proposeSettings({ analyses: own }: Pick<Document, "analyses">, present: number): ProposeParams {
  const asked = validParams(proposeParams, own.districting ?? {});
  if (own.districting?.units !== undefined || present < 2) return asked;
  const usual = { redraw: present, merge: Math.max(2, Math.ceil((2 * present) / 3)), split: 2, carve: 2 };
  return { ...asked, units: usual[asked.task] };
}

/** How many units may be redrawn: those with atoms that are not locked. */
export function openUnits(plan: Plan, locked: ReadonlySet<number>): number {
  return Array.from({ length: plan.units() }, (_, unit) => unit).filter(
    (unit) => plan.size(unit) > 0 && !locked.has(unit),
  ).length;
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
  readonly costs: Pick<TravelCosts, "access" | "response">;
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
  const { atoms, plan, target, locked } = editor.getState();
  if (!atoms || !plan) return;
  const params = proposeSettings(store.getState().document, openUnits(plan, locked));
  const scope = scopeOf(plan, params);
  const before = plan.unit.slice();
  const units = plan.units();
  proposals.setState({ chosen: 0 });
  void runner.start(async (context) => {
    const costs = await travelCosts(atoms, engine, { ...context, onProgress: () => {} });
    const input = districtingInput(atoms, { today: before, scope, costs });
    const plans = await drawPlans(engine, input, { params, ...context });
    return {
      plans,
      params,
      scope,
      costs,
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

type Costs = Pick<TravelCosts, "accessMetres" | "responseSeconds">;

/** Atoms as `districting` takes them. */
export function districtingInput(
  atoms: Atoms,
  { today, scope, costs }: { readonly today: Uint16Array; readonly scope: Uint8Array; readonly costs: Costs },
): PlanInput {
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
    accessMetres: costs.accessMetres,
    responseSeconds: costs.responseSeconds,
    ...wholeGroups(atoms),
    today: Int32Array.from(today),
    scope,
    attributes: noTable(),
  };
}
