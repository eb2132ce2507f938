import { expect, test } from "vitest";
import { finish } from "../../../test/support/hotspot-oracles.ts";
import { createRandom } from "../../lib/random.ts";
import { changeSides } from "./kernel/classes.ts";
import { binomialP, hypergeometricP, logFactorial } from "./kernel/exact.ts";
import { run } from "./kernel.ts";

const params = { correction: "bh", level: 0.05 } as const;
const none = new Float64Array(0);
const counts = (before: readonly number[], now: readonly number[]) =>
  finish(run({ before: Float64Array.from(before), now: Float64Array.from(now), beforeOf: none, nowOf: none }, params));

test("p of a binomial count is twice its smaller tail", () => {
  // P(X ≥ 8 | 10, 1/2) = (45 + 10 + 1) / 1024.
  expect(binomialP(8, 10, 0.5)).toBeCloseTo(112 / 1024, 12);
  expect(binomialP(2, 10, 0.5)).toBeCloseTo(112 / 1024, 12);
  expect(binomialP(5, 10, 0.5)).toBe(1);
  // P(X ≤ 0 | 3, 1/4) = 27/64, doubled.
  expect(binomialP(0, 3, 0.25)).toBeCloseTo(54 / 64, 12);
});

test("p of a share is that of Fisher's exact test with the smaller tail doubled", () => {
  // The lady tasting tea: 3 or 4 of 4 right, (16 + 1) / 70.
  expect(hypergeometricP(3, 4, { marked: 4, all: 8 })).toBeCloseTo((2 * 17) / 70, 12);
  expect(hypergeometricP(4, 4, { marked: 4, all: 8 })).toBeCloseTo(2 / 70, 12);
  expect(hypergeometricP(2, 4, { marked: 4, all: 8 })).toBe(1);
});

test("factorials by Stirling's series meet the table", () => {
  let sum = 0;
  for (let n = 2; n <= 200; n++) {
    sum += Math.log(n);
    expect(logFactorial(n) / sum).toBeCloseTo(1, 13);
  }
});

test("an area stands out where it does not follow the whole", () => {
  const { side, expected } = counts([100, 100, 100, 20, 0], [200, 200, 200, 200, 0]);
  expect(Array.from(side, (code) => changeSides[code])).toEqual([
    "as-expected",
    "as-expected",
    "as-expected",
    "more",
    "no-cases",
  ]);
  expect(expected[0]).toBeCloseTo((300 * 800) / 1120, 9);
});

test("shares are compared with no change, and areas without a base in a period are no tests", () => {
  const input = {
    before: Float64Array.of(10, 0, 5),
    now: Float64Array.of(60, 0, 0),
    beforeOf: Float64Array.of(100, 10, 50),
    nowOf: Float64Array.of(100, 10, 0),
  };
  const { side, p } = finish(run(input, params));
  expect(Array.from(side, (code) => changeSides[code])).toEqual(["more", "as-expected", "no-cases"]);
  expect(p[1]).toBe(1);
});

test("of areas that only follow chance, next to none is called changed", () => {
  const random = createRandom(11);
  let found = 0;
  for (let town = 0; town < 50; town++) {
    const draw = () => Array.from({ length: 60 }, () => 30 + random.below(9) + random.below(9) - random.below(9));
    found += counts(draw(), draw()).side.filter((code) => changeSides[code] !== "as-expected").length > 0 ? 1 : 0;
  }
  expect(found).toBeLessThanOrEqual(3);
});

test("degenerate input has a defined result", () => {
  expect(counts([], []).p.length).toBe(0);
  expect([...counts([0, 0], [0, 0]).p]).toEqual([Number.NaN, Number.NaN]);
  expect([...counts([5, 0], [0, 0]).p]).toEqual([1, Number.NaN]);
  expect(() => counts([1], [1, 2])).toThrow("now has 2 entries");
  expect(binomialP(5_000_000, 10_000_000, 0.5)).toBeCloseTo(1, 3);
});
