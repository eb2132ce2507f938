import { expect, test } from "vitest";
import { binnedMedian } from "./binned-survival.ts";

const days = (bin: number) => bin;

test("without open cases the median is where half have ended", () => {
  // 4 end on day 1, 4 on day 3: S = 0.5 at the end of the first of these bins.
  expect(binnedMedian([0, 4, 0, 4], [0, 0, 0, 0], days)).toBe(2);
});

test("open cases push the median later than the closed ones alone say", () => {
  // Hand: 10 at risk, 4 end in bin 1 (S 0.6), 4 censored in bin 2, 2 end in bin 3 of 2 at risk (S 0): crosses 0.5 at 3 + 0.1/0.6.
  expect(binnedMedian([0, 4, 0, 2], [0, 0, 4, 0], days)).toBeCloseTo(3 + 1 / 6, 12);
});

test("while fewer than half have ended there is no median", () => {
  expect(binnedMedian([1, 0], [0, 9], days)).toBeNull();
  expect(binnedMedian([0, 0], [0, 0], days)).toBeNull();
});
