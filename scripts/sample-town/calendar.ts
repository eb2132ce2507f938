import { createWorkCalendar, type WorkCalendar } from "../../src/lib/working-time.ts";

/** Days since 1970-01-01 of an ISO date. */
export function dayOf(date: string): number {
  return Date.parse(date) / 86_400_000;
}

/** ISO date of a day number. */
export function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** The listed days: three years of data, and the weeks after them in which limits still run. */
export const firstDay = dayOf("2023-01-01");
export const lastDay = dayOf("2026-01-04");

/** Public holidays: first and last day, name. */
const holidays: readonly (readonly [string, string, string])[] = [
  ["2023-01-01", "2023-01-02", "元旦"],
  ["2023-01-21", "2023-01-27", "春节"],
  ["2023-04-05", "2023-04-05", "清明节"],
  ["2023-04-29", "2023-05-03", "劳动节"],
  ["2023-06-22", "2023-06-24", "端午节"],
  ["2023-09-29", "2023-10-06", "中秋节、国庆节"],
  ["2024-01-01", "2024-01-01", "元旦"],
  ["2024-02-10", "2024-02-17", "春节"],
  ["2024-04-04", "2024-04-06", "清明节"],
  ["2024-05-01", "2024-05-05", "劳动节"],
  ["2024-06-10", "2024-06-10", "端午节"],
  ["2024-09-15", "2024-09-17", "中秋节"],
  ["2024-10-01", "2024-10-07", "国庆节"],
  ["2025-01-01", "2025-01-01", "元旦"],
  ["2025-01-28", "2025-02-04", "春节"],
  ["2025-04-04", "2025-04-06", "清明节"],
  ["2025-05-01", "2025-05-05", "劳动节"],
  ["2025-05-31", "2025-06-02", "端午节"],
  ["2025-10-01", "2025-10-08", "国庆节、中秋节"],
  ["2026-01-01", "2026-01-03", "元旦"],
];

/** Weekend days that were worked to make up for holidays (调休). */
const makeUpDays = [
  "2023-01-28",
  "2023-01-29",
  "2023-04-23",
  "2023-05-06",
  "2023-06-25",
  "2023-10-07",
  "2023-10-08",
  "2024-02-04",
  "2024-02-18",
  "2024-04-07",
  "2024-04-28",
  "2024-05-11",
  "2024-09-14",
  "2024-09-29",
  "2024-10-12",
  "2025-01-26",
  "2025-02-08",
  "2025-04-27",
  "2025-09-28",
  "2025-10-11",
  "2026-01-04",
];

/** One day of the official calendar. */
export interface CalendarDay {
  readonly date: string;
  readonly isWorkday: boolean;
  readonly note: string;
}

/** The official calendar from `firstDay` to `lastDay`. */
export const calendarDays: readonly CalendarDay[] = Array.from({ length: lastDay - firstDay + 1 }, (_, i) => {
  const day = firstDay + i;
  const date = dateOf(day);
  const holiday = holidays.find(([from, to]) => date >= from && date <= to);
  if (holiday) return { date, isWorkday: false, note: holiday[2] };
  if (makeUpDays.includes(date)) return { date, isWorkday: true, note: "调休上班" };
  const isWeekend = (day + 3) % 7 >= 5;
  return { date, isWorkday: !isWeekend, note: isWeekend ? "周末" : "" };
});

export const workCalendar: WorkCalendar = createWorkCalendar({
  firstDay,
  isWorkday: calendarDays.map((day) => day.isWorkday),
});
