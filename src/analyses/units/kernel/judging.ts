import type { UnitFigures } from "./figures.ts";
import type { Rules } from "./params.ts";
import { type Confidence, presetOf } from "./presets.ts";

/** The three levels of the decision, in the order in which they are tried. */
export const decisionLevels = ["split_street", "basic_unit", "town_community"] as const;
export type DecisionLevel = (typeof decisionLevels)[number];

/** How a condition stands. What has no data is not assessed, never met. */
export const conditionStates = ["met", "missed", "unassessed"] as const;
export type ConditionState = (typeof conditionStates)[number];

/** What is known of a unit beside its figures; null: not known. */
export interface UnitFacts {
  readonly infrastructure: boolean | null;
  readonly collectiveReform: boolean | null;
  readonly groupsDissolved: boolean | null;
  readonly formerTown: boolean | null;
  readonly partyCommittee: boolean | null;
  readonly communityCommittee: boolean | null;
  readonly communityCentre: boolean | null;
  /** Share of the border that adjoins the built-up city. */
  readonly urbanBorderShare: number | null;
  readonly urbanisation: number | null;
  readonly committeesShare: number | null;
  /** Affairs, health and culture centre within the unit; null where the dataset has no facilities. */
  readonly centres: readonly boolean[] | null;
  /** 90th percentile from dispatch to arrival, minutes. */
  readonly p90Minutes: number | null;
}

/** The town as a whole, to compare a unit with. */
export interface TownFacts {
  readonly p90Minutes: number | null;
  readonly overdueShare: number | null;
  readonly casesPer1000: number | null;
}

/** What a figure is measured in; texts are `unit.<name>`. */
export type FigureUnit = "km2" | "residents" | "perKm2" | "share" | "metres" | "minutes" | "parts" | "count" | "yes";

/** One condition of one level, as it stands for one unit. */
export interface Condition {
  readonly id: string;
  readonly level: DecisionLevel;
  /** Missed, it rules the level out; others are named but rule nothing out. */
  readonly required: boolean;
  readonly state: ConditionState;
  readonly figure: number | null;
  readonly unit: FigureUnit;
  /** The figure is to be at least, and at most, so much. */
  readonly least: number | null;
  readonly most: number | null;
  readonly source: string;
  readonly confidence: Confidence;
  /** The threshold is a precedent to compare with, or "about" so much. */
  readonly note?: "precedent" | "about";
}

/** How a level stands: all required conditions met, none missed but some not assessed, or some missed. */
export type LevelState = "met" | "open" | "missed";

export interface Judgement {
  readonly conditions: readonly Condition[];
  readonly levels: Readonly<Record<DecisionLevel, LevelState>>;
  /** The first level that nothing required rules out; null where all are ruled out. */
  readonly level: DecisionLevel | null;
}

interface Test {
  readonly id: string;
  readonly required?: boolean;
  readonly figure: number | null;
  readonly unit: FigureUnit;
  readonly least?: number;
  readonly most?: number;
  readonly source: string;
  readonly confidence: Confidence;
  readonly note?: "precedent" | "about";
}

/** Whether a figure keeps its limits. */
function condition(level: DecisionLevel, test: Test): Condition {
  const { figure, least = null, most = null } = test;
  const misses = figure !== null && ((least !== null && figure < least) || (most !== null && figure > most));
  const known = figure !== null && Number.isFinite(figure) && test.note !== "precedent";
  return {
    ...test,
    level,
    required: test.required ?? false,
    least,
    most,
    state: !known ? "unassessed" : misses ? "missed" : "met",
  };
}

const yes = (value: boolean | null) => (value === null ? null : value ? 1 : 0);
const both = (one: boolean | null, other: boolean | null) =>
  one === false || other === false ? 0 : one === null || other === null ? null : 1;
const finite = (value: number) => (Number.isFinite(value) ? { most: value } : {});
const isTrue = { unit: "yes", least: 1 } as const;
const stated = { source: "article", confidence: "stated" } as const;
const project = { source: "project", confidence: "project" } as const;

/** Conditions X1–X6: split off a subdistrict. */
function splitConditions(figures: UnitFigures, facts: UnitFacts, rules: Rules): Test[] {
  const preset = presetOf(rules);
  const { source, confidence, precedent, leastKm2, leastResidents, mostResidents } = preset;
  const size = { source, confidence, required: true, ...(precedent && { note: "precedent" as const }) };
  const centres = facts.centres?.filter(Boolean).length ?? null;
  const more: Test[] = [];
  if (preset.urbanisation > 0)
    more.push({ ...size, id: "X5c", figure: facts.urbanisation, unit: "share", least: preset.urbanisation });
  if (preset.committees > 0)
    more.push({ ...size, id: "X5d", figure: facts.committeesShare, unit: "share", least: preset.committees });
  return [
    { ...project, id: "X1", required: true, figure: facts.urbanBorderShare, unit: "share", least: rules.urbanShare },
    { ...project, id: "X2", required: true, figure: figures.lineShare, unit: "share", least: rules.streetShareSplit },
    { ...stated, id: "X3", required: true, figure: yes(facts.infrastructure), ...isTrue },
    { ...stated, id: "X4a", required: true, figure: centres, unit: "count", least: 3 },
    { ...project, id: "X4b", required: true, figure: figures.nearAll, unit: "share", least: rules.servedShare },
    { ...size, id: "X5a", figure: figures.areaKm2, unit: "km2", least: leastKm2 },
    {
      ...size,
      id: "X5b",
      figure: figures.residents,
      unit: "residents",
      least: leastResidents,
      ...finite(mostResidents),
    },
    ...more,
    { ...stated, id: "X6", required: true, figure: both(facts.collectiveReform, facts.groupsDissolved), ...isTrue },
  ];
}

