import { cumulate } from "../../src/lib/random.ts";
import { calendarDays, dayOf, firstDay } from "./calendar.ts";
import type { CaseCategory } from "./catalogue.ts";

/** The months of the sample: January 2024 to December 2025. */
export const monthCount = 24;

/** First day of a month of the sample, in days since 1970-01-01; month 24 is the day after the last. */
export function monthStart(month: number): number {
  const year = 2024 + Math.floor(month / 12);
  return dayOf(`${year}-${String((month % 12) + 1).padStart(2, "0")}-01`);
}

/** Wall-clock second up to which the data is complete. */
export const asOf = monthStart(monthCount) * 86_400;

/** How a source reports: per category its share, its hours, and its Monday-to-Sunday and holiday pace. */
interface SourceRhythm {
  readonly code: string;
  readonly shares: Readonly<Record<CaseCategory, number>>;
  readonly hours: readonly number[];
  readonly week: readonly number[];
  readonly holiday: number;
  /** Median minutes from report to acceptance. */
  readonly acceptMinutes: number;
}

const dayShift = [1, 0.6, 0.4, 0.4, 0.6, 1.5, 4, 11, 17, 19, 17, 11, 7, 13, 18, 17, 14, 9, 6, 5, 4, 3, 2, 1.4];
const evening = [1.6, 1, 0.7, 0.6, 0.7, 1.2, 3, 7, 11, 13, 12, 9, 8, 9, 10, 10, 10, 11, 14, 18, 19, 15, 8, 3.5];
const office = [0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.5, 3, 13, 18, 16, 10, 4, 13, 16, 15, 11, 5, 2, 1.5, 1, 0.6, 0.3, 0.2];
const steady = [
  3, 2.6, 2.4, 2.4, 2.7, 3.4, 4.6, 5.5, 5.4, 5, 4.8, 4.8, 4.7, 4.8, 4.9, 5, 5.2, 5.6, 5.8, 5.6, 5, 4.4, 3.8, 3.3,
];

export const sources: readonly SourceRhythm[] = [
  {
    code: "patrol",
    shares: { component: 0.7, event: 0.59, service: 0 },
    hours: dayShift,
    week: [1.04, 1.05, 1.05, 1.04, 1.02, 0.78, 0.72],
    holiday: 0.5,
    acceptMinutes: 2,
  },
  {
    code: "hotline_12345",
    shares: { component: 0.12, event: 0.16, service: 0.64 },
    hours: evening,
    week: [1.12, 1.05, 1.02, 1, 0.98, 0.93, 0.9],
    holiday: 0.7,
    acceptMinutes: 16,
  },
  {
    code: "video",
    shares: { component: 0.01, event: 0.1, service: 0 },
    hours: steady,
    week: [1, 1, 1, 1, 1.02, 1, 0.98],
    holiday: 0.95,
    acceptMinutes: 2,
  },
  {
    code: "neighborhood",
    shares: { component: 0.06, event: 0.055, service: 0.13 },
    hours: office,
    week: [1.2, 1.2, 1.2, 1.15, 1.15, 0.55, 0.45],
    holiday: 0.25,
    acceptMinutes: 26,
  },
  {
    code: "wechat",
    shares: { component: 0.03, event: 0.03, service: 0.08 },
    hours: evening,
    week: [0.95, 0.96, 0.98, 1, 1.02, 1.06, 1.05],
    holiday: 0.9,
    acceptMinutes: 32,
  },
  {
    code: "public_app",
    shares: { component: 0.04, event: 0.04, service: 0.07 },
    hours: evening,
    week: [0.96, 0.97, 0.98, 1, 1.02, 1.05, 1.03],
    holiday: 0.9,
    acceptMinutes: 24,
  },
  {
    code: "sensor",
    shares: { component: 0.03, event: 0.008, service: 0 },
    hours: steady,
    week: [1, 1, 1, 1, 1, 1, 1],
    holiday: 1,
    acceptMinutes: 1,
  },
  {
    code: "transfer",
    shares: { component: 0.005, event: 0.006, service: 0.03 },
    hours: office,
    week: [1.3, 1.2, 1.2, 1.2, 1.1, 0.2, 0.1],
    holiday: 0.1,
    acceptMinutes: 45,
  },
  {
    code: "leader",
    shares: { component: 0.003, event: 0.005, service: 0.01 },
    hours: office,
    week: [1.2, 1.2, 1.2, 1.2, 1.2, 0.3, 0.2],
    holiday: 0.2,
    acceptMinutes: 6,
  },
  {
    code: "whistle",
    shares: { component: 0, event: 0.005, service: 0.03 },
    hours: office,
    week: [1.2, 1.2, 1.2, 1.2, 1.2, 0.3, 0.2],
    holiday: 0.2,
    acceptMinutes: 12,
  },
  {
    code: "media",
    shares: { component: 0.002, event: 0.001, service: 0.01 },
    hours: office,
    week: [1.1, 1.1, 1.1, 1.1, 1.1, 0.6, 0.6],
    holiday: 0.4,
    acceptMinutes: 60,
  },
];

