import { expect, test } from "vitest";
import { numberOf, wallClockSeconds } from "./numbers.ts";

test("texts are read as numbers, truth values or wall-clock times", () => {
  expect(["1.5", " -2 ", "是", "false"].map(numberOf)).toEqual([1.5, -2, 1, 0]);
  expect(numberOf("2024-02-29")).toBe(Date.UTC(2024, 1, 29) / 1000);
  expect(["", "many", "2024-13"].map(numberOf)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

test("times may be written as in ISO 8601, with slashes, or in Chinese", () => {
  const moment = Date.UTC(2024, 4, 1, 8, 5, 9) / 1000;
  expect(
    ["2024-05-01T08:05:09", "2024/5/1 8:05:09", "2024年5月1日 8:05:09", "2024-05-01 08:05:09.250"].map(
      wallClockSeconds,
    ),
  ).toEqual([moment, moment, moment, moment]);
});
