import { describe, expect, test } from "vitest";
import { hasShared, sharedJson } from "../../../test/support/shared.ts";
import { createRandom } from "../random.ts";
import { poissonNumber } from "../scan/chance.ts";
import { cusum } from "./cusum.ts";
import { type EarsMethod, earsBound } from "./ears.ts";
import {
  farringtonBound,
  flexibleFarrington,
  flexibleFarringtonDelta,
  negativeBinomialQuantile,
  originalFarrington,
  studentP,
} from "./farrington.ts";
import { quasiPoisson } from "./glm.ts";

interface Bounds {
  readonly first0: number;
  readonly alarm: number[];
  readonly upperbound: (number | null)[];
}
type Oracle = { readonly observed: number[] } & Record<string, Bounds>;

const file = "oracles/02-timeseries/surveillance_salmNewport.json";

describe.skipIf(!hasShared(file))("bounds of R's surveillance 1.20.3 (skipped where the oracles are missing)", () => {
  const compare = (name: string, upperOf: (t: number, observed: number[]) => number) => {
    const oracle = sharedJson<Oracle>(file);
    const { first0, alarm, upperbound } = oracle[name];
    upperbound.forEach((upper, i) => {
      const ours = upperOf(first0 + i, oracle.observed);
      // R's Farrington says 0 or nothing where there are too few recent cases; ours says so.
      if (upper === null || (upper === 0 && Number.isNaN(ours))) expect(ours).toBeNaN();
      else expect(Math.abs(ours - upper)).toBeLessThan(1e-6);
      expect(oracle.observed[first0 + i] > ours ? 1 : 0).toBe(alarm[i]);
    });
  };

  test.each<[string, EarsMethod, number, number]>([
    ["C1", "c1", 7, 0.001],
    ["C2", "c2", 7, 0.001],
    ["C3", "c3", 7, 0.025],
    ["C1_alpha.005", "c1", 7, 0.005],
    ["C1_baseline14", "c1", 14, 0.001],
  ])("%s: every bound and every alarm", (name, method, baseline, alpha) => {
    compare(name, (t, observed) => earsBound(observed, t, { method, baseline, alpha, leastSd: 0 }).upper);
  });

  // The 528 weeks are counted from 1 January 2004: in one of them it matters which week a year before was nearest.
  const firstDay = Date.UTC(2004, 0, 1) / 86_400_000;

  test("Farrington's original: every bound and every alarm", () => {
    compare(
      "farrington_b5w3",
      (t, observed) => farringtonBound(observed, t, { ...originalFarrington, firstDay }).upper,
    );
  });

  test("Farrington's flexible: every bound and every alarm", () => {
    compare(
      "farringtonFlexible_Noufaily",
      (t, observed) => farringtonBound(observed, t, { ...flexibleFarrington, firstDay }).upper,
    );
  });

  test("Farrington's flexible by the delta method: every bound and every alarm", () => {
    compare(
      "farringtonFlexible_delta",
      (t, observed) => farringtonBound(observed, t, { ...flexibleFarringtonDelta, firstDay }).upper,
    );
  });

  test("CUSUM: every least count that would be an alarm, and no alarm", () => {
    const { observed, cusum_standard: wanted } = sharedJson<Oracle>(file);
    const past = observed.slice(0, wanted.first0);
    const mean = past.reduce((sum, one) => sum + one, 0) / past.length;
    const ours = cusum(observed.slice(wanted.first0), { k: 1.04, h: 2.26, mean, transform: "standard" });
    expect([...ours.upper]).toEqual(wanted.upperbound);
    expect([...ours.alarm]).toEqual(wanted.alarm);
  });
});

