import { expect, test } from "vitest";
import type { TimeRange } from "../../domain/filters.ts";
import { datesOf, day, playFrom, playOn, playStride, presetsOf, rangeOf, yearEarlier } from "./windows.ts";

const at = (text: string) => Date.parse(`${text}Z`) / 1000;
const days = (from: string, to: string): TimeRange => [at(`${from}T00:00:00`), at(`${to}T23:59:59`)];
const data: TimeRange = [at("2024-01-03T06:00:00"), at("2025-12-30T21:15:00")];

test("windows end with the last day of the data", () => {
  const windows = Object.fromEntries(presetsOf(data, null).map(({ key, window }) => [key, window]));
  expect(windows).toEqual({
    all: null,
    last7: days("2025-12-24", "2025-12-30"),
    last30: days("2025-12-01", "2025-12-30"),
    last90: days("2025-10-02", "2025-12-30"),
    thisYear: days("2025-01-01", "2025-12-30"),
    lastYear: days("2024-01-03", "2024-12-31"),
  });
});

test("windows that the data does not fill are not offered", () => {
  expect(presetsOf(days("2025-12-01", "2025-12-20"), null).map(({ key }) => key)).toEqual(["all", "last7"]);
});

test("a year earlier is the same dates, where the data reaches back that far", () => {
  const present = days("2025-03-01", "2025-05-31");
  expect(presetsOf(data, present).at(-1)).toEqual({ key: "yearEarlier", window: days("2024-03-01", "2024-05-31") });
  expect(presetsOf(data, days("2024-03-01", "2024-05-31")).some(({ key }) => key === "yearEarlier")).toBe(false);
  expect(yearEarlier(days("2024-02-29", "2024-02-29"))).toEqual(days("2023-03-01", "2023-02-28"));
});

test("playback moves a window of the same length up to the last day, then ends", () => {
  const first = playFrom(null, data);
  expect(first[0]).toBe(at("2024-01-03T00:00:00"));
  const stride = playStride(data, day);
  let window: TimeRange | null = first;
  let last = first;
  let strides = 0;
  while (window) {
    last = window;
    expect(window[1] - window[0]).toBe(first[1] - first[0]);
    window = playOn(window, stride, data);
    strides++;
  }
  expect(last[1]).toBe(at("2025-12-30T23:59:59"));
  expect(strides).toBeGreaterThan(150);
  expect(playFrom(last, data)[0]).toBe(first[0]);
  expect(playFrom(days("2024-05-01", "2024-05-31"), data)).toEqual(days("2024-05-01", "2024-05-31"));
});

test("dates name whole days and give them back", () => {
  const range = rangeOf(["2024-02-28", "2024-03-01"]);
  expect(range[1] - range[0] + 1).toBe(3 * 86_400);
  expect(datesOf(range)).toEqual(["2024-02-28", "2024-03-01"]);
});
