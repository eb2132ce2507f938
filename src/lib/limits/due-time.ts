import type { LimitUnit, WorkCalendar } from "../working-time.ts";

/** Units of limits in the order of their codes: a column holds 1 + the index, and 0 for no limit. */
export const limitUnits = ["cont_hour", "work_hour", "work_day", "cal_day"] as const satisfies readonly LimitUnit[];

/** A stretch for which a case was suspended; `to` is NaN while it still is. */
export type Pause = readonly [from: number, to: number];

/** Whether a limit of this unit counts office hours only. */
export function countsOfficeHours(unit: LimitUnit): boolean {
  return unit === "work_hour" || unit === "work_day";
}

/** Seconds between two moments on the clock of a limit: office hours or all hours. */
export function clockSeconds(calendar: WorkCalendar, office: boolean, from: number, to: number): number {
  return office ? calendar.secondsBetween(from, to) : to - from;
}

/**
 * When a limit that starts at `start` runs out, the clock standing still during pauses (in order, without overlap). NaN
 * while a pause that began before the limit ran out goes on.
 */
export function dueTime(
  calendar: WorkCalendar,
  start: number,
  limit: { readonly value: number; readonly unit: LimitUnit },
  pauses: readonly Pause[] = [],
): number {
  const plain = calendar.due(start, limit.value, limit.unit);
  const office = countsOfficeHours(limit.unit);
  let left = office ? calendar.secondsBetween(start, plain) : plain - start;
  let from = start;
  for (const [stop, go] of pauses) {
    if (stop < from) continue;
    const used = clockSeconds(calendar, office, from, stop);
    if (used >= left) break;
    if (Number.isNaN(go)) return Number.NaN;
    left -= used;
    from = go;
  }
  if (from === start) return plain;
  return office ? calendar.add(from, left) : from + left;
}

/** Seconds on the clock between two moments, less those of pauses. */
export function runningSeconds(
  calendar: WorkCalendar,
  office: boolean,
  [from, to]: readonly [number, number],
  pauses: readonly Pause[],
): number {
  let total = clockSeconds(calendar, office, from, to);
  for (const [stop, go] of pauses) {
    const end = Number.isNaN(go) ? to : Math.min(go, to);
    const begin = Math.max(stop, from);
    if (end > begin) total -= clockSeconds(calendar, office, begin, end);
  }
  return total;
}
