import { type ParamSpec, type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import { type AreaLevel, areaLevels } from "../../../domain/vocabulary.ts";
import { canWeigh, type IndicatorCode, indicatorCodes } from "../kernel/indicators.ts";
import { params } from "../kernel/params.ts";
import { type SchemeId, type SchemeLine, schemeIds, schemes } from "../kernel/schemes.ts";

/** What is only shown, and how departments are judged by two sides. */
export const shown = {
  scheme: { kind: "choice", default: "default", options: schemeIds as readonly string[] },
  units: { kind: "choice", default: "area", options: ["area", "dept"] },
  /** The share of the department's own line in its score; the rest is what streets say of it. */
  lineShare: { kind: "number", default: 50, min: 0, max: 100, step: 5, unit: "percent" },
} as const satisfies ParamSpec;

export interface Settings {
  readonly params: ParamValues<typeof params>;
  readonly scheme: SchemeId;
  readonly lines: readonly SchemeLine[];
  readonly units: "area" | "dept";
  readonly lineShare: number;
  readonly areas: AreaLevel | null;
  /** What streets say of departments, from 0 to 100, by department. */
  readonly ratings: ReadonlyMap<string, number>;
  /** The indicator whose formula is open; empty: none. */
  readonly indicator: IndicatorCode | null;
}

/** The setting that holds the weight of an indicator. */
export const weightName = (code: IndicatorCode): string => `weight.${code}`;
const ratingPrefix = "rating.";
/** The setting that holds what streets say of a department. */
export const ratingName = (dept: string): string => ratingPrefix + dept;

export function settingsOf({ analyses }: Pick<Document, "analyses">): Settings {
  const own = analyses.scorecard ?? {};
  const values = validParams(shown, own);
  const scheme = schemeIds.find((id) => id === values.scheme) ?? "default";
  const ratings = Object.entries(own).flatMap(([name, value]) => {
    const rating = Number(value);
    return name.startsWith(ratingPrefix) && value !== "" && rating >= 0 && rating <= 100
      ? [[name.slice(ratingPrefix.length), rating] as const]
      : [];
  });
  return {
    params: validParams(params, own),
    scheme,
    lines: linesOf(schemes[scheme], own),
    units: values.units,
    lineShare: values.lineShare / 100,
    areas: areaLevels.find((level) => level === own.areas) ?? null,
    ratings: new Map(ratings),
    indicator: indicatorCodes.find((code) => code === own.indicator) ?? null,
  };
}

/** The lines of a scheme with the user's weights, and those that the user has added. */
function linesOf(scheme: readonly SchemeLine[], own: Readonly<Record<string, unknown>>): SchemeLine[] {
  const weightOf = (code: IndicatorCode, usual: number) => {
    const chosen = Number(own[weightName(code)] ?? Number.NaN);
    return chosen >= 0 && chosen <= 100 ? chosen : usual;
  };
  const kept = scheme.map((line) => (line.code ? { ...line, weight: weightOf(line.code, line.weight) } : line));
  const added = indicatorCodes
    .filter((code) => canWeigh(code) && !scheme.some((line) => line.code === code))
    .map((code): SchemeLine => ({ code, weight: weightOf(code, 0) }));
  return [...kept, ...added.filter(({ weight }) => weight > 0)];
}
