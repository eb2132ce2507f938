import { describe, expect, test } from "vitest";
import { finished } from "../progress.ts";
import { createRandom } from "../random.ts";
import { chanceOf, poissonNumber } from "./chance.ts";
import { bestWindows, withoutOverlap } from "./clusters.ts";
import { countsOf, permutationExpected, type ScanCases, scaledTo, weekdayAdjusted } from "./expected.ts";
import { bestP, chanceP, gumbelP, recurrenceDays, replicationsUsed } from "./inference.ts";
import { bernoulliRatio, expectationRatio, poissonRatio, type ScanModel } from "./likelihood.ts";
import { chanceMaxima } from "./maxima.ts";
import { createSearcher, type Scan, sumsOverTime, windowRatio } from "./search.ts";
import { circles, gridCentres, lighterThan } from "./zones.ts";

/** Areas on a line, one kilometre apart. */
const line = (areas: number, mostAreas = areas) =>
  circles(
    { centres: areas, weight: new Float64Array(areas), distance: (a, b) => 1000 * Math.abs(a - b) },
    { mostWeight: 1, mostMetres: Infinity, mostAreas },
  );

function randomCases(seed: number, size: { areas: number; times: number; cases: number }): ScanCases {
  const random = createRandom(seed, "scan");
  const draw = (below: number) => Uint32Array.from({ length: size.cases }, () => random.below(below));
  return { area: draw(size.areas), time: draw(size.times), stratum: new Uint32Array(0) };
}

interface Made {
  readonly model?: ScanModel;
  readonly ending?: "any" | "last";
  readonly rates?: Scan["rates"];
  readonly longest?: number;
}

function scanOf(cases: ScanCases, size: { areas: number; times: number }, made: Made = {}): Scan {
  const { model = "permutation", ending = "any", rates = "high", longest = size.times } = made;
  const fine = permutationExpected(cases, size);
  return {
    model,
    ...size,
    expected: model === "bernoulli" ? countsOf(cases, size).map((count) => 2 * count + 3) : fine,
    total: cases.area.length,
    zones: line(size.areas),
    windows: { ending, shortest: 1, longest },
    rates,
    leastCases: 1,
  };
}

/** Every window of every circle, one by one. */
function highest(scan: Scan, counts: Float64Array): number {
  const searcher = createSearcher(scan);
  let best = 0;
  for (let centre = 0; centre < scan.areas; centre++) {
    for (let last = scan.zones.start[centre]; last < scan.zones.start[centre + 1]; last++) {
      if (!scan.zones.closes[last]) continue;
      const members = scan.zones.area.subarray(scan.zones.start[centre], last + 1);
      for (let to = scan.windows.ending === "last" ? scan.times : 1; to <= scan.times; to++) {
        for (let from = Math.max(0, to - scan.windows.longest); from < to; from++) {
          let [c, e] = [0, 0];
          for (const a of members) {
            for (let t = from; t < to; t++) {
              c += counts[a * scan.times + t];
              e += scan.expected[a * scan.times + t];
            }
          }
          best = Math.max(best, windowRatio(searcher, c, e));
        }
      }
    }
  }
  return best;
}

describe("log likelihood ratios", () => {
  test("are those of SaTScan's own unit test: 10 and 2 cases of 1,175 where 1 is expected", () => {
    expect(Math.abs(poissonRatio(10, 1, 1175) - 14.060436)).toBeLessThan(1e-6);
    expect(poissonRatio(2, 1, 1175)).toBeCloseTo(0.38672, 6);
  });

  test("of the expectation-based model are c ln(c/b) + b − c, and 0 below the baseline", () => {
    expect(expectationRatio(2, 0.5)).toBeCloseTo(2 * Math.log(4) - 1.5, 12);
    expect(expectationRatio(1, 2)).toBe(0);
    expect(expectationRatio(0, 2)).toBe(0);
  });

  test("of the Bernoulli model are those of two proportions, by hand", () => {
    // 8 cases of 10 records inside, 2 of 10 outside, 10 of 20 overall: 2 × [8 ln 1.6 + 2 ln 0.4].
    expect(bernoulliRatio(8, 10, { total: 10, everyone: 20 })).toBeCloseTo(
      2 * (8 * Math.log(1.6) + 2 * Math.log(0.4)),
      12,
    );
    expect(bernoulliRatio(0, 5, { total: 0, everyone: 20 })).toBe(0);
  });
});

