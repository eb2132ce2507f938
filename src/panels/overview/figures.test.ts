import { expect, test } from "vitest";
import { leadingRow, orderedRows, relativeChange, windowFigures } from "./figures.ts";

test("figures of a window leave void cases out", () => {
  const outcomes = Uint32Array.from([60, 20, 5, 10, 5, 0, 7]);
  expect(windowFigures({ outcomes, medianHours: 30 })).toEqual({
    cases: 100,
    open: 15,
    overdue: 25 / 95,
    medianHours: 30,
  });
});

test("a change from nothing or to nothing known is no number", () => {
  expect(relativeChange(12, 10)).toBeCloseTo(0.2);
  expect(relativeChange(12, 0)).toBeNull();
  expect(relativeChange(null, 3)).toBeNull();
});

test("rows without a value come last both ways", () => {
  const values = [3, Number.NaN, 7, 3];
  expect(orderedRows(values, true)).toEqual([2, 0, 3, 1]);
  expect(orderedRows(values, false)).toEqual([0, 3, 2, 1]);
});

test("a small denominator does not lead, nor does zero", () => {
  const values = Float64Array.from([0.4, 1, 0.6, Number.NaN]);
  expect(leadingRow({ values, small: Uint8Array.from([0, 1, 0, 0]) })).toBe(2);
  expect(leadingRow({ values: new Float64Array(3), small: new Uint8Array(3) })).toBe(-1);
});
