import type { Format } from "../../../i18n/format.ts";
import type { Texts } from "../../../i18n/texts.ts";
import { type Condition, decisionLevels, type FigureUnit, type Judgement } from "../kernel/judging.ts";
import type { Atoms } from "./atoms.ts";
import type { JudgedPlan } from "./judged.ts";
import { messages } from "./messages.ts";

export type UnitTexts = Texts<keyof (typeof messages)["en"]>;

/** What sentences are written with. */
export interface Words {
  readonly t: UnitTexts;
  readonly format: Format;
  readonly nameOf: (unit: number) => string;
}

/** Whether nothing is known of the required conditions of the level that a unit comes to. */
function isUnknown({ conditions, level }: Judgement): boolean {
  const required = conditions.filter((one) => one.level === level && one.required);
  return level !== null && required.every(({ state }) => state === "unassessed");
}

/** What a unit could be, as a phrase. */
export function verdictOf(judgement: Judgement, t: UnitTexts): string {
  if (judgement.level === null) return t("verdictNone");
  if (isUnknown(judgement)) return t("verdictUnknown");
  return t("verdictCandidate", { level: t(`level.${judgement.level}`) });
}

/** The answer in one sentence; what stands between asterisks is strong. */
export function answerOf(judged: JudgedPlan, atoms: Atoms, { t, format, nameOf }: Words): string {
  const { units, difference, residents, linedShare } = judged;
  const known = units.filter(({ judgement }) => !isUnknown(judgement));
  const unknown = units.length - known.length;
  const counts = decisionLevels
    .map((level) => ({ level, count: known.filter(({ judgement }) => judgement.level === level).length }))
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => t("levelCount", { count, level: t(`level.${level}`) }));
  if (unknown > 0) counts.push(t("levelUnknown", { count: unknown }));
  const levels = counts.length > 0 ? format.list(counts) : t("levelsNone");
  const moved = difference.moved.some((is) => is === 1);
  if (moved && atoms.base.level !== "whole") {
    return t("answerPlan", {
      units: units.length,
      moved: format.number(Math.round(difference.movedWeight)),
      share: format.percent(residents > 0 ? difference.movedWeight / residents : null),
      lined: format.percent(linedShare),
      levels,
    });
  }
  const figures = units.map((unit) => unit.figures);
  const largest = figures.reduce((most, one) => (one.residents > (most?.residents ?? -1) ? one : most), figures[0]);
  return t("answerToday", {
    units: units.length,
    largest: largest ? nameOf(largest.unit) : "",
    residents: format.number(Math.round(largest?.residents ?? 0)),
    times: format.number(Math.round((10 * (largest?.residents ?? 0) * units.length) / (residents || 1)) / 10),
    levels,
  });
}

/** A figure of a condition in its unit. */
export function figureText(value: number | null, unit: FigureUnit, { t, format }: Omit<Words, "nameOf">): string {
  if (value === null || !Number.isFinite(value)) return t("notKnown");
  switch (unit) {
    case "yes":
      return t(value === 1 ? "isYes" : "isNo");
    case "share":
      return format.percent(value);
    case "km2":
      return format.area(value);
    case "metres":
      return format.metres(value);
    case "perKm2":
      return `${format.number(Math.round(value))}/km²`;
    case "minutes":
      return format.duration(value / 60);
    default:
      return format.number(Math.round(value));
  }
}

/** The threshold of a condition. */
export function thresholdText({ least, most, unit }: Condition, words: Omit<Words, "nameOf">): string {
  const write = (value: number | null) => figureText(value, unit, words);
  if (unit === "yes") return words.t("isYes");
  if (least !== null && most !== null) return words.t("between", { least: write(least), most: write(most) });
  return least !== null ? words.t("atLeast", { least: write(least) }) : words.t("atMost", { most: write(most) });
}

/** What data a condition that is not assessed would need; nothing for the others, and for precedents. */
export function needsText({ id, state, note }: Condition, t: UnitTexts): string | null {
  if (state !== "unassessed" || note === "precedent") return null;
  return needsIds.has(id) ? t(`needs.${id as NeedsId}`) : null;
}

type NeedsId = Extract<Parameters<UnitTexts>[0], `needs.${string}`> extends `needs.${infer Id}` ? Id : never;

const needsIds: ReadonlySet<string> = new Set(
  Object.keys(messages.en).flatMap((key) => (key.startsWith("needs.") ? [key.slice("needs.".length)] : [])),
);

/** How a level of the decision stands, with what is missed or open. */
export function levelText(
  judgement: Judgement,
  level: Condition["level"],
  { t, format }: Omit<Words, "nameOf">,
): string {
  const required = judgement.conditions.filter((one) => one.level === level && one.required);
  const named = (state: Condition["state"]) =>
    required.filter((one) => one.state === state).map(({ id }) => t(`cond.${id as ConditionId}`));
  const state = judgement.levels[level];
  if (state === "missed") return t("levelState.missed", { conditions: format.list(named("missed")) });
  return t(`levelState.${state}`, { count: named("unassessed").length });
}

/** The ids of conditions as the texts know them. */
export type ConditionId = Extract<Parameters<UnitTexts>[0], `cond.${string}`> extends `cond.${infer Id}` ? Id : never;
