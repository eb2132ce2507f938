/** Units of a time limit: continuous hours and calendar days run on; working hours and days count office hours only. */
export type LimitUnit = "cont_hour" | "work_hour" | "work_day" | "cal_day";

const secondsPerDay = 86_400;

/** Office hours of a working day in seconds since midnight, in order and without overlap. */
export type OfficeHours = readonly (readonly [from: number, to: number])[];

/** 08:00–12:00 and 14:00–18:00. */
export const defaultOfficeHours: OfficeHours = [
  [8 * 3600, 12 * 3600],
  [14 * 3600, 18 * 3600],
];

/** Which days are worked. Days outside the list follow the week: Monday to Friday. */
export interface WorkCalendarOptions {
  /** First listed day, in days since 1970-01-01. */
  readonly firstDay: number;
  /** One entry a day from `firstDay` on: 1 where the day is worked. */
  readonly isWorkday: ArrayLike<number | boolean>;
  readonly hours?: OfficeHours;
}

/** Arithmetic on wall-clock seconds since 1970-01-01 that counts office hours only. */
export interface WorkCalendar {
  /** Office seconds between two moments; negative when `to` is before `from`. */
  secondsBetween(from: number, to: number): number;
  /** The earliest moment at which `seconds` of office time have passed since `start`. */
  add(start: number, seconds: number): number;
  /** When a limit that starts at `start` runs out. One working day is a full day of office hours. */
  due(start: number, value: number, unit: LimitUnit): number;
}

/** True for Monday to Friday; `day` counts from 1970-01-01, a Thursday. */
function isWeekday(day: number): boolean {
  return (((day + 3) % 7) + 7) % 7 < 5;
}

/** Number of weekdays from 1970-01-01 (a Thursday) up to but not including `day`. */
function weekdaysBefore(day: number): number {
  const sinceMonday = day + 3;
  const weeks = Math.floor(sinceMonday / 7);
  return weeks * 5 + Math.min(5, sinceMonday - weeks * 7) - 3;
}

/** The weekday that has exactly `count` weekdays before it: the inverse of `weekdaysBefore`. */
function nthWeekday(count: number): number {
  const weeks = Math.floor((count + 3) / 5);
  return weeks * 7 + (count + 3 - weeks * 5) - 3;
}

/** Builds the calendar's running sums once; every later question is answered in constant time. */
export function createWorkCalendar(options: WorkCalendarOptions): WorkCalendar {
  const hours = options.hours ?? defaultOfficeHours;
  const perDay = hours.reduce((sum, [from, to]) => sum + to - from, 0);
  const { firstDay, isWorkday } = options;
  const lastDay = firstDay + isWorkday.length;
  const before = new Int32Array(isWorkday.length + 1);
  const worked: number[] = [];
  for (let i = 0; i < isWorkday.length; i++) {
    before[i] = worked.length;
    if (isWorkday[i]) worked.push(firstDay + i);
  }
  before[isWorkday.length] = worked.length;
  const shift = worked.length - (weekdaysBefore(lastDay) - weekdaysBefore(firstDay));

  const workdaysBefore = (day: number) => {
    if (day <= firstDay) return weekdaysBefore(day) - weekdaysBefore(firstDay);
    if (day <= lastDay) return before[day - firstDay];
    return weekdaysBefore(day) - weekdaysBefore(firstDay) + shift;
  };
  const nthWorkday = (count: number) => {
    if (count < 0) return nthWeekday(count + weekdaysBefore(firstDay));
    if (count < worked.length) return worked[count];
    return nthWeekday(count - shift + weekdaysBefore(firstDay));
  };
  const worksOn = (day: number) =>
    day >= firstDay && day < lastDay ? Boolean(isWorkday[day - firstDay]) : isWeekday(day);

  /** Office seconds since the first listed day. */
  const clock = (moment: number) => {
    const day = Math.floor(moment / secondsPerDay);
    const total = workdaysBefore(day) * perDay;
    return worksOn(day) ? total + officeSeconds(hours, moment - day * secondsPerDay) : total;
  };
  const add = (start: number, seconds: number) => {
    if (!(seconds >= 0)) throw new Error(`add: seconds must not be negative, got ${seconds}`);
    if (seconds === 0) return start;
    const target = clock(start) + seconds;
    const count = Math.ceil(target / perDay) - 1;
    return nthWorkday(count) * secondsPerDay + timeOfDay(hours, target - count * perDay);
  };
  return {
    secondsBetween: (from, to) => clock(to) - clock(from),
    add,
    due: (start, value, unit) => {
      if (unit === "cont_hour") return start + value * 3600;
      if (unit === "cal_day") return start + value * secondsPerDay;
      return add(start, unit === "work_hour" ? value * 3600 : value * perDay);
    },
  };
}

/** Office seconds of a working day up to a time of day. */
function officeSeconds(hours: OfficeHours, timeOfDaySeconds: number): number {
  let total = 0;
  for (const [from, to] of hours) total += Math.max(0, Math.min(to, timeOfDaySeconds) - from);
  return total;
}

/** The earliest time of day at which `seconds` > 0 of a day's office hours have passed. */
function timeOfDay(hours: OfficeHours, seconds: number): number {
  let left = seconds;
  for (const [from, to] of hours) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  throw new Error("timeOfDay: more seconds than a day has office hours");
}