describe("circles", () => {
  test("take in areas at the same distance together", () => {
    const { start, area, closes } = line(3);
    expect([...area.slice(start[1], start[2])]).toEqual([1, 0, 2]);
    expect([...closes.slice(start[1], start[2])]).toEqual([1, 0, 1]);
  });

  test("end before the area that would exceed the share, and drop a tie whole", () => {
    const places = {
      centres: 3,
      weight: Float64Array.of(1, 1, 1),
      distance: (a: number, b: number) => 1000 * Math.abs(a - b),
    };
    const zones = circles(places, { mostWeight: 2, mostMetres: Infinity, mostAreas: 9 });
    expect([...zones.start]).toEqual([0, 2, 3, 5]);
    expect([...circles(places, { mostWeight: 9, mostMetres: 1000, mostAreas: 9 }).start]).toEqual([0, 2, 5, 7]);
    expect([...circles(places, { mostWeight: 9, mostMetres: 1e9, mostAreas: 2 }).start]).toEqual([0, 2, 3, 5]);
  });

  test("cut to the cases of another day are those made for that day", () => {
    const random = createRandom(6, "lighter");
    const weight = Float64Array.from({ length: 12 }, () => random.below(9));
    const places = {
      centres: 12,
      weight,
      distance: (a: number, b: number) => 1000 * Math.abs((a % 4) - (b % 4)) + Math.abs(a - b),
    };
    const limits = { mostMetres: 2500, mostAreas: 12 };
    const all = circles({ ...places, weight: new Float64Array(12) }, { ...limits, mostWeight: 0 });
    expect(lighterThan(all, weight, 20)).toEqual(circles(places, { ...limits, mostWeight: 20 }));
  });

  test("may have their centres on a grid", () => {
    const grid = gridCentres(Float64Array.of(0, 250), Float64Array.of(0, 100), 100);
    expect([...grid.x]).toEqual([0, 100, 200, 0, 100, 200]);
    expect([...grid.y]).toEqual([0, 0, 0, 100, 100, 100]);
    expect(gridCentres(new Float64Array(0), new Float64Array(0), 100).x).toHaveLength(0);
    expect(() => gridCentres(Float64Array.of(0), Float64Array.of(0), 0)).toThrow("step");
  });
});

describe("expected counts", () => {
  test("of a space-time permutation are the product of the margins, and sum to the cases", () => {
    const cases = { area: Uint32Array.of(0, 0, 1), time: Uint32Array.of(0, 1, 1), stratum: new Uint32Array(0) };
    expect([...permutationExpected(cases, { areas: 2, times: 2 })]).toEqual([2 / 3, 4 / 3, 1 / 3, 2 / 3]);
  });

  test("sum to the cases with any strata", () => {
    const cases = randomCases(3, { areas: 7, times: 14, cases: 500 });
    const expected = permutationExpected({ ...cases, stratum: cases.time.map((t) => t % 7) }, { areas: 7, times: 14 });
    expect(expected.reduce((sum, one) => sum + one, 0)).toBeCloseTo(500, 9);
  });

  test("adjusted by weekday expect each weekday's own total", () => {
    const adjusted = weekdayAdjusted(Float64Array.of(1, 1, 2, 2), Float64Array.of(3, 1, 3, 5), {
      weekday: Uint8Array.of(0, 1),
      areas: 2,
    });
    expect([...adjusted]).toEqual([2, 2, 4, 4]);
  });

  test("say what is wrong with a case outside, and with nothing to expect", () => {
    const outside = { area: Uint32Array.of(2), time: Uint32Array.of(0), stratum: new Uint32Array(0) };
    expect(() => countsOf(outside, { areas: 2, times: 1 })).toThrow("area 2");
    expect(() => scaledTo(new Float64Array(3), 5)).toThrow("nothing");
  });
});