describe("EARS", () => {
  const options = { method: "c1", baseline: 7, alpha: 0.001, leastSd: 0.5 } as const;

  test("gives a week of equal counts a least spread, so that one more is no alarm", () => {
    const counts = [2, 2, 2, 2, 2, 2, 2, 3];
    expect(earsBound(counts, 7, options).upper).toBeCloseTo(2 + 3.0902 * 0.5, 4);
    expect(earsBound(counts, 7, { ...options, leastSd: 0 }).upper).toBe(2);
  });

  test("has no bound without a full baseline, or with a day missing from it", () => {
    expect(earsBound([1, 2, 3], 2, options).upper).toBeNaN();
    expect(earsBound([1, 2, 3, Number.NaN, 2, 1, 2, 9], 7, options).upper).toBeNaN();
    expect(earsBound([1, 2, 3, 1, 2, 1, 2, 9, 9], 8, { ...options, method: "c3" }).upper).toBeNaN();
  });
});

describe("CUSUM", () => {
  test("adds up what is above the mean, and alarms at the interval", () => {
    // Mean 4, standard deviation 2: counts of 8 are 2 above, less k = 1: sums 1, 2, 3.
    const { sum, alarm, upper } = cusum([8, 8, 8, 0], { k: 1, h: 2.5, mean: 4, transform: "standard" });
    expect([...sum]).toEqual([1, 2, 3, 0]);
    expect([...alarm]).toEqual([0, 0, 1, 0]);
    expect([...upper]).toEqual([11, 9, 7, 5]);
  });

  test("keeps its sum over a missing count, and needs a mean", () => {
    const { sum, alarm } = cusum([8, Number.NaN, 8], { k: 1, h: 0.5, mean: 4, transform: "standard" });
    expect([...sum]).toEqual([1, 1, 2]);
    expect([...alarm]).toEqual([1, 0, 1]);
    expect(() => cusum([1], { k: 1, h: 2, mean: 0, transform: "standard" })).toThrow("mean");
  });

  test("Rossi's transform of a count at its mean is 0", () => {
    expect(cusum([4], { k: 0, h: 9, mean: 4, transform: "rossi" }).sum[0]).toBe(0);
  });
});

describe("Farrington", () => {
  test("without enough years or recent cases there is no bound", () => {
    const options = { ...originalFarrington, firstDay: 12_415 };
    expect(farringtonBound(new Float64Array(200).fill(5), 199, options).upper).toBeNaN();
    expect(farringtonBound(new Float64Array(400), 399, options).upper).toBeNaN();
  });

  test("missing counts are left out, not taken for zeros", () => {
    const random = createRandom(1, "farrington");
    const counts = Float64Array.from({ length: 400 }, () => poissonNumber(10, random));
    const options = { ...originalFarrington, firstDay: 12_415 };
    const full = farringtonBound(counts, 399, options).upper;
    const gappy = counts.slice();
    gappy[399 - 52] = Number.NaN;
    const without = farringtonBound(gappy, 399, options).upper;
    gappy[399 - 52] = 0;
    expect(Math.abs(without - full)).toBeLessThan(2);
    expect(farringtonBound(gappy, 399, options).upper).not.toBeCloseTo(without, 6);
  });

  test("Student's tail and the negative binomial are those of the tables", () => {
    expect(studentP(2.228, 10)).toBeCloseTo(0.05, 4);
    expect(studentP(3.182, 3)).toBeCloseTo(0.05, 4);
    expect(studentP(12.706, 1)).toBeCloseTo(0.05, 4);
    expect(negativeBinomialQuantile(0.95, 4, 1)).toBe(8);
    expect(negativeBinomialQuantile(0.5, 0, 1)).toBe(0);
  });
});

describe("quasi-Poisson regression", () => {
  test("of an intercept is the weighted mean, its dispersion that of Pearson", () => {
    const y = Float64Array.of(2, 4, 6);
    const fit = quasiPoisson({ columns: 1, x: new Float64Array(3).fill(1), y, weight: new Float64Array(3).fill(1) });
    expect(Math.exp(fit?.coefficients[0] ?? 0)).toBeCloseTo(4, 8);
    expect(fit?.dispersion).toBeCloseTo(1, 4);
    expect([...(fit?.leverage ?? [])].reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
  });

  test("with columns that say the same is refused", () => {
    const design = {
      columns: 2,
      x: new Float64Array(6).fill(1),
      y: Float64Array.of(1, 2, 3),
      weight: Float64Array.of(1, 1, 1),
    };
    expect(quasiPoisson(design)).toBeNull();
  });
});
