import { daysFromCivil } from "./wall-clock.ts";

/** In which order a text names day, month and year. */
export type DateOrder = "year-month-day" | "day-month-year" | "month-day-year";

const daySeconds = 86_400;
const groups = new Int32Array(8);
const widths = new Int32Array(8);

const separators = new Set(Array.from("-/. :T年月日号时点分秒", (character) => character.charCodeAt(0)));
const colon = 58;
const fullStop = 46;

/**
 * Splits a text into groups of digits; the number of groups, or -1 where it holds anything that no time has. Fractions of
 * seconds are left out. One pass without regular expressions: a million rows have millions of times.
 */
function digitGroups(text: string, end: number): number {
  let count = 0;
  let inside = false;
  for (let at = 0; at < end; at++) {
    let code = text.charCodeAt(at);
    if (code >= 0xff10 && code <= 0xff19) code -= 0xff10 - 48;
    if (code >= 48 && code <= 57) {
      if (!inside) {
        if (count === groups.length) return -1;
        groups[count] = 0;
        widths[count++] = 0;
        inside = true;
      }
      const place = count - 1;
      if ((widths[place] as number) >= 14) return -1;
      widths[place] = (widths[place] as number) + 1;
      if ((widths[place] as number) <= 8) groups[place] = (groups[place] as number) * 10 + code - 48;
      continue;
    }
    if (code === 0xff1a) code = colon;
    if (!separators.has(code)) return -1;
    if (code === fullStop && count === 6) return 6;
    inside = false;
  }
  return count;
}

function secondsOf(year: number, month: number, day: number, time: readonly [number, number, number]): number {
  const [hour, minute, second] = time;
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1) return Number.NaN;
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN;
  const next = month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1);
  const days = daysFromCivil(year, month, day);
  return days < next ? days * daySeconds + hour * 3600 + minute * 60 + second : Number.NaN;
}

const compact = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/;

function compactSeconds(text: string): number {
  const match = compact.exec(text);
  if (!match) return Number.NaN;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return secondsOf(year, month, day, [hour, minute, second]);
}

const half = /\s*(am|pm|上午|下午)\s*/i;

/**
 * Wall-clock seconds since 1970 of a date or time as files write it: `2024-5-1 8:30`, `2024/05/01`, `2024年5月1日 8时30分`,
 * `20240501083000`, full-width digits, with AM/PM or 上午/下午; NaN where it is none, or where it does not begin (or end)
 * with a year of four digits.
 */
export function readTime(text: string, order: DateOrder = "year-month-day"): number {
  let source = text;
  let late: boolean | undefined;
  const last = text.charCodeAt(text.length - 1) | 32;
  if (last === 109 || text.includes("午")) {
    const word = half.exec(text);
    if (!word) return Number.NaN;
    late = word[1]?.toLowerCase() === "pm" || word[1] === "下午";
    source = text.replace(half, " ").trim();
  }
  const count = digitGroups(source, source.length);
  if (count === 1) return compactSeconds(source);
  if (count >= 2 && widths[0] === 8) return compactSeconds(source.slice(0, 8)) + clockOf(source.slice(8));
  if (count < 3 || count > 6 || (count === 4 && !/[时点T]/.test(source))) return Number.NaN;
  const [a, b, c] = groups as unknown as [number, number, number];
  const yearFirst = order === "year-month-day";
  if (widths[yearFirst ? 0 : 2] !== 4) return Number.NaN;
  let hour = count > 3 ? (groups[3] as number) : 0;
  if (late !== undefined) {
    if (hour > 12) return Number.NaN;
    hour = (hour % 12) + (late ? 12 : 0);
  }
  const time = [hour, count > 4 ? (groups[4] as number) : 0, count > 5 ? (groups[5] as number) : 0] as const;
  if (yearFirst) return secondsOf(a, b, c, time);
  return order === "day-month-year" ? secondsOf(c, b, a, time) : secondsOf(c, a, b, time);
}

/** Seconds of a clock written after a date in eight digits, such as `083000`. */
function clockOf(text: string): number {
  const match = /^\s*(\d{2}):?(\d{2}):?(\d{2})?$/.exec(text);
  if (!match) return Number.NaN;
  const [hour = 0, minute = 0, second = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return hour < 24 && minute < 60 && second < 60 ? hour * 3600 + minute * 60 + second : Number.NaN;
}

/** Wall-clock seconds of a day count of a spreadsheet (1 is 1900-01-01; 60 is the day that never was). */
export function spreadsheetTime(days: number): number {
  if (!Number.isFinite(days) || days < 1 || days > 2_958_466) return Number.NaN;
  return Math.round((days - (days < 60 ? 25_568 : 25_569)) * daySeconds);
}
