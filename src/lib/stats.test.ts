import { expect, test } from "vitest";
import { centred, mean, median, powerSum, quantile, ranks, sampleVariance, tieSizes } from "./stats.ts";

test("centred values have mean zero and exact zeros where all are equal", () => {
  const { deviation, squares } = centred(Float64Array.of(1, 2, 6));
  expect([...deviation, squares]).toEqual([-2, -1, 3, 14]);
  const flat = centred(new Float64Array(1000).fill(0.1));
  expect(flat.squares).toBe(0);
  expect(flat.deviation.every((d) => d === 0)).toBe(true);
  expect(centred(Float64Array.of(1e9, 1e9 + 1)).squares).toBe(0.5);
});

test("means, variances and quantiles follow R", () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6];
  expect(mean(values)).toBe(3.875);
  expect(sampleVariance(values)).toBeCloseTo(7.553571428571429, 14);
  expect([quantile(values, 0.25), median(values), quantile(values, 0.9)]).toEqual([1.75, 3.5, expect.closeTo(6.9, 12)]);
  expect([median([]), mean([]), sampleVariance([1])]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  expect(powerSum(Float64Array.of(1, -2, 3), 3)).toBe(20);
});

test("ranks share ties", () => {
  expect([...ranks([10, 20, 10, 5])]).toEqual([2.5, 4, 2.5, 1]);
  expect(tieSizes([10, 20, 10, 5])).toEqual([1, 2, 1]);
});