describe("the search", () => {
  const size = { areas: 9, times: 12 };

  test.each(["permutation", "poisson", "bernoulli", "expectation"] as const)(
    "finds what looking at every window finds: %s",
    (model) => {
      for (const ending of ["any", "last"] as const) {
        for (const rates of ["high", "low", "both"] as const) {
          for (let seed = 0; seed < 5; seed++) {
            const cases = randomCases(seed, { ...size, cases: 60 });
            const scan = scanOf(cases, size, { model, ending, rates, longest: 6 });
            const counts = countsOf(cases, size);
            expect(bestWindows(scan, counts)[0]?.ratio ?? 0).toBeCloseTo(highest(scan, counts), 9);
          }
        }
      }
    },
  );

  test("a window of more than half of the cases is not dismissed by the quick bound", () => {
    const counts = Float64Array.of(90, 1, 1, 1);
    const scan = { ...scanOf(randomCases(1, { areas: 4, times: 1, cases: 93 }), { areas: 4, times: 1 }) };
    const even = { ...scan, model: "poisson", expected: new Float64Array(4).fill(93 / 4), total: 93 } as const;
    expect(bestWindows(even, counts)[0].ratio).toBeCloseTo(highest(even, counts), 9);
  });

  test("secondary clusters share no area; with time apart they may", () => {
    const cases = randomCases(5, { ...size, cases: 200 });
    const all = bestWindows(scanOf(cases, size, { longest: 3 }), countsOf(cases, size));
    const kept = withoutOverlap(all, { apartInTime: false });
    const areas = kept.flatMap((cluster) => [...cluster.areas]);
    expect(new Set(areas).size).toBe(areas.length);
    expect(withoutOverlap(all, { apartInTime: true }).length).toBeGreaterThanOrEqual(kept.length);
    expect(withoutOverlap(all, { apartInTime: false, most: 1 })).toHaveLength(1);
  });

  test("one area, or all cases in one step, leave a permutation nothing to find", () => {
    const one = randomCases(1, { areas: 1, times: 12, cases: 50 });
    expect(bestWindows(scanOf(one, { areas: 1, times: 12 }), countsOf(one, { areas: 1, times: 12 }))).toEqual([]);
    const together = { ...randomCases(2, { ...size, cases: 50 }), time: new Uint32Array(50).fill(4) };
    expect(bestWindows(scanOf(together, size), countsOf(together, size))).toEqual([]);
  });

  test("windows that do not fit the steps are refused", () => {
    const cases = randomCases(1, { ...size, cases: 5 });
    expect(() => bestWindows(scanOf(cases, size, { longest: 13 }), countsOf(cases, size))).toThrow("do not fit");
  });

  test("sums from the back are those of windows that end with the last step", () => {
    const sums = sumsOverTime(
      { areas: 1, times: 4, windows: { ending: "last", shortest: 1, longest: 3 } },
      Float64Array.of(1, 2, 3, 4),
    );
    expect([...sums]).toEqual([0, 4, 7, 9]);
  });
});

