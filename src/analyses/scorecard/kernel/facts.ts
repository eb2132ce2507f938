import {
  type CaseLimits,
  caseLimits,
  type LimitColumns,
  pausesOf,
  verdictCode,
} from "../../../lib/limits/case-limits.ts";
import { clockSeconds, runningSeconds } from "../../../lib/limits/due-time.ts";
import { within } from "../../../lib/progress.ts";
import type { WorkCalendar } from "../../../lib/working-time.ts";
import { type Repeats, repeatsOf } from "./repeats.ts";

/** What data may have of cases; an indicator is assessed only where all it needs is there. */
export const features = [
  "accepted",
  "registered",
  "dispatched",
  "arrived",
  "handled",
  "closed",
  "limit",
  "item-limit",
  "returns",
  "reworks",
  "satisfaction",
  "joint",
  "urgent",
  "source",
  "calls",
  "verify",
  "kind",
] as const;
export type Feature = (typeof features)[number];

/** Where the data say it: fields of the model's tables. */
export const featureFields: Readonly<Record<Feature, string>> = {
  accepted: "cases.accepted_at",
  registered: "cases.registered_at",
  dispatched: "cases.dispatched_at",
  arrived: "cases.arrived_at",
  handled: "cases.handled_at",
  closed: "cases.closed_at",
  limit: "items.limit_value, cases.due_at",
  "item-limit": "items.limit_value",
  returns: "cases.return_count",
  reworks: "cases.rework_count",
  satisfaction: "cases.satisfaction",
  joint: "cases.is_joint",
  urgent: "cases.is_urgent",
  source: "cases.source",
  calls: "case_events.call_level",
  verify: "case_events.stage = verify",
  kind: "cases.sub_code",
};

/** Where a case came from, as far as indicators ask; bits. */
export const sourceBits = { citizen: 1, active: 2, video: 4, hotline: 8, whistle: 16 } as const;

/** Cases and their limits, with what indicators ask of them; rows are cases. */
export type CaseFacts = { readonly [K in keyof LimitColumns]: LimitColumns[K] } & {
  readonly returns: Float64Array;
  readonly reworks: Float64Array;
  /** 1, 0.8, 0.6 or 0; NaN where nobody was asked or answered. */
  readonly satisfaction: Float64Array;
  readonly joint: Uint8Array;
  readonly urgent: Uint8Array;
  /** `sourceBits`. */
  readonly source: Uint8Array;
  /** The highest level called, 0 for none. */
  readonly callLevel: Uint8Array;
  /** When each case was first verified, NaN for never, and the seconds that the log allows for it, NaN for nothing said. */
  readonly verified: Float64Array;
  readonly verifyLimit: Float64Array;
  /** What each case is about, as finely as the data say it. */
  readonly kind: Uint32Array;
  readonly kindCount: Uint32Array;
  /** Place in local metres. */
  readonly x: Float64Array;
  readonly y: Float64Array;
};

/** What indicators are counted from. */
export interface Judged {
  readonly facts: CaseFacts;
  readonly closing: CaseLimits;
  readonly handling: CaseLimits;
  readonly repeats: Repeats;
  /** 1 for each of the kinds that most cases are about. */
  readonly frequent: Uint8Array;
  /** When whom a whistle called must report in. */
  readonly reportInDue: (i: number) => number;
  readonly asOf: number;
  readonly calendar: WorkCalendar;
}

/** So many kinds count as frequent. */
const frequentKinds = 5;

/** A whistle must be answered within two hours if urgent, else within a working day (project default). */
export const reportInLimits = {
  urgent: { value: 2, unit: "cont_hour" },
  ordinary: { value: 1, unit: "work_day" },
} as const;

/** Judges every case once, for all indicators. */
export function* judge(facts: CaseFacts, calendar: WorkCalendar, asOf: number): Generator<number, Judged, void> {
  const options = { source: "catalogue", asOf, reworkRestarts: true } as const;
  const closing = yield* within(caseLimits(facts, { ...options, span: "close" }, calendar), 0, 0.35);
  const handling = yield* within(caseLimits(facts, { ...options, span: "handle" }, calendar), 0.35, 0.7);
  const repeats = yield* within(repeatsOf(facts), 0.7, 1);
  const reportInDue = (i: number) => {
    const { value, unit } = reportInLimits[facts.urgent[i] ? "urgent" : "ordinary"];
    return calendar.due(facts.dispatched[i], value, unit);
  };
  return { facts, closing, handling, repeats, frequent: frequentOf(facts), reportInDue, asOf, calendar };
}

function frequentOf({ kind, kindCount, state }: CaseFacts): Uint8Array {
  const counts = new Float64Array(kindCount[0]);
  for (let i = 0; i < kind.length; i++) if (state[i] !== 2 && kind[i] < counts.length) counts[kind[i]]++;
  const order = [...counts.keys()].sort((a, b) => counts[b] - counts[a] || a - b).slice(0, frequentKinds);
  const marks = new Uint8Array(counts.length + 1);
  for (const one of order) marks[one] = 1;
  return marks;
}

const [open, suspended, noLimit] = (["open", "suspended", "no-limit"] as const).map(verdictCode);

/** Whether a case should be finished by now: its limit has run out or it is finished; suspended ones need not be. */
export function shouldBeDone({ verdict }: Pick<CaseLimits, "verdict">, i: number): boolean {
  return verdict[i] > suspended && verdict[i] !== open;
}

/** The same where a limit is not needed: finished, or past a limit. */
export function isDue({ verdict, end }: Pick<CaseLimits, "verdict" | "end">, i: number): boolean {
  return shouldBeDone({ verdict }, i) || (verdict[i] === noLimit && !Number.isNaN(end[i]));
}

const beforeVerifying = ["reported", "accepted", "registered", "dispatched", "arrived", "handled"] as const;

/** Seconds from the last step before its first verification until then; infinite where no step is known before it. */
export function verifySeconds({ facts }: Judged, i: number): number {
  let from = Number.NEGATIVE_INFINITY;
  for (const moment of beforeVerifying)
    if (facts[moment][i] <= facts.verified[i]) from = Math.max(from, facts[moment][i]);
  return facts.verified[i] - from;
}

/** Hours of handling on the clock of the case's limit, less suspensions; NaN while it is not handled. */
export function handlingHours({ facts, closing, asOf, calendar }: Judged, i: number): number {
  const [from, to] = [facts.dispatched[i], facts.handled[i]];
  if (!(from <= to)) return Number.NaN;
  return runningSeconds(calendar, closing.office[i] === 1, [from, to], pausesOf(facts, i, asOf)) / 3600;
}

/** Whether a lamp is yellow: at most a quarter of the limit is left. */
export function isNearDue({ facts, closing, asOf, calendar }: Judged, i: number): boolean {
  if (closing.verdict[i] !== open) return false;
  const office = closing.office[i] === 1;
  const used = runningSeconds(calendar, office, [closing.start[i], asOf], pausesOf(facts, i, asOf));
  const left = clockSeconds(calendar, office, asOf, closing.due[i]);
  return left <= 0.25 * (used + left);
}
