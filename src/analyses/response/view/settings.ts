import { type ParamSpec, type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import { type AreaLevel, areaLevels } from "../../../domain/vocabulary.ts";
import { type Moment, moments } from "../../../lib/stage-durations.ts";
import { type Params, params } from "../kernel/params.ts";

/** What cases are grouped by, beside their areas. */
export const groupings = ["dept", "category", "main_code", "source", "handling_type", "hour"] as const;

/** What the view shows beside what it computes. */
const shownParams = {
  groupBy: { kind: "choice", default: "dept", options: groupings },
  picture: { kind: "choice", default: "median", options: ["median", "share"] },
  columns: { kind: "choice", default: "quantiles", options: ["quantiles", "means"] },
} as const satisfies ParamSpec;

/** The parameters asked for under "how this was computed"; the others stand above. */
export const formParams = {
  follow: params.follow,
  limit: params.limit,
  targetHours: params.targetHours,
  meanWithinDays: params.meanWithinDays,
  lessSuspended: params.lessSuspended,
  smallCases: params.smallCases,
} as const satisfies ParamSpec;

export interface Settings {
  readonly values: Params & ParamValues<typeof shownParams>;
  readonly areas: AreaLevel | null;
}

export function settingsOf({ analyses }: Pick<Document, "analyses">): Settings {
  const own = analyses.response ?? {};
  return {
    values: { ...validParams(params, own), ...validParams(shownParams, own) },
    areas: areaLevels.find((level) => level === own.areas) ?? null,
  };
}

/** Hours that each moment may come after the one before it where nobody says more: our own defaults. */
const usualHours: Readonly<Record<Moment, number>> = {
  reported: 0,
  accepted: 0.25,
  registered: 0.25,
  dispatched: 0.25,
  arrived: 1,
  handled: 21.75,
  closed: 0.5,
};

/** The target of a pair of stages where none is set, in hours. */
export function usualTargetHours(from: Moment, to: Moment): number {
  return moments.slice(moments.indexOf(from) + 1, moments.indexOf(to) + 1).reduce((sum, m) => sum + usualHours[m], 0);
}

/** A pair of moments that the cases have, in order: the chosen one as far as it goes, else report to closing. */
export function pairOf(
  { from, to }: { readonly from: Moment; readonly to: Moment },
  present: readonly Moment[],
): readonly [Moment, Moment] | null {
  const first = present.includes(from) ? from : present[0];
  const last = present.includes(to) ? to : present.at(-1);
  if (!first || !last || present.length < 2) return null;
  if (moments.indexOf(first) < moments.indexOf(last)) return [first, last];
  const next = present[present.indexOf(first) + 1];
  return next ? [first, next] : [present[0] ?? first, first];
}
