import { describe, expect, test } from "vitest";
import { createRandom } from "./random.ts";
import { createWorkCalendar, type LimitUnit } from "./working-time.ts";

const seconds = (text: string) => Date.parse(`${text.replace(" ", "T")}:00Z`) / 1000;
const text = (moment: number) => new Date(moment * 1000).toISOString().slice(0, 16).replace("T", " ");
const day = (date: string) => Date.parse(date) / 86_400_000;

/** 2024-01-01 … 2024-03-31 with the Spring Festival of 10–17 February and its two make-up days. */
const firstDay = day("2024-01-01");
const isWorkday = Array.from({ length: 91 }, (_, i) => {
  const date = new Date((firstDay + i) * 86_400_000).toISOString().slice(0, 10);
  if (date === "2024-02-04" || date === "2024-02-18") return true;
  if (date === "2024-01-01" || (date >= "2024-02-10" && date <= "2024-02-17")) return false;
  return (firstDay + i + 3) % 7 < 5;
});
const calendar = createWorkCalendar({ firstDay, isWorkday });

describe("limits of the working-time standard", () => {
  const vectors: [string, number, LimitUnit, string][] = [
    ["2024-03-01 17:00", 2, "cont_hour", "2024-03-01 19:00"],
    ["2024-03-01 17:00", 4, "work_hour", "2024-03-04 11:00"],
    ["2024-03-01 17:00", 1, "work_day", "2024-03-04 17:00"],
    ["2024-03-01 11:00", 2, "work_hour", "2024-03-01 15:00"],
    ["2024-03-02 10:00", 2, "work_hour", "2024-03-04 10:00"],
    ["2024-02-09 17:00", 4, "work_hour", "2024-02-18 11:00"],
    ["2024-03-02 10:00", 1, "cal_day", "2024-03-03 10:00"],
  ];
  for (const [start, value, unit, due] of vectors) {
    test(`${value} ${unit} from ${start} run out at ${due}`, () => {
      expect(text(calendar.due(seconds(start), value, unit))).toBe(due);
    });
  }
});

test("a limit that ends with the office day is due at its end, not on the next morning", () => {
  expect(text(calendar.due(seconds("2024-03-01 08:00"), 1, "work_day"))).toBe("2024-03-01 18:00");
  expect(text(calendar.due(seconds("2024-03-01 08:00"), 4, "work_hour"))).toBe("2024-03-01 12:00");
  expect(text(calendar.due(seconds("2024-03-01 18:30"), 4, "work_hour"))).toBe("2024-03-04 12:00");
});

test("adding office time and measuring it are inverse, inside the calendar, before it and after it", () => {
  const random = createRandom(5);
  for (let i = 0; i < 5000; i++) {
    const start = Math.floor(random.between(seconds("2023-11-01 00:00"), seconds("2024-06-01 00:00")));
    const length = 1 + random.below(40 * 8 * 3600);
    const end = calendar.add(start, length);
    expect(calendar.secondsBetween(start, end)).toBe(length);
    expect(calendar.secondsBetween(start, end - 1)).toBe(length - 1);
  }
});

test("the order of two moments changes only the sign of the office time between them", () => {
  const [a, b] = [seconds("2024-02-08 09:00"), seconds("2024-02-19 09:00")];
  expect(calendar.secondsBetween(a, b)).toBe(3 * 8 * 3600);
  expect(calendar.secondsBetween(b, a)).toBe(-3 * 8 * 3600);
  expect(() => calendar.add(a, -1)).toThrow("negative");
});
