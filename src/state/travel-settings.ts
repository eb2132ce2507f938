import { params } from "../analyses/isochrones/kernel/params.ts";
import { type ParamSpec, type ParamValues, validParams } from "../domain/analysis.ts";
import type { AnalysisSettings, Document } from "../domain/document.ts";
import { modeRules, type TravelMode, travelModes } from "../domain/travel.ts";
import { type AreaLevel, areaLevels, roadClasses } from "../domain/vocabulary.ts";

/** Whose times are looked at: the groups of places, in the kernel's order. */
export const groups = ["residents", "cases", "key-places"] as const;
export type Group = (typeof groups)[number];

const breakParam = (minutes: number) =>
  ({ kind: "number", default: minutes, min: 0.5, max: 120, step: 0.5, unit: "minutes" }) as const;

const speedParam = (kmh: number) =>
  ({ kind: "number", default: kmh, min: 0, max: 130, step: 0.5, unit: "kmh" }) as const;

const speedNames = roadClasses.map((name) => `kmh${name.slice(0, 1).toUpperCase()}${name.slice(1)}`);

/** The parameters as the form asks for them, but for the speeds. */
export const formParams = {
  mode: params.mode,
  turnoutMinutes: params.turnoutMinutes,
  oneWays: params.oneWays,
  break1: breakParam(3),
  break2: breakParam(5),
  break3: breakParam(8),
  break4: breakParam(15),
  snapMetres: params.snapMetres,
  cellMetres: params.cellMetres,
  fireGrade: params.fireGrade,
} as const satisfies ParamSpec;

/** Speeds by road class; what a mode does before they are changed follows from it. */
export function speedParams(mode: TravelMode): ParamSpec {
  return Object.fromEntries(speedNames.map((name, code) => [name, speedParam(modeRules[mode].kmh[code] ?? 0)]));
}

export interface Settings {
  readonly form: ParamValues<typeof formParams>;
  /** By road class, in the order of `roadClasses`. */
  readonly kmh: readonly number[];
  /** Ascending, each once. */
  readonly breaks: readonly number[];
  /** Which stations: `station:<kind>` or `facility:<type>`; empty: the view chooses. */
  readonly kind: string;
  readonly areas: AreaLevel | null;
  /** The break that shares are told for; one of `breaks`. */
  readonly target: number;
  readonly group: Group;
  /** Whether the map shows areas by their share in place of isochrones. */
  readonly byArea: boolean;
}

export function settingsOf({ analyses }: Pick<Document, "analyses">): Settings {
  return parsed(analyses.isochrones ?? {});
}

/** Settings from what is stored: a scenario may change some of them. */
export function parsed(own: AnalysisSettings): Settings {
  const kind = String(own.kind ?? "");
  const mode = travelModes.find((known) => known === own.mode) ?? usualMode(kind);
  const form = validParams(formParams, { ...own, mode });
  const speeds: Readonly<Record<string, unknown>> = validParams(speedParams(mode), own);
  const breaks = [...new Set([form.break1, form.break2, form.break3, form.break4])].sort((a, b) => a - b);
  const target = breaks.find((minutes) => minutes === Number(own.target)) ?? breaks[1] ?? breaks[0] ?? 5;
  return {
    form,
    kmh: speedNames.map((name) => Number(speeds[name])),
    breaks,
    kind,
    areas: areaLevels.find((level) => level === own.areas) ?? null,
    target,
    group: groups.find((group) => group === own.group) ?? "residents",
    byArea: own.byArea === true,
  };
}

function usualMode(kind: string): TravelMode {
  if (kind.endsWith(":fire_station")) return "fire";
  return kind === "" || kind.startsWith("station:") ? "ebike" : "car";
}

/** Forgets changed speeds when the mode changes: they were another mode's. */
export function withoutSpeeds(own: AnalysisSettings): AnalysisSettings {
  return Object.fromEntries(Object.entries(own).filter(([name]) => !speedNames.includes(name)));
}
