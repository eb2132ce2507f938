import { expect, test } from "vitest";
import { createFormat } from "../../i18n/format.ts";
import { timeTicks } from "./ticks.ts";

const at = (text: string) => Date.parse(`${text}Z`) / 1000;
const ticks = (from: string, to: string, widthPx: number) =>
  timeTicks({ bounds: [at(from), at(to)], widthPx }, createFormat("en"));

test("years of data are marked by months, with the year at January", () => {
  const labels = ticks("2024-01-01T00:00", "2026-01-01T00:00", 800).map(({ label }) => label);
  expect(labels).toEqual(["2024", "Mar", "May", "Jul", "Sep", "Nov", "2025", "Mar", "May", "Jul", "Sep", "Nov"]);
});

test("a month is marked by weeks from Monday, a day by hours", () => {
  expect(ticks("2015-09-11T00:00", "2015-10-12T00:00", 800).map(({ label }) => label)).toEqual([
    "9/14",
    "9/21",
    "9/28",
    "10/5",
  ]);
  expect(ticks("2024-03-01T00:00", "2024-03-02T00:00", 300).map(({ label }) => label)).toEqual([
    "3/1",
    "06:00",
    "12:00",
    "18:00",
  ]);
});

test("labels never lie closer than they are wide", () => {
  for (const widthPx of [200, 500, 1400]) {
    const places = ticks("1999-02-01T00:00", "2026-01-01T00:00", widthPx).map(({ at }) => at);
    const pxPerSecond = widthPx / (at("2026-01-01T00:00") - at("1999-02-01T00:00"));
    places.slice(1).forEach((place, i) => expect((place - (places[i] ?? 0)) * pxPerSecond).toBeGreaterThan(50));
  }
});
