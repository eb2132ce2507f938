import { expect, test } from "vitest";
import { worstDifference } from "../../test/support/hotspot-oracles.ts";
import { hasShared, sharedJson } from "../../test/support/shared.ts";
import { adjustedP, type Correction, permutationsNeeded } from "./fdr.ts";
import { createRandom } from "./random.ts";

const path = "oracles/01-hotspots/fdr_bh1995.json";
test.skipIf(!hasShared(path))("adjusted p-values equal R's p.adjust on the data of Benjamini and Hochberg", () => {
  const data = sharedJson<{ p: number[]; BH: number[]; BY: number[]; bonferroni: number[]; holm: number[] }>(path);
  const p = Float64Array.from(data.p);
  expect(worstDifference(adjustedP(p, "bh"), data.BH)).toBeLessThan(1e-12);
  expect(worstDifference(adjustedP(p, "by"), data.BY)).toBeLessThan(1e-12);
  expect(worstDifference(adjustedP(p, "holm"), data.holm)).toBeLessThan(1e-12);
  expect(worstDifference(adjustedP(p, "bonferroni"), data.bonferroni)).toBeLessThan(1e-12);
  const found = (correction: Correction) => adjustedP(p, correction).filter((q) => q <= 0.05).length;
  expect([found("bh"), found("bonferroni")]).toEqual([4, 3]);
});

test("order, ties and missing p-values do not disturb the correction", () => {
  const p = Float64Array.of(0.04, Number.NaN, 0.01, 0.04, 0.9);
  expect([...adjustedP(p, "bh")].map((q) => Math.round(q * 1e6) / 1e6)).toEqual([
    0.053333,
    Number.NaN,
    0.04,
    0.053333,
    0.9,
  ]);
  expect([...adjustedP(p, "none")]).toEqual([...p]);
  expect([...adjustedP(new Float64Array(0), "by")]).toEqual([]);
  expect([...adjustedP(Float64Array.of(Number.NaN), "bh")]).toEqual([Number.NaN]);
});

test("adjusted p-values are never below p, keep its order and never exceed 1", () => {
  const random = createRandom(9);
  const p = Float64Array.from({ length: 500 }, () => random.float() ** 3);
  for (const correction of ["bh", "by", "holm", "bonferroni"] as const) {
    const q = adjustedP(p, correction);
    const order = Array.from(p.keys()).sort((a, b) => p[a] - p[b]);
    for (const [k, i] of order.entries()) {
      expect(q[i]).toBeGreaterThanOrEqual(p[i]);
      expect(q[i]).toBeLessThanOrEqual(1);
      if (k > 0) expect(q[i]).toBeGreaterThanOrEqual(q[order[k - 1]]);
    }
  }
});

test("says how many permutations one area needs to pass the correction", () => {
  const needed = permutationsNeeded(296, 0.05, "bh");
  expect(needed).toBe(11_839);
  expect(2 / (needed + 1)).toBeLessThanOrEqual(0.05 / 296);
  expect(permutationsNeeded(296, 0.05, "none")).toBe(39);
});
