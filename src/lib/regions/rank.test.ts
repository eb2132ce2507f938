import { expect, test } from "vitest";
import { defaultRankRules, rankUnits } from "./rank.ts";

const loads = {
  residents: [10_000, 12_000, 27_000, 11_000],
  workload: [100, 90, 150, 400],
  areaM2: [1e6, 1e6, 2e6, 1e6],
};

test("the pressure is the weighted mean of what is above the median (by hand)", () => {
  const [first, second] = rankUnits(loads);
  // Medians 11,500, 125 and 1 km².
  expect(first.unit).toBe(3);
  expect(first.pressure).toBeCloseTo((11 / 11.5 + 400 / 125 + 0.1) / 2.1, 12);
  expect(second.unit).toBe(2);
  expect(second.pressure).toBeCloseTo((27 / 11.5 + 150 / 125 + 0.1 * 2) / 2.1, 12);
});

test("a unit above the greatest size comes before the others, and says by how much it is above", () => {
  const [first] = rankUnits(loads, { ...defaultRankRules, mostResidents: 13_500 });
  expect(first).toMatchObject({ unit: 2, tooLarge: 1 });
});

test("conditions that hold add to the pressure; what is unknown is left out; nothing known comes last", () => {
  const nan = Number.NaN;
  const ranked = rankUnits({
    residents: [nan, 100, 100, 100],
    workload: [nan, 10, 10, nan],
    areaM2: [nan, 1, 1, 1],
    conditions: [nan, 0, 1, nan],
  });
  expect(ranked.map(({ unit }) => unit)).toEqual([2, 1, 3, 0]);
  expect(ranked[2].pressure).toBe(1);
  expect(ranked[3].pressure).toBeNaN();
});

test("a small but populous place like Xinjiayuan (1.52 km², 45,000 people) comes first: area is no hard floor", () => {
  const [first] = rankUnits({
    residents: [20_000, 18_000, 45_000, 25_000, 22_000],
    workload: [400, 380, 800, 500, 420],
    areaM2: [6e6, 9e6, 1.52e6, 5e6, 7e6],
  });
  expect(first.unit).toBe(2);
  expect(first.area).toBeLessThan(0.3);
});
