import { expect, test } from "vitest";
import { noDayKnown, type TownCases } from "../../../lib/scan/town.ts";
import { byDay, daysUpTo } from "./by-day.ts";

const town: TownCases = {
  area: Uint32Array.of(4, 3, 2, 1, 0),
  day: Int32Array.of(7, -2, 9, noDayKnown, 7),
  isCase: new Uint8Array(0),
  x: new Float64Array(5),
  y: new Float64Array(5),
  residents: new Float64Array(0),
};

test("cases lie in the order of their days, those of a day in the order of the data", () => {
  const ordered = byDay(town);
  expect([...ordered.day]).toEqual([noDayKnown, -2, 7, 7, 9]);
  expect([...ordered.area]).toEqual([1, 3, 4, 0, 2]);
});

test("the days up to one are those of the study, without what comes later", () => {
  const ordered = byDay(town);
  expect([...daysUpTo(ordered, 7, 3).area]).toEqual([4, 0]);
  expect([...daysUpTo(ordered, 7, 10).area]).toEqual([3, 4, 0]);
  expect([...daysUpTo(ordered, 100, 2).area]).toEqual([]);
});
