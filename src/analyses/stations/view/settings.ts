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
/** What stations are chosen for. */
export const goals = ["residents-within", "cases-within", "mean-time", "worst-time"] as const;
export type Goal = (typeof goals)[number];
/** What the solver may do with stations that are open: nothing, or choose among them as among all places. */
export const keeps = ["open", "free"] as const;
export type Keep = (typeof keeps)[number];
/** So many stations can be chosen at once. */
const mostChosen = 50;

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
  /** How many stations the solver chooses (`null`: one more, or as many as there are), what for, and what stays. */
  readonly add: number | null;
  readonly goal: Goal;
  readonly keep: Keep;
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
    add: own.add === undefined ? null : Math.min(mostChosen, Math.max(1, Math.round(Number(own.add)) || 1)),
    goal: goals.find((goal) => goal === own.goal) ?? "residents-within",
    keep: keeps.find((keep) => keep === own.keep) ?? "open",
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
