import { expect, test } from "vitest";
import { toWallClock, wallClockAt } from "./time-zone.ts";
import { daysFromCivil, formatWallClock, monthName, monthOf, parseWallClock } from "./wall-clock.ts";

test("days, months and seconds agree with the calendar of Date over four centuries", () => {
  for (let day = daysFromCivil(1900, 1, 1); day < daysFromCivil(2300, 1, 1); day += 13) {
    const date = new Date(day * 86_400_000);
    expect(daysFromCivil(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(day);
    expect(monthName(monthOf(day * 86_400))).toBe(date.toISOString().slice(0, 7));
  }
});

test("wall-clock texts are read with blank or T, with or without seconds", () => {
  const noon = Date.UTC(2024, 1, 29, 12, 30) / 1000;
  expect(parseWallClock("2024-02-29 12:30:00")).toBe(noon);
  expect(parseWallClock("2024-02-29T12:30")).toBe(noon);
  expect(parseWallClock("2024-02-29T12:30:00.250")).toBe(noon);
  expect(parseWallClock("2024-02-29")).toBe(noon - 12.5 * 3600);
  expect(formatWallClock(noon)).toBe("2024-02-29T12:30:00");
});

test.each(["2023-02-29", "2024-13-01", "2024-01-00", "2024-01-01 24:00:00", "yesterday", "2024-1-1", ""])(
  "“%s” is no time",
  (text) => {
    expect(parseWallClock(text)).toBeNaN();
  },
);

test("moments become wall-clock times of the zone, in summer and in winter", () => {
  const at = (text: string, zone: string): string => formatWallClock(wallClockAt(Date.parse(text) / 1000, zone));
  expect(at("2024-07-01T12:00:00Z", "America/New_York")).toBe("2024-07-01T08:00:00");
  expect(at("2024-01-01T03:00:00Z", "America/New_York")).toBe("2023-12-31T22:00:00");
  expect(at("2024-01-01T16:00:00Z", "Asia/Shanghai")).toBe("2024-01-02T00:00:00");
});

test("source times are converted as their kind or their offset says", () => {
  const zone = "Asia/Shanghai";
  const eight = Date.UTC(2024, 0, 1, 8) / 1000;
  expect(toWallClock("2024/01/01 08:00:00", "wall-clock", zone)).toBe(eight);
  expect(toWallClock("2024-01-01 00:00:00", "utc", zone)).toBe(eight);
  expect(toWallClock("1704067200", "epoch-seconds", zone)).toBe(eight);
  expect(toWallClock(1_704_067_200_000, "epoch-milliseconds", zone)).toBe(eight);
  expect(toWallClock("2024-01-01T01:00:00+01:00", "wall-clock", zone)).toBe(eight);
  expect(toWallClock("soon", "utc", zone)).toBe("soon");
});
