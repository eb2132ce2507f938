import { describe, expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { createWorkCalendar } from "../working-time.ts";
import { dueTime, limitUnits, runningSeconds } from "./due-time.ts";

const at = (text: string) => Date.parse(`${text}Z`) / 1000;
const day = (date: string) => at(`${date}T00:00`) / 86_400;
// Spring Festival 2024: 10–17 February off, Sunday 18 February worked.
const firstDay = day("2024-02-04");
const off = new Set([
  "2024-02-10",
  "2024-02-11",
  "2024-02-12",
  "2024-02-13",
  "2024-02-14",
  "2024-02-15",
  "2024-02-16",
  "2024-02-17",
]);
const dates = Array.from({ length: 28 }, (_, i) => new Date((firstDay + i) * 86_400_000).toISOString().slice(0, 10));
const isWorkday = dates.map((date, i) =>
  date === "2024-02-04" || date === "2024-02-18" || (!off.has(date) && (firstDay + i + 3) % 7 < 5) ? 1 : 0,
);
const calendar = createWorkCalendar({ firstDay, isWorkday });

describe("due times", () => {
  test.each([
    ["2024-03-01T17:00", 2, "cont_hour", "2024-03-01T19:00"],
    ["2024-03-01T17:00", 4, "work_hour", "2024-03-04T11:00"],
    ["2024-03-01T17:00", 1, "work_day", "2024-03-04T17:00"],
    ["2024-03-01T11:00", 2, "work_hour", "2024-03-01T15:00"],
    ["2024-03-02T10:00", 2, "work_hour", "2024-03-04T10:00"],
    ["2024-02-09T17:00", 4, "work_hour", "2024-02-18T11:00"],
    ["2024-03-02T10:00", 1, "cal_day", "2024-03-03T10:00"],
  ] as const)("%s and %d %s run out at %s", (start, value, unit, due) => {
    expect(dueTime(calendar, at(start), { value, unit })).toBe(at(due));
  });

  test("a pause over a weekend costs a limit of working hours only the hours it stood still in", () => {
    // One hour is used on Friday, the clock stands from 18:00 on Friday to 10:00 on Monday: three hours are left then.
    const pause = [at("2024-03-01T18:00"), at("2024-03-04T10:00")] as const;
    expect(dueTime(calendar, at("2024-03-01T17:00"), { value: 4, unit: "work_hour" }, [pause])).toBe(
      at("2024-03-04T15:00"),
    );
  });

  test("a pause pushes a continuous limit back by its length, and one after the limit ran out by nothing", () => {
    const limit = { value: 4, unit: "cont_hour" } as const;
    const start = at("2024-03-01T08:00");
    expect(dueTime(calendar, start, limit, [[start + 3600, start + 10_800]])).toBe(start + 6 * 3600);
    expect(dueTime(calendar, start, limit, [[start + 5 * 3600, start + 9 * 3600]])).toBe(start + 4 * 3600);
  });

  test("while a case is suspended its limit has no end", () => {
    const start = at("2024-03-01T08:00");
    expect(dueTime(calendar, start, { value: 4, unit: "cont_hour" }, [[start + 3600, Number.NaN]])).toBeNaN();
    expect(dueTime(calendar, start, { value: 4, unit: "cont_hour" }, [[start + 5 * 3600, Number.NaN]])).toBe(
      start + 4 * 3600,
    );
  });

  test("the clock shows just the limit when it runs out, whatever the pauses", () => {
    const random = createRandom(7, "due");
    for (let trial = 0; trial < 500; trial++) {
      const start = at("2024-02-05T00:00") + random.below(10 * 86_400);
      const unit = random.pick(limitUnits);
      const value = 1 + random.below(12);
      const from = start + random.below(3 * 86_400);
      const pauses = [[from, from + 1 + random.below(2 * 86_400)]] as const;
      const due = dueTime(calendar, start, { value, unit }, pauses);
      const office = unit === "work_hour" || unit === "work_day";
      const limit = value * { cont_hour: 3600, work_hour: 3600, work_day: 8 * 3600, cal_day: 86_400 }[unit];
      expect(runningSeconds(calendar, office, [start, due], pauses)).toBe(limit);
    }
  });
});
