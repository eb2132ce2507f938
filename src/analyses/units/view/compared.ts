import { createPlan, type Plan } from "../../../lib/plan.ts";
import { unpackPlan } from "../../../lib/plan-code.ts";
import { planDifference } from "../../../lib/plan-difference.ts";
import type { SavedPlan } from "../../../state/saved-plans.ts";
import { measureAt } from "../kernel/measures.ts";
import { gini } from "../kernel/scores.ts";
import type { Atoms } from "./atoms.ts";
import { type JudgedPlan, judgePlan, todayPlan } from "./judged.ts";
import type { Shown } from "./use-plan.ts";

/** One column of a comparison. */
export interface Compared {
  readonly name: string;
  readonly note: string;
  readonly plan: Plan;
  readonly judged: JudgedPlan;
  /** Residents who are in another unit than in the present plan. */
  readonly differs: number;
}

/** The units of a saved plan; null where it is of other atoms. */
export function savedUnits(atoms: Atoms, own: SavedPlan): Uint16Array | null {
  if (own.atoms !== atoms.table.level) return null;
  const read = own.plan === "" ? { unit: atoms.base.unit } : unpackPlan(own.plan, atoms.ownGraph, atoms.table.ids);
  return "wrong" in read ? null : read.unit;
}

/** Today, the present plan, and saved ones of the same atoms. */
export function comparedPlans(shown: Shown, saved: readonly SavedPlan[]): Compared[] {
  const { atoms, plan, settings, judged, t } = shown;
  const residents = atoms.measures[measureAt.residents] ?? new Float64Array(atoms.count);
  const differs = (other: Plan) => planDifference(plan.unit, other.unit, residents).movedWeight;
  const present = { name: t("current"), note: settings.note, plan, judged, differs: 0 };
  const others = saved.flatMap((own): Compared[] => {
    const unit = savedUnits(atoms, own);
    if (!unit) return [];
    const units = unit.reduce((most, one) => Math.max(most, one + 1), atoms.base.names.length);
    const made = createPlan(atoms, unit, units);
    const name = t("savedAs", { name: own.name, version: own.version });
    return [{ name, note: own.note, plan: made, judged: judgePlan(atoms, made, settings), differs: differs(made) }];
  });
  const today = todayPlan(atoms);
  const status = {
    name: t("statusQuo"),
    note: "",
    plan: today,
    judged: judgePlan(atoms, today, settings),
    differs: differs(today),
  };
  return others.length > 2 ? [present, ...others] : [status, present, ...others];
}

/** Greatest and least residents of a plan's units, and how unequal their work is. */
export function spreadOf({ units }: JudgedPlan) {
  const residents = units.map(({ figures }) => figures.residents);
  return {
    largest: Math.max(0, ...residents),
    smallest: Math.min(...residents, Number.POSITIVE_INFINITY),
    uneven: gini(units.map(({ figures }) => figures.workHours)),
    broken: units.filter(({ figures }) => figures.parts > 1).length,
  };
}
