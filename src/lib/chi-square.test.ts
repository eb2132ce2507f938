import { expect, test } from "vitest";
import { chiSquareTail } from "./chi-square.ts";
import { twoSidedP } from "./normal.ts";

test("one and two degrees of freedom have closed forms, and four the sum of two terms", () => {
  for (const x of [0.01, 0.5, 1, 3.84, 10, 60, 400]) {
    expect(chiSquareTail(x, 1) / twoSidedP(Math.sqrt(x))).toBeCloseTo(1, 10);
    expect(chiSquareTail(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 10);
    expect(chiSquareTail(x, 4) / (Math.exp(-x / 2) * (1 + x / 2))).toBeCloseTo(1, 10);
  }
});

test("nothing to test is no evidence, and what is unknown stays unknown", () => {
  expect(chiSquareTail(0, 3)).toBe(1);
  expect(chiSquareTail(5, 0)).toBe(1);
  expect(chiSquareTail(Number.NaN, 3)).toBeNaN();
});
