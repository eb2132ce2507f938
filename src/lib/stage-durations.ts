import { createWorkCalendar, type WorkCalendar } from "./working-time.ts";

/** Moments in the life of a case, in their usual order; `<moment>_at` is the field of the cases. */
export const moments = ["reported", "accepted", "registered", "dispatched", "arrived", "handled", "closed"] as const;
export type Moment = (typeof moments)[number];

/** Why a case is not among the durations of a pair of stages; `used` is that it is. */
export const durationReasons = [
  "used",
  "void",
  "no-start",
  "closed-before-opened",
  "negative",
  "skipped",
  "after-data",
  "outside",
] as const;
export type DurationReason = (typeof durationReasons)[number];

const code = (reason: DurationReason) => durationReasons.indexOf(reason);
const [used, voided, noStart, closedFirst, negative, skipped, afterData, outside] = [
  code("used"),
  code("void"),
  code("no-start"),
  code("closed-before-opened"),
  code("negative"),
  code("skipped"),
  code("after-data"),
  code("outside"),
];

/** How a case stands, as far as its durations go. */
export const caseStates = ["open", "closed", "void"] as const;

/** Times of cases in wall-clock seconds, NaN where there is none; rows are cases. */
export interface StageTimes {
  /** When the stage begins and ends. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** The latest time of any stage after the end: with it and no end, the stage was skipped. */
  readonly later: Float64Array;
  readonly opened: Float64Array;
  readonly closed: Float64Array;
  /** Index into `caseStates`. */
  readonly state: Uint8Array;
  /** Seconds for which the clock stood still. */
  readonly suspended: Float64Array;
  /** 0 where all hours count, 1 where office hours of working days do. */
  readonly clock: Uint8Array;
  /** The last moment at which the data could have told the end of a case: the end of its stretch of data. */
  readonly seenUntil: Float64Array;
}

/** Which cases are watched, and until when. */
export interface Watch {
  /** Cases that began before `from` are watched from there on: they enter late. */
  readonly from: number;
  /** Cases that have not ended by `until` were last seen then. */
  readonly until: number;
  /** The last moment of the data: a time after it is an error. */
  readonly dataEnd: number;
  /** Whether cases that began before `from` count at all. */
  readonly early: boolean;
}

/** Durations in whole seconds; a row counts where its reason is 0 (`used`). */
export interface StageDurations {
  readonly seconds: Uint32Array;
  /** 1 where the end was seen. */
  readonly ended: Uint8Array;
  /** Seconds after which the case was first watched. */
  readonly entry: Uint32Array;
  /** Index into `durationReasons`. */
  readonly reason: Uint8Array;
}

/** Days since 1970 of a list of worked days, as a calendar; an empty list follows the week. */
export function calendarOf(days: Float64Array, isWorkday: Uint8Array): WorkCalendar {
  const first = days.length > 0 ? days.reduce((a, b) => Math.min(a, b)) : 0;
  const last = days.length > 0 ? days.reduce((a, b) => Math.max(a, b)) : -1;
  const listed = Uint8Array.from({ length: last - first + 1 }, (_, i) => ((((first + i + 3) % 7) + 7) % 7 < 5 ? 1 : 0));
  days.forEach((day, i) => {
    listed[day - first] = isWorkday[i];
  });
  return createWorkCalendar({ firstDay: first, isWorkday: listed });
}

/**
 * How long each case took from one stage to another: on its own clock, less the time it was suspended. A case without an
 * end is open and last seen at `until`, unless a later stage or its state says that the stage was skipped.
 */
export function* stageDurations(
  times: StageTimes,
  watch: Watch,
  calendar: WorkCalendar,
): Generator<number, StageDurations, void> {
  const n = times.start.length;
  const out = {
    seconds: new Uint32Array(n),
    ended: new Uint8Array(n),
    entry: new Uint32Array(n),
    reason: new Uint8Array(n),
  };
  for (let i = 0; i < n; i++) {
    if ((i & 0x3fff) === 0) yield i / n;
    out.reason[i] = reasonOf(times, i, watch);
    if (out.reason[i] !== used) continue;
    const [start, end] = [times.start[i], times.end[i]];
    const until = Math.max(start, Math.min(watch.until, times.seenUntil[i]));
    const ended = end <= until;
    const exit = ended ? end : until;
    const working = times.clock[i] === 1;
    const seconds = (to: number) => (working ? calendar.secondsBetween(start, to) : to - start);
    const whole = seconds(exit);
    const still = times.suspended[i] > 0 && exit > start ? times.suspended[i] * (whole / (exit - start)) : 0;
    out.seconds[i] = Math.round(Math.max(0, whole - still));
    out.ended[i] = ended ? 1 : 0;
    out.entry[i] = start < watch.from ? Math.min(out.seconds[i], Math.round(seconds(watch.from))) : 0;
  }
  return out;
}

function reasonOf({ start, end, later, opened, closed, state }: StageTimes, i: number, watch: Watch): number {
  if (state[i] === 2) return voided;
  if (closed[i] < opened[i]) return closedFirst;
  if (Number.isNaN(start[i])) return noStart;
  if (end[i] < start[i]) return negative;
  if (Number.isNaN(end[i]) && (state[i] === 1 || !Number.isNaN(later[i]))) return skipped;
  if (start[i] > watch.dataEnd || end[i] > watch.dataEnd) return afterData;
  if (start[i] > watch.until || end[i] < watch.from || (!watch.early && start[i] < watch.from)) return outside;
  return used;
}

/** A stretch of time from which there are data: its first and last moment. */
export type Stretch = readonly [first: number, last: number];

const daySeconds = 86_400;

/**
 * The stretches of moments that lie closer together than `gapDays` empty days, in order. A log made of several exports has
 * gaps: what happened in them nobody saw.
 */
export function stretchesOf(columns: readonly Float64Array[], gapDays: number): Stretch[] {
  const days = new Map<number, [number, number]>();
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      const at = column[i];
      if (Number.isNaN(at)) continue;
      const seen = days.get(Math.floor(at / daySeconds));
      if (!seen) days.set(Math.floor(at / daySeconds), [at, at]);
      else if (at < seen[0]) seen[0] = at;
      else if (at > seen[1]) seen[1] = at;
    }
  }
  const stretches: [number, number][] = [];
  let before = -Infinity;
  for (const [day, [first, last]] of [...days].sort(([a], [b]) => a - b)) {
    const open = stretches[stretches.length - 1];
    if (open && day - before <= gapDays) open[1] = last;
    else stretches.push([first, last]);
    before = day;
  }
  return stretches;
}

/** How many cases have each reason. */
export function countReasons(reason: Uint8Array): Uint32Array {
  const counts = new Uint32Array(durationReasons.length);
  for (let i = 0; i < reason.length; i++) counts[reason[i]]++;
  return counts;
}
