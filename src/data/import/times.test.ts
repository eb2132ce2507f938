import fc from "fast-check";
import { expect, test } from "vitest";
import { toNumber } from "./convert.ts";
import { readTime, spreadsheetTime } from "./times.ts";

const at = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0) =>
  Date.UTC(year, month - 1, day, hour, minute, second) / 1000;

test.each([
  ["2024-5-1 8:30", at(2024, 5, 1, 8, 30)],
  ["2024/05/01 08:30:15", at(2024, 5, 1, 8, 30, 15)],
  ["2024-05-01T08:30:15.250", at(2024, 5, 1, 8, 30, 15)],
  ["2024.5.1", at(2024, 5, 1)],
  ["2024年5月1日 8时30分", at(2024, 5, 1, 8, 30)],
  ["2024年5月1日8点", at(2024, 5, 1, 8)],
  ["２０２４－５－１".replaceAll("－", "-"), at(2024, 5, 1)],
  ["20240501", at(2024, 5, 1)],
  ["20240501083015", at(2024, 5, 1, 8, 30, 15)],
  ["20240501 08:30", at(2024, 5, 1, 8, 30)],
  ["2024-05-01 02:30 PM", at(2024, 5, 1, 14, 30)],
  ["2024/5/1 下午2:30:00", at(2024, 5, 1, 14, 30)],
  ["2024/5/1 上午12:05", at(2024, 5, 1, 0, 5)],
])("“%s” is a time", (text, seconds) => {
  expect(readTime(text)).toBe(seconds);
});

test.each([
  "",
  "昨天",
  "2024-02-30",
  "24-5-1",
  "2024-05-01 25:00",
  "12345",
  "1.5",
  "2024-5",
  "31.2304",
  "8:30",
  "-",
  "2024-05-01 13:00 PM",
])("“%s” is no time", (text) => {
  expect(readTime(text)).toBeNaN();
});

test("day and month can stand first", () => {
  expect(readTime("01/05/2024 08:30", "day-month-year")).toBe(at(2024, 5, 1, 8, 30));
  expect(readTime("05/01/2024", "month-day-year")).toBe(at(2024, 5, 1));
  expect(readTime("13/05/2024", "month-day-year")).toBeNaN();
});

test("every moment that is written comes back", () => {
  fc.assert(
    fc.property(fc.integer({ min: at(1950, 1, 1), max: at(2090, 1, 1) }), (seconds) => {
      const text = new Date(seconds * 1000).toISOString().slice(0, 19);
      expect(readTime(text)).toBe(seconds);
      expect(readTime(text.replace("T", " ").replaceAll("-", "/"))).toBe(seconds);
      expect(readTime(text.replace(/[-T:]/g, ""))).toBe(seconds);
    }),
    { seed: 8 },
  );
});

test("the days of spreadsheets begin in 1900, with a leap day that never was", () => {
  expect(spreadsheetTime(45_413.354166666664)).toBe(at(2024, 5, 1, 8, 30));
  expect(spreadsheetTime(1)).toBe(at(1900, 1, 1));
  expect(spreadsheetTime(61)).toBe(at(1900, 3, 1));
  expect(spreadsheetTime(Number.NaN)).toBeNaN();
});

test.each([
  ["1,234.5", 1234.5],
  ["12，345，678", 12_345_678],
  ["１２３．５", 123.5],
  ["1 234", 1234],
  ["-2", -2],
  ["1,23", "1,23"],
  ["abc", "abc"],
  ["2,220,230", 2_220_230],
])("the number “%s” is %s", (text, value) => {
  expect(toNumber(text)).toBe(value);
});