/** Running sums of the sources' shares within a category. */
export const sourceSums: Readonly<Record<CaseCategory, Float64Array>> = {
  component: cumulate(sources.map((source) => source.shares.component)),
  event: cumulate(sources.map((source) => source.shares.event)),
  service: cumulate(sources.map((source) => source.shares.service)),
};

export const hourSums: readonly Float64Array[] = sources.map((source) => cumulate(source.hours));

/** Pace of the year, January to December. */
const yearPace = [0.92, 0.78, 0.99, 1.01, 1.04, 1.08, 1.12, 1.1, 1.04, 1.0, 0.98, 0.94];

/** Main lines of weather in a month: rain, heat, frost, as factors for items that depend on them. */
const seasons: Readonly<Record<string, readonly number[]>> = {
  E0506: [0.2, 0.3, 0.5, 0.7, 0.9, 2.6, 2.2, 2.4, 1.6, 0.5, 0.3, 0.2],
  E0503: [0.8, 0.8, 0.9, 1, 1, 1.4, 1.3, 1.3, 1.1, 0.9, 0.8, 0.8],
  E0507: [6, 4, 0.2, 0, 0, 0, 0, 0, 0, 0, 0, 1.8],
  E0129: [0.1, 0.1, 0.4, 0.9, 1.5, 2, 2.3, 2.2, 1.6, 0.8, 0.2, 0.1],
  E0120: [1.6, 1.6, 1.4, 1.6, 0.6, 0.5, 0.6, 0.8, 0.8, 1, 0.9, 1.3],
  E0304: [1.2, 1.1, 1.3, 1.3, 1.1, 0.6, 0.6, 0.7, 0.9, 1.2, 1.3, 1.2],
  E0112: [0.8, 0.8, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 1, 1.1, 1.6, 1.3],
  S0202: [0.3, 0.4, 0.8, 1.2, 1.4, 1.3, 1.3, 1.3, 1.3, 1.2, 0.8, 0.5],
  S0401: [1.1, 1.2, 1, 1, 0.9, 1, 1, 1, 1, 1, 1, 1],
  E0401: [0.7, 0.6, 0.9, 1, 1.1, 1.2, 1.2, 1.2, 1.1, 1.1, 1, 0.9],
};

export function seasonOf(subCode: string, month: number): number {
  return seasons[subCode]?.[month % 12] ?? 1;
}

/** Pace of a day for a source: week, holidays, season and a slow growth of 6 % a year. */
export function dayPace(source: number, day: number): number {
  const { week, holiday } = sources[source];
  const info = calendarDays[day - firstDay];
  const isHoliday = info && !info.isWorkday && info.note !== "周末";
  const isSpringFestival = info?.note === "春节";
  const month = Number(info?.date.slice(5, 7) ?? 1) - 1;
  const growth = 1 + (0.06 * (day - monthStart(0))) / 365;
  const weekday = info?.isWorkday ? Math.min(4, (day + 3) % 7) : (day + 3) % 7;
  const pace = isHoliday ? holiday * (isSpringFestival ? 0.75 : 1) : week[weekday];
  return pace * yearPace[month] * growth;
}

/** Shares of the months in all cases; they add up to 1. */
export function monthShares(): Float64Array {
  const sums = new Float64Array(monthCount);
  for (let month = 0; month < monthCount; month++) {
    for (let day = monthStart(month); day < monthStart(month + 1); day++) {
      sources.forEach((source, s) => {
        sums[month] +=
          dayPace(s, day) *
          (source.shares.event * 0.62 + source.shares.component * 0.16 + source.shares.service * 0.22);
      });
    }
  }
  const total = sums.reduce((a, b) => a + b, 0);
  return sums.map((sum) => sum / total);
}
