import { expect, test } from "vitest";
import { numbersApart, percentsApart } from "./percents.ts";

test("shares have one decimal, or as many as tell them apart", () => {
  expect(percentsApart([0.5, 0.41, 0.59], "en")).toEqual(["50.0%", "41.0%", "59.0%"]);
  expect(percentsApart([0.9961, 0.9957, 0.9964], "zh-CN")).toEqual(["99.61%", "99.57%", "99.64%"]);
  expect(percentsApart([1, 0.9999996], "en")).toEqual(["100.000%", "100.000%"]);
});

test("what is unknown is a dash, and does not count", () => {
  expect(percentsApart([null, 0.25, 0.25], "en")).toEqual(["—", "25.0%", "25.0%"]);
  expect(percentsApart([], "en")).toEqual([]);
});

test("numbers are written as the language does, whole where that is enough", () => {
  expect(numbersApart([1200, 4500], "en")).toEqual(["1,200", "4,500"]);
  expect(numbersApart([99.76, 99.81, 99.83], "en")).toEqual(["99.76", "99.81", "99.83"]);
});
