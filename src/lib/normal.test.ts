import { expect, test } from "vitest";
import { erfc, normalCdf, normalQuantile, twoSidedP } from "./normal.ts";

test("tail probabilities equal R's pnorm to 14 digits, far out as well", () => {
  // R 4.2.2: pnorm(-z).
  const lower = [
    [0, 0.5],
    [0.3, 0.3820885778110473],
    [1, 0.15865525393145705],
    [1.959963984540054, 0.025],
    [5, 2.866515718791939e-7],
    [8.526303747965766, 7.554909223617515e-18],
    [10, 7.61985302416053e-24],
    [37, 5.7255712225246e-300],
  ] as const;
  for (const [z, p] of lower) {
    expect(Math.abs(normalCdf(-z) / p - 1)).toBeLessThan(1e-13);
    expect(normalCdf(z)).toBeCloseTo(1 - p, 15);
    expect(twoSidedP(-z)).toBe(twoSidedP(z));
  }
  expect(twoSidedP(0)).toBe(1);
  expect(twoSidedP(Number.NaN)).toBeNaN();
  expect([erfc(Infinity), erfc(-Infinity), erfc(30)]).toEqual([0, 2, 0]);
});

test("quantiles undo probabilities", () => {
  for (const p of [1e-300, 1e-20, 1e-5, 0.01, 0.2, 0.5, 0.7, 0.999]) {
    expect(Math.abs(normalCdf(normalQuantile(p)) / p - 1)).toBeLessThan(1e-10);
  }
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
  expect(normalQuantile(2)).toBeNaN();
});