/** Conditions U0–U7: a basic management unit. Only the trigger and an unbroken area are required: size is "about". */
function unitConditions(figures: UnitFigures, facts: UnitFacts, { town, rules }: Context): Test[] {
  const { residents, density, areaKm2 } = figures;
  const populous = residents >= rules.unitResidents || (density ?? 0) >= rules.unitDensity;
  const former = facts.formerTown === null ? null : facts.formerTown && residents >= rules.unitResidents;
  const trigger = populous || former === true;
  const about = { source: "brief", confidence: "memory", note: "about" } as const;
  const worse = (own: number | null, all: number | null) => (own === null || !all ? null : own / all - 1);
  return [
    { ...project, id: "U0", required: true, figure: figures.parts, unit: "parts", most: 1 },
    { ...stated, id: "U", required: true, figure: yes(trigger), ...isTrue },
    { ...project, id: "U1a", figure: residents, unit: "residents", least: rules.unitResidents },
    { ...project, id: "U1b", figure: density, unit: "perKm2", least: rules.unitDensity },
    { ...stated, id: "U2", confidence: "memory", figure: yes(former), ...isTrue },
    { ...about, id: "U3a", figure: areaKm2, unit: "km2", least: rules.unitLeastKm2, most: rules.unitMostKm2 },
    {
      ...about,
      id: "U3b",
      figure: residents,
      unit: "residents",
      least: rules.unitLeastResidents,
      most: rules.unitMostResidents,
    },
    {
      source: "gb-50180",
      confidence: "found",
      id: "U4",
      figure: figures.centreMetres,
      unit: "metres",
      least: rules.centreMetres,
    },
    { ...project, id: "U5a", figure: worse(facts.p90Minutes, town.p90Minutes), unit: "share", least: rules.worseShare },
    {
      ...project,
      id: "U5b",
      figure: worse(figures.overdueShare, town.overdueShare),
      unit: "share",
      least: rules.worseShare,
    },
    {
      ...project,
      id: "U5c",
      figure: worse(figures.casesPer1000, town.casesPer1000),
      unit: "share",
      least: rules.worseShare,
    },
    {
      ...project,
      id: "U6",
      figure: figures.nearCommittee === null ? null : 1 - figures.nearCommittee,
      unit: "share",
      least: rules.committeeShare,
    },
    { ...project, id: "U7", figure: figures.lineShare, unit: "share", least: rules.streetShareUnit },
  ];
}

/** Conditions T1–T3: a town-managed community. */
function communityConditions({ partyCommittee, communityCommittee, communityCentre }: UnitFacts): Test[] {
  return [
    { ...stated, id: "T1", required: true, figure: yes(partyCommittee), ...isTrue },
    { ...stated, id: "T2", required: true, figure: yes(communityCommittee), ...isTrue },
    { ...stated, id: "T3", required: true, figure: yes(communityCentre), ...isTrue },
  ];
}

/** What a unit is judged with. */
export interface Context {
  readonly town: TownFacts;
  readonly rules: Rules;
}

/**
 * The three-level decision for one unit: every condition, how each level stands, and the first level that no required
 * condition rules out. Area is no hard floor of a basic management unit.
 */
export function judgeUnit(figures: UnitFigures, facts: UnitFacts, context: Context): Judgement {
  const conditions = [
    ...splitConditions(figures, facts, context.rules).map((test) => condition("split_street", test)),
    ...unitConditions(figures, facts, context).map((test) => condition("basic_unit", test)),
    ...communityConditions(facts).map((test) => condition("town_community", test)),
  ];
  const stateOf = (level: DecisionLevel): LevelState => {
    const states = conditions.filter((one) => one.level === level && one.required).map(({ state }) => state);
    if (states.includes("missed")) return "missed";
    return states.includes("unassessed") ? "open" : "met";
  };
  const levels = {
    split_street: stateOf("split_street"),
    basic_unit: stateOf("basic_unit"),
    town_community: stateOf("town_community"),
  };
  return { conditions, levels, level: decisionLevels.find((level) => levels[level] !== "missed") ?? null };
}
