import { describe, expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { poissonNumber } from "../scan/chance.ts";
import { detectorFor, judgeSeries, negativeBinomialTail, type SeriesOptions, weeklySums } from "./series.ts";

/** Thursday, 1 January 1970. */
const options: SeriesOptions = {
  firstDay: 0,
  detector: "auto",
  alpha: 0.001,
  baseline: 28,
  weekdays: true,
  leastSd: 0.5,
};

const poisson = (days: number, mean: number, seed = 1) => {
  const random = createRandom(seed, "series");
  return Float64Array.from({ length: days }, () => poissonNumber(mean, random));
};

describe("the detector", () => {
  test("fits the length of the history", () => {
    expect([10, 40, 200, 1200, 2100].map((days) => detectorFor(days, 2))).toEqual([
      "none",
      "ears-c2",
      "ears-c2",
      "farrington",
      "flexible",
    ]);
    expect(detectorFor(200, 9)).toBe("stl");
  });

  test.each(["ears-c1", "ears-c2", "ears-c3", "cusum", "stl"] as const)("%s sees a tenfold day", (detector) => {
    const counts = poisson(200, 4);
    counts[199] = 40;
    const found = judgeSeries(counts, { ...options, detector });
    expect(found.detector).toBe(detector);
    expect(found.p).toBeLessThan(1e-6);
    if (detector !== "ears-c3") expect(found.observed).toBeGreaterThan(found.upper);
  });

  test("of years of weeks sees a tenfold week, and says that it judged a week", () => {
    const counts = poisson(2200, 1.5);
    counts.fill(15, 2193);
    const found = judgeSeries(counts, options);
    expect([found.detector, found.days, found.observed]).toEqual(["flexible", 7, 105]);
    expect(found.observed).toBeGreaterThan(found.upper);
    const three = judgeSeries(poisson(1300, 1.5), options);
    expect(three.detector).toBe("farrington");
    expect(three.upper).toBeGreaterThan(three.expected);
  });

  test("compares weekends with weekends", () => {
    // Ten on weekdays, one on weekends; the last day is a Saturday (day 58 is a Saturday).
    const weekend = (t: number) => (t + 3) % 7 >= 5;
    const counts = Float64Array.from({ length: 87 }, (_, t) => (weekend(t) ? 1 : 10));
    expect(weekend(86)).toBe(true);
    const apart = judgeSeries(counts, { ...options, detector: "ears-c2", baseline: 14 });
    expect(apart.expected).toBe(1);
    expect(judgeSeries(counts, { ...options, detector: "ears-c2", weekdays: false }).expected).toBeGreaterThan(5);
  });
});

describe("bad input", () => {
  test("no history, a missing day and an empty series are not assessed, and no alarm", () => {
    expect(judgeSeries(poisson(5, 4), options)).toMatchObject({ detector: "none", p: Number.NaN });
    expect(judgeSeries(new Float64Array(0), options).detector).toBe("none");
    const gap = poisson(60, 4);
    gap[59] = Number.NaN;
    expect(judgeSeries(gap, options).detector).toBe("none");
  });

  test("an absent day is left out of the baseline; a zero is not", () => {
    const steady = new Float64Array(80).fill(6);
    const absent = steady.slice();
    const zero = steady.slice();
    for (const day of [65, 66, 69]) {
      absent[day] = Number.NaN;
      zero[day] = 0;
    }
    expect(judgeSeries(absent, { ...options, baseline: 14 }).expected).toBe(6);
    expect(judgeSeries(zero, { ...options, baseline: 14 }).expected).toBeLessThan(6);
  });

  test("a series that never had a case gives no alarm on a quiet day, and a cautious one on a busy day", () => {
    const empty = new Float64Array(60);
    expect(judgeSeries(empty, { ...options, detector: "ears-c2" }).p).toBe(1);
    empty[59] = 6;
    expect(judgeSeries(empty, { ...options, detector: "ears-c2" }).p).toBeLessThan(0.001);
    expect(judgeSeries(empty, { ...options, detector: "cusum" }).detector).toBe("none");
  });

  test("sums of weeks end with the last day, and a missing day makes its week missing", () => {
    const days = Float64Array.from({ length: 16 }, () => 1);
    days[3] = Number.NaN;
    expect([...weeklySums(days)]).toEqual([Number.NaN, 7]);
  });
});

describe("chances", () => {
  test("are the tails of a Poisson, and of a geometric distribution", () => {
    // P(X ≥ 3) at mean 1 = 1 − e⁻¹ (1 + 1 + ½).
    expect(negativeBinomialTail(3, 1, 1)).toBeCloseTo(1 - 2.5 * Math.exp(-1), 12);
    // Size 1, φ = 2, mean 1: P(X ≥ k) = 2⁻ᵏ.
    expect(negativeBinomialTail(10, 1, 2)).toBeCloseTo(2 ** -10, 12);
    expect(negativeBinomialTail(40, 1, 2) / 2 ** -40).toBeCloseTo(1, 6);
    expect(negativeBinomialTail(0, 1, 2)).toBe(1);
    expect(negativeBinomialTail(2, 0, 1)).toBe(0);
  });

  test("are rarely small in quiet series", () => {
    const small = Array.from({ length: 2000 }, (_, seed) => {
      const mean = [0.2, 1, 4, 12][seed % 4] ?? 1;
      return judgeSeries(poisson(113, mean, seed), { ...options, detector: "ears-c2" }).p;
    }).filter((p) => p <= 0.02).length;
    // 40 of 2,000 are expected at most; 55 would be beyond 99 %.
    expect(small).toBeLessThan(55);
  });
});