describe("replications", () => {
  const size = { areas: 12, times: 20 };
  const cases = randomCases(7, { ...size, cases: 300 });

  test.each(["permutation", "poisson", "bernoulli", "expectation"] as const)(
    "are the same however they are divided among workers: %s",
    (model) => {
      for (const ending of ["last", "any"] as const) {
        const scan = scanOf(cases, size, { model, ending, longest: 5 });
        const range = (from: number, to: number) => [...finished(chanceMaxima(scan, cases, { from, to, seed: 4 }))];
        const whole = range(0, 20);
        expect([...range(0, 7), ...range(7, 20)]).toEqual(whole);
        expect([...range(0, 5), ...range(5, 10), ...range(10, 15), ...range(15, 20)]).toEqual(whole);
      }
    },
  );

  test.each(["permutation", "poisson", "bernoulli", "expectation"] as const)(
    "searched side by side are what looking at every window finds: %s",
    (model) => {
      for (const ending of ["any", "last"] as const) {
        for (const rates of ["high", "low", "both"] as const) {
          const scan = scanOf(cases, size, { model, ending, rates, longest: 5 });
          const chance = chanceOf(scan, cases);
          const counts = new Float64Array(size.areas * size.times);
          const maxima = finished(chanceMaxima(scan, cases, { from: 0, to: 10, seed: 4 }));
          maxima.forEach((most, replication) => {
            chance.fill(counts, createRandom(4, `replication ${replication}`));
            expect(most).toBeCloseTo(highest(scan, counts), 9);
          });
        }
      }
    },
  );

  test("chords never dismiss a window: many cases, uneven areas, long and short windows", () => {
    const random = createRandom(8, "uneven");
    for (const [longest, total] of [
      [40, 4000],
      [40, 90],
      [3, 900],
    ] as const) {
      const wide = { areas: 9, times: 40 };
      const uneven = {
        area: Uint32Array.from({ length: total }, () => Math.floor(9 * random.float() ** 3)),
        time: Uint32Array.from({ length: total }, () => Math.floor(40 * random.float() ** 2)),
        stratum: new Uint32Array(0),
      };
      const scan = scanOf(uneven, wide, { longest, rates: "both" });
      const chance = chanceOf(scan, uneven);
      const counts = new Float64Array(9 * 40);
      const maxima = finished(chanceMaxima(scan, uneven, { from: 0, to: 9, seed: 2 }));
      maxima.forEach((most, replication) => {
        chance.fill(counts, createRandom(2, `replication ${replication}`));
        expect(most).toBeCloseTo(highest(scan, counts), 9);
      });
    }
  });

  test("in space alone are what looking at every window finds", () => {
    const flat = { ...cases, time: new Uint32Array(300) };
    const scan = {
      ...scanOf(flat, { areas: 12, times: 1 }, { model: "poisson" }),
      expected: new Float64Array(12).fill(25),
    };
    const chance = chanceOf(scan, flat);
    const counts = new Float64Array(12);
    const maxima = finished(chanceMaxima(scan, flat, { from: 0, to: 5, seed: 9 }));
    maxima.forEach((most, replication) => {
      chance.fill(counts, createRandom(9, `replication ${replication}`));
      expect(most).toBeCloseTo(highest(scan, counts), 9);
    });
  });

  test("give p-values that are even where there is no cluster", () => {
    const ps = Array.from({ length: 60 }, (_, seed) => {
      const town = randomCases(100 + seed, { areas: 6, times: 10, cases: 120 });
      const scan = scanOf(town, { areas: 6, times: 10 }, { ending: "last", longest: 4 });
      const [best] = bestWindows(scan, countsOf(town, scan));
      const maxima = finished(chanceMaxima(scan, town, { from: 0, to: 99, seed }));
      return chanceP(best?.ratio ?? 0, maxima, { stopped: false }).p;
    });
    // Of 60 even numbers, between 3 and 21 are below 0.2 in 99.9 % of all cases.
    const low = ps.filter((p) => p <= 0.2).length;
    expect(low).toBeGreaterThanOrEqual(3);
    expect(low).toBeLessThanOrEqual(21);
  });

  test("stop once enough exceed the observed value, and then p is their share", () => {
    const maxima = Float64Array.from({ length: 999 }, (_, i) => i % 2);
    expect(replicationsUsed(1, maxima)).toBe(100);
    expect(chanceP(1, maxima.subarray(0, 100), { stopped: true }).p).toBe(0.5);
    expect(replicationsUsed(2, maxima)).toBe(999);
    expect(chanceP(2, maxima, { stopped: false }).p).toBe(1 / 1000);
  });

  test("small p are those of the Gumbel tail, and their inverse is the recurrence interval", () => {
    const random = createRandom(1, "gumbel");
    const maxima = Float64Array.from({ length: 5000 }, () => 5 - Math.log(-Math.log(random.float() || 0.5)));
    // Of a Gumbel distribution at 5: P(X ≥ 14) = 1 − exp(−e⁻⁹) = 0.0001234.
    expect(gumbelP(14, maxima) / 1.234e-4).toBeGreaterThan(0.7);
    expect(gumbelP(14, maxima) / 1.234e-4).toBeLessThan(1.4);
    const chance = chanceP(99, maxima, { stopped: false });
    expect(bestP(chance)).toBe(chance.gumbel);
    expect(recurrenceDays({ p: 0.02, gumbel: 0.01, exceedances: 19 }, 1)).toBe(50);
    expect(gumbelP(1, Float64Array.of(1))).toBeNaN();
  });

  test("Poisson numbers have their mean and variance", () => {
    const random = createRandom(2, "poisson");
    const drawn = Array.from({ length: 4000 }, () => poissonNumber(47.5, random));
    const mean = drawn.reduce((sum, one) => sum + one, 0) / 4000;
    const variance = drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 3999;
    expect(Math.abs(mean - 47.5)).toBeLessThan(0.45);
    expect(Math.abs(variance - 47.5)).toBeLessThan(4.5);
    expect(poissonNumber(0, random)).toBe(0);
  });
});
