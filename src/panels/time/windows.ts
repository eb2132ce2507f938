import type { TimeRange } from "../../domain/filters.ts";

export const day = 86_400;

/** A window that a button offers; `null` is the whole dataset. */
export interface Preset {
  readonly key: "all" | "last7" | "last30" | "last90" | "thisYear" | "lastYear" | "yearEarlier";
  readonly window: TimeRange | null;
  /** The calendar year that the window is. */
  readonly year?: number;
}

/** The windows that make sense for data of this range, seen from its last day. */
export function presetsOf(data: TimeRange, present: TimeRange | null): Preset[] {
  const [from, to] = wholeDays(data);
  const lastDays = (days: number): TimeRange => [to + 1 - days * day, to];
  const year = new Date(to * 1000).getUTCFullYear();
  const presets: Preset[] = [{ key: "all", window: null }];
  const add = (key: Preset["key"], window: TimeRange, more: Partial<Preset> = {}) => {
    if (window[0] >= from && window[1] - window[0] < to - from) presets.push({ key, window, ...more });
  };
  add("last7", lastDays(7));
  add("last30", lastDays(30));
  add("last90", lastDays(90));
  add("thisYear", clip(yearRange(year), [from, to]), { year });
  if (yearRange(year - 1)[1] > from) add("lastYear", clip(yearRange(year - 1), [from, to]), { year: year - 1 });
  if (present) add("yearEarlier", yearEarlier(present));
  return presets;
}

/** The same dates one year before; 29 February becomes 1 March. */
export function yearEarlier([from, to]: TimeRange): TimeRange {
  return [shiftYear(from), shiftYear(to + 1) - 1];
}

function shiftYear(seconds: number): number {
  const date = new Date(seconds * 1000);
  return date.setUTCFullYear(date.getUTCFullYear() - 1) / 1000;
}

function yearRange(year: number): TimeRange {
  return [Date.UTC(year, 0) / 1000, Date.UTC(year + 1, 0) / 1000 - 1];
}

function clip([from, to]: TimeRange, [low, high]: TimeRange): TimeRange {
  return [Math.max(from, low), Math.min(to, high)];
}

/** The range from the first second of its first day to the last of its last. */
export function wholeDays([from, to]: TimeRange): TimeRange {
  return [Math.floor(from / day) * day, (Math.floor(to / day) + 1) * day - 1];
}

/** First and last day of a range, `YYYY-MM-DD`. */
export function datesOf([from, to]: TimeRange): [from: string, to: string] {
  const date = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);
  return [date(from), date(to)];
}

/** The range from the first second of a first day to the last second of a last one. */
export function rangeOf([from, to]: readonly [from: string, to: string]): TimeRange {
  return [Date.parse(`${from}T00:00:00Z`) / 1000, Date.parse(`${to}T00:00:00Z`) / 1000 + day - 1];
}

/** Where playback goes next: the window a stride on, or `null` when it has reached the end. */
export function playOn(window: TimeRange, strideSeconds: number, data: TimeRange): TimeRange | null {
  const [, end] = wholeDays(data);
  if (window[1] >= end) return null;
  const by = Math.min(strideSeconds, end - window[1]);
  return [window[0] + by, window[1] + by];
}

/** Where playback begins: the present window, or at the start of the data where there is none or it is at the end. */
export function playFrom(present: TimeRange | null, data: TimeRange): TimeRange {
  const [from, to] = wholeDays(data);
  if (present && present[1] < to) return present;
  const length = present ? present[1] - present[0] + 1 : Math.max(day, Math.round((to - from) / 12 / day) * day);
  return [from, from + length - 1];
}

/** Playback crosses the whole data in about 240 strides of whole steps. */
export function playStride(data: TimeRange, step: number): number {
  return Math.max(step, Math.round((data[1] - data[0]) / 240 / step) * step);
}
