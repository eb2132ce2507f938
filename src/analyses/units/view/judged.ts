import { createPlan, type Plan } from "../../../lib/plan.ts";
import { metresByLine, unitBorders } from "../../../lib/plan-borders.ts";
import { type PlanDifference, planDifference } from "../../../lib/plan-difference.ts";
import { remembered } from "../../../lib/remembered.ts";
import type { AreaFacts } from "../../../state/unit-tables.ts";
import { p90ByUnit } from "../kernel/arrivals.ts";
import { planFigures, type UnitFigures } from "../kernel/figures.ts";
import { type Judgement, judgeUnit, type UnitFacts } from "../kernel/judging.ts";
import { measureAt } from "../kernel/measures.ts";
import type { UnitFacility } from "../kernel/provision.ts";
import { type Scores, scoresOf } from "../kernel/scores.ts";
import { wholeTown } from "../kernel.ts";
import { arrivalsOf } from "./arrivals.ts";
import type { Atoms } from "./atoms.ts";
import { type LineKind, lineKinds } from "./guide-lines.ts";
import type { Settings } from "./settings.ts";

/** One unit with everything that is said of it. */
export interface JudgedUnit {
  readonly figures: UnitFigures;
  readonly facts: UnitFacts;
  readonly judgement: Judgement;
}

/** A plan judged: its units, its scores, and what it changes. */
export interface JudgedPlan {
  readonly units: readonly JudgedUnit[];
  readonly scores: Scores;
  readonly difference: PlanDifference;
  readonly residents: number;
  /** Share of the borders between units on streets, rivers and railways; null without such borders. */
  readonly linedShare: number | null;
  /** Names of what the borders between units follow, with metres, the longest first. */
  readonly follows: readonly { readonly name: string; readonly kind: LineKind | null; readonly metres: number }[];
}

/** The facts that only a person can know: what is asked in the list of conditions. */
export const askedFacts = {
  X1: "urbanBorderShare",
  X3: "infrastructure",
  X6: "reforms",
  T1: "partyCommittee",
  T2: "communityCommittee",
  T3: "communityCentre",
} as const;
export type AskedFact = (typeof askedFacts)[keyof typeof askedFacts];

/** The plan of today's units. */
export function todayPlan(atoms: Atoms): Plan {
  return remembered(atoms, "today", () => createPlan(atoms, atoms.base.unit, atoms.base.names.length));
}

/** Which of the facilities are in a unit: their rows. */
export function facilitiesIn(atoms: Atoms, plan: Plan, unit: number): number[] {
  const rows: number[] = [];
  atoms.facilityAtom.forEach((atom, f) => {
    if (atom >= 0 && plan.unit[atom] === unit) rows.push(f);
  });
  return rows;
}

/** The facilities of a unit with their floor areas; null where the dataset has none at all. */
export function unitFacilities(atoms: Atoms, plan: Plan, unit: number): UnitFacility[] | null {
  const { facilities } = atoms.city;
  if (facilities.rows === 0) return null;
  return facilitiesIn(atoms, plan, unit).map((f) => ({
    type: facilities.types[f] ?? "",
    floorM2: atoms.tables.floorM2.get(facilities.ids[f] ?? "") ?? Number.NaN,
  }));
}

type ToldFact = Exclude<keyof AreaFacts, "parent" | "kind" | "urbanBorderShare" | "urbanisation">;

const centreTypes = ["affairs_centre", "health_centre", "culture_centre"];

/** What the user says, else what the area that the unit continues says, else its parent. */
function factsOf(atoms: Atoms, plan: Plan, unit: number, { said }: Settings): UnitFacts {
  const own = atoms.tables.facts.get(atoms.base.ids[unit] ?? "");
  const parent = atoms.tables.facts.get(own?.parent ?? anyParent(atoms));
  const told = (name: AskedFact) => said.get(`${unit}.${name}`) ?? null;
  const known = (name: ToldFact, inherited = false) => own?.[name] ?? (inherited ? (parent?.[name] ?? null) : null);
  const reforms = told("reforms");
  const adjoins = told("urbanBorderShare");
  const types = unitFacilities(atoms, plan, unit)?.map(({ type }) => type);
  return {
    infrastructure: told("infrastructure") ?? known("infrastructure", true),
    collectiveReform: reforms ?? known("collectiveReform", true),
    groupsDissolved: reforms ?? known("groupsDissolved", true),
    formerTown: known("formerTown"),
    partyCommittee: told("partyCommittee") ?? known("partyCommittee"),
    communityCommittee: told("communityCommittee") ?? known("communityCommittee"),
    communityCentre: told("communityCentre") ?? known("communityCentre"),
    urbanBorderShare: adjoins === null ? borderShareOf(atoms, plan, unit) : adjoins ? 1 : 0,
    urbanisation: urbanisationOf(atoms, plan, unit),
    committeesShare: committeesShareOf(atoms, plan, unit),
    centres: types ? centreTypes.map((type) => types.includes(type)) : null,
    p90Minutes: null,
  };
}

