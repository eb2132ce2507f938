import { type ParamSpec, type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { AnalysisSettings, Document } from "../../../domain/document.ts";
import { parsed, speedParams, type Settings as TravelSettings, withoutSpeeds } from "../../../state/travel-settings.ts";
import { params } from "../kernel/params.ts";
import { type Change, changesOf } from "./plan.ts";

/** The parameters as the form asks for them; no calls per hour take those of the cases shown. */
export const formParams = {
  serviceMinutes: params.serviceMinutes,
  callsPerHour: { kind: "number", default: 0, min: 0, max: 10_000, step: 0.1 },
} as const satisfies ParamSpec;

/** What the map shows. */
export const mapKinds = ["isochrones", "change"] as const;
/** How new stations are chosen. */
export const goals = ["maximal-cover", "p-median"] as const;

/** What a plan is: everything that a scenario keeps. */
export interface Plan {
  readonly changes: readonly Change[];
  /** How the plan travels; as it is now unless changed. */
  readonly travel: TravelSettings;
  readonly form: ParamValues<typeof formParams>;
}

export interface Settings extends Plan {
  /** How people travel now. */
  readonly now: TravelSettings;
  readonly map: (typeof mapKinds)[number];
  /** What the plan is compared with: a scenario's name; empty: how it is now. */
  readonly compare: string;
  /** How many stations the solver adds, and what for. */
  readonly add: number;
  readonly goal: (typeof goals)[number];
}

/** Settings of travel that a plan may change. */
const travelNames = ["mode", "turnoutMinutes", ...Object.keys(speedParams("car"))];

export function settingsOf({ analyses }: Pick<Document, "analyses">): Settings {
  const own = analyses.stations ?? {};
  return {
    ...planOf(own, analyses.isochrones ?? {}),
    now: parsed(analyses.isochrones ?? {}),
    map: mapKinds.find((map) => map === own.map) ?? "isochrones",
    compare: String(own.compare ?? ""),
    add: Math.min(20, Math.max(1, Math.round(Number(own.add ?? 1)) || 1)),
    goal: goals.find((goal) => goal === own.goal) ?? "maximal-cover",
  };
}

/** The plan of stored settings, on top of how people travel now. */
export function planOf(own: AnalysisSettings, now: AnalysisSettings): Plan {
  const changed = Object.fromEntries(Object.entries(own).filter(([name]) => travelNames.includes(name)));
  const isOtherMode = changed.mode !== undefined && changed.mode !== now.mode;
  return {
    changes: changesOf(String(own.changes ?? "")),
    travel: parsed({ ...(isOtherMode ? withoutSpeeds(now) : now), ...changed }),
    form: validParams(formParams, own),
  };
}