/** The share of a unit that is as it is today; a border that has moved is another border. */
function borderShareOf(atoms: Atoms, plan: Plan, unit: number): number | null {
  const { base, tables } = atoms;
  const same = plan.unit.every((own, a) => (own === unit) === (base.unit[a] === unit));
  return same ? (tables.facts.get(base.ids[unit] ?? "")?.urbanBorderShare ?? null) : null;
}

/** By residents over the atoms that say so; else, where atoms do not say, that of the area the unit continues. */
function urbanisationOf(atoms: Atoms, plan: Plan, unit: number): number | null {
  const { table, tables, measures, base } = atoms;
  const residents = measures[measureAt.residents];
  let [told, people, all] = [0, 0, 0];
  for (let a = 0; a < atoms.count; a++) {
    const own = residents?.[a] ?? 0;
    if (plan.unit[a] !== unit || !(own > 0)) continue;
    const share = tables.facts.get(table.ids[a] ?? "")?.urbanisation ?? null;
    all += own;
    if (share === null) continue;
    told += share * own;
    people += own;
  }
  if (people > 0 && people >= mostlyKnown * all) return told / people;
  return tables.facts.get(base.ids[unit] ?? "")?.urbanisation ?? null;
}

/** A mean over less of the residents than this is not one of the unit. */
const mostlyKnown = 0.95;

const committeeKinds = ["neighborhood", "village"];

/** Of the communities whose middle lies in the unit, the share that residents' committees govern, not villagers'. */
function committeesShareOf(atoms: Atoms, plan: Plan, unit: number): number | null {
  const communities = atoms.input.areas.get("community");
  if (!communities) return null;
  const kinds = communities.ids.flatMap((id, row) => {
    const kind = atoms.tables.facts.get(id)?.kind ?? "";
    const [lon = Number.NaN, lat = Number.NaN] = communities.labelPoints.subarray(2 * row, 2 * row + 2);
    return plan.unit[atoms.locate(lon, lat)] === unit ? [kind] : [];
  });
  if (kinds.length === 0 || !kinds.every((kind) => committeeKinds.includes(kind))) return null;
  return kinds.filter((kind) => kind === committeeKinds[0]).length / kinds.length;
}

/** New units inherit from the town: the parent of the first unit that has one. */
function anyParent({ base, tables }: Atoms): string {
  return base.ids.map((id) => tables.facts.get(id)?.parent ?? "").find((id) => id !== "") ?? "";
}

/** Judges every unit of a plan by the thresholds set, beside today's plan. */
export function judgePlan(atoms: Atoms, plan: Plan, settings: Settings): JudgedPlan {
  const figures = planFigures(plan);
  const p90 = arrivalPercentiles(atoms, plan);
  const town = { ...wholeTown(planFigures(todayPlan(atoms))), p90Minutes: p90?.at(-1) ?? null };
  const units = figures.map((own) => {
    const facts = { ...factsOf(atoms, plan, own.unit, settings), p90Minutes: p90?.[own.unit] ?? null };
    return { figures: own, facts, judgement: judgeUnit(own, facts, { town, rules: settings.form }) };
  });
  const residents = atoms.measures[measureAt.residents] ?? new Float64Array(atoms.count);
  return {
    units,
    scores: scoresOf(figures, settings.form),
    difference: planDifference(atoms.base.unit, plan.unit, residents),
    residents: residents.reduce((sum, value) => sum + (value || 0), 0),
    ...innerBorders(atoms, plan),
  };
}

/** The 90th percentile of arrivals of each unit and, last, of all; null while they are not known. */
export function arrivalPercentiles(atoms: Atoms, plan: Plan): readonly (number | null)[] | null {
  const arrivals = arrivalsOf(atoms);
  return arrivals && p90ByUnit(arrivals, plan.unit, plan.units());
}

function innerBorders({ pieces, lineOf, lines }: Atoms, plan: Plan): Pick<JudgedPlan, "linedShare" | "follows"> {
  const byName = new Map<string, { name: string; kind: LineKind | null; metres: number }>();
  let [all, lined] = [0, 0];
  for (const [line, metres] of metresByLine(pieces, lineOf, unitBorders(pieces, plan.unit))) {
    const kind = line < 0 ? null : (lines.kinds[line] ?? lineKinds[0]);
    const name = line < 0 ? "" : (lines.names[line] ?? "");
    const known = byName.get(`${kind} ${name}`) ?? { name, kind, metres: 0 };
    known.metres += metres;
    byName.set(`${kind} ${name}`, known);
    all += metres;
    if (line >= 0) lined += metres;
  }
  const follows = [...byName.values()].sort((a, b) => b.metres - a.metres);
  return { linedShare: all > 0 ? lined / all : null, follows };
}
