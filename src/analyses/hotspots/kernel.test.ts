import { expect, test } from "vitest";
import { csrFromLists, finish, washington } from "../../../test/support/hotspot-oracles.ts";
import { hasShared } from "../../../test/support/shared.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { contiguity } from "../../lib/contiguity.ts";
import { createRandom, type Random } from "../../lib/random.ts";
import { cellNeighbours, tessellate } from "../../lib/tessellation.ts";
import { run as permute } from "../permutations/kernel.ts";
import { type HotspotClass, hotspotClasses, hotspotFlags } from "./kernel/classes.ts";
import { type Params, params } from "./kernel/params.ts";
import { type Input, run } from "./kernel.ts";

const defaults: Params = { ...defaultParams(params), permutations: 999 };

function input(over: Partial<Input> & Pick<Input, "cases" | "start" | "neighbour">): Input {
  return { base: new Float64Array(0), greater: new Int32Array(0), less: new Int32Array(0), ...over };
}

const className = (code: number): HotspotClass => hotspotClasses[code];

function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.float(); product > limit; product *= random.float()) count++;
  return count;
}

const town = cellNeighbours(tessellate("square", { minX: 0, minY: 0, maxX: 2000, maxY: 1500 }, 100), "queen");

test("of 200 random towns without hotspots at most 7 % show any", { timeout: 120_000 }, () => {
  for (const inference of ["permutation", "analytic"] as const) {
    let alarms = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const random = createRandom(seed, "no hotspots");
      const cases = Float64Array.from({ length: 300 }, () => poisson(random, 8));
      const options = { ...defaults, inference, permutations: 19_999, seed };
      if (finish(run(input({ cases, ...town }), options)).discoveries[0] > 0) alarms++;
    }
    expect(alarms / 200, inference).toBeLessThanOrEqual(0.07);
  }
});

test("planted hot and cold spots are found, with few false areas", () => {
  const random = createRandom(5);
  const hot = (cell: number) => cell % 20 >= 3 && cell % 20 <= 6 && cell >= 60 && cell < 140;
  const cold = (cell: number) => cell % 20 >= 13 && cell % 20 <= 16 && cell >= 200 && cell < 280;
  const cases = Float64Array.from({ length: 300 }, (_, c) => poisson(random, hot(c) ? 24 : cold(c) ? 2 : 8));
  const result = finish(run(input({ cases, ...town }), { ...defaults, permutations: 9999 }));
  const classes = Array.from(result.class, className);
  const near = (of: (cell: number) => boolean, cell: number) =>
    of(cell) || town.neighbour.subarray(town.start[cell], town.start[cell + 1]).some(of);
  const found = classes.filter((name, c) => (hot(c) && name.startsWith("hot")) || (cold(c) && name.startsWith("cold")));
  expect(found.length).toBeGreaterThanOrEqual(22);
  const wrong = classes.filter(
    (name, c) => (name.startsWith("hot") && !near(hot, c)) || (name.startsWith("cold") && !near(cold, c)),
  );
  expect(wrong.length).toBeLessThanOrEqual(0.05 * result.discoveries[0] + 1);
});

test("tails from any number of workers give the same result as one", () => {
  const random = createRandom(6);
  const cases = Float64Array.from({ length: 300 }, () => poisson(random, 3));
  for (const statistic of ["gi-star", "moran", "geary"] as const) {
    const options = { ...defaults, statistic };
    const alone = finish(run(input({ cases, ...town }), options));
    for (const cuts of [
      [0, 150, 300],
      [0, 100, 101, 300],
    ]) {
      const parts = cuts
        .slice(1)
        .map((to, k) => finish(permute({ value: cases, ...town, range: Uint32Array.of(cuts[k], to) }, options)));
      const greater = Int32Array.from(parts.flatMap((part) => [...part.greater]));
      const less = Int32Array.from(parts.flatMap((part) => [...part.less]));
      expect(finish(run(input({ cases, ...town, greater, less }), options))).toEqual(alone);
    }
  }
});

test("areas without a value are left out and say so, and the rest is as if they were not there", () => {
  const random = createRandom(7);
  const cases = Float64Array.from({ length: 300 }, (_, c) => (c >= 280 ? Number.NaN : poisson(random, 3)));
  const all = finish(run(input({ cases, ...town }), defaults));
  const rest = cellNeighbours(tessellate("square", { minX: 0, minY: 0, maxX: 2000, maxY: 1400 }, 100), "queen");
  const without = finish(run(input({ cases: cases.slice(0, 280), ...rest }), defaults));
  expect(all.p.slice(0, 280)).toEqual(without.p);
  expect(all.moranI).toEqual(without.moranI);
  expect(all.p.slice(280).every(Number.isNaN)).toBe(true);
  expect(all.class.slice(280).every((code) => className(code) === "no-data")).toBe(true);
  expect(all.flags[299]).toBe(1);
});

const line = csrFromLists([[1], [0, 2], [1, 3], [2], []]);

test("every kind of bad input gives defined classes or a clear error", () => {
  const nan = Number.NaN;
  const inputs = {
    constant: { cases: Float64Array.of(2, 2, 2, 2, 2), ...line },
    "one area": { cases: Float64Array.of(7), ...csrFromLists([[]]) },
    none: { cases: new Float64Array(0), ...csrFromLists([]) },
    islands: { cases: Float64Array.of(1, 2, 3), ...csrFromLists([[], [], []]) },
    missing: { cases: Float64Array.of(nan, nan, nan, nan, nan), ...line },
    infinite: { cases: Float64Array.of(Infinity, 1, -Infinity, 3, 4), ...line },
    negative: { cases: Float64Array.of(-5, 2, -1, 0, 3), base: Float64Array.of(1, 2, 0, -4, nan), ...line },
    "no base": { cases: Float64Array.of(1, 2, 3, 4, 5), base: new Float64Array(5), ...line },
  };
  for (const [name, given] of Object.entries(inputs)) {
    for (const statistic of params.statistic.options) {
      for (const inference of params.inference.options) {
        for (const measure of params.measure.options) {
          const withBase = input({ base: given.cases.map(() => 10), ...given });
          const options = { ...defaults, statistic, inference, measure, permutations: 99 };
          const result = finish(run(withBase, options));
          const classes = Array.from(result.class, className);
          expect(classes, `${name} ${statistic} ${measure}`).toHaveLength(given.cases.length);
          expect(classes.filter((c) => !["no-data", "isolated", "not-significant"].includes(c))).toEqual([]);
          expect([...result.q].every((q) => Number.isNaN(q) || (q >= 0 && q <= 1))).toBe(true);
        }
      }
    }
  }
  expect(() => finish(run(input({ cases: Float64Array.of(1, 2), ...line }), defaults))).toThrow("start has 6 entries");
  const shortBase = input({ cases: Float64Array.of(1, 2, 3, 4, 5), base: Float64Array.of(1), ...line });
  expect(() => finish(run(shortBase, defaults))).toThrow("base has 1 entries, expected 5");
});

test("an area at the mean has no local Moran, and an island no p", () => {
  const result = finish(
    run(input({ cases: Float64Array.of(1, 3, 5, 3, 3), ...line }), { ...defaults, statistic: "moran" }),
  );
  expect(result.statistic[1]).toBe(0);
  expect([result.p[1], result.p[4]]).toEqual([1, Number.NaN]);
  expect(className(result.class[4])).toBe("isolated");
  expect(hotspotFlags[Math.log2(result.flags[4])]).toBe("isolated");
});

test("permutations call an area hot by its neighbours, not by its own value", () => {
  const random = createRandom(8);
  const low = new Set([...town.neighbour.subarray(town.start[150], town.start[151])]);
  const cases = Float64Array.from({ length: 300 }, (_, c) =>
    c === 150 ? 400 : low.has(c) ? 1 : 20 + random.below(10),
  );
  const result = finish(run(input({ cases, ...town }), { ...defaults, correction: "none" }));
  expect(result.z[150]).toBeGreaterThan(0);
  expect(className(result.class[150])).toMatch(/^cold/);
});

test("small bases are flagged, and so are few neighbours where z alone decides", () => {
  const cases = Float64Array.of(1, 20, 30, 40, 2);
  const base = Float64Array.of(10, 300, 400, 500, 20);
  const rate = finish(run(input({ cases, base, ...line }), { ...defaults, measure: "rate", inference: "analytic" }));
  const names = Array.from(rate.flags, (bits) => hotspotFlags.filter((_, bit) => bits & (1 << bit)).join());
  expect(names).toEqual([
    "few-neighbours,small-base",
    "few-neighbours",
    "few-neighbours",
    "few-neighbours",
    "isolated,small-base",
  ]);
});

test("the result says whether there are enough permutations for the correction", () => {
  const cases = Float64Array.from({ length: 300 }, (_, c) => c % 7);
  const { leastP, permutationsNeeded, tests } = finish(run(input({ cases, ...town }), defaults));
  expect([leastP[0], tests[0], permutationsNeeded[0]]).toEqual([0.002, 300, 11_999]);
});

const path = "data/dc/cases.csv.gz";
test.skipIf(!hasShared(path))("Washington: permutation and analytic p agree, and the centre is hot", () => {
  const { areas, cases } = washington();
  const csr = contiguity(areas, "queen");
  const analytic = finish(run(input({ cases, ...csr }), { ...defaults, inference: "analytic" }));
  expect(analytic.discoveries[0]).toBe(15);
  expect(className(analytic.class[211])).toBe("hot-99");
  const options = { ...defaults, statistic: "gi", permutations: 9999 } as const;
  const permuted = finish(run(input({ cases, ...csr }), options));
  const normal = finish(run(input({ cases, ...csr }), { ...options, inference: "analytic" }));
  expect(permuted.z).toEqual(normal.z);
  // Counts are skewed: the two differ, but seldom by much.
  expect(permuted.p.filter((p, i) => Math.abs(p - normal.p[i]) < 0.1).length / 296).toBeGreaterThan(0.9);
});

test("a statistic comes with its own scale: z is what its mean and variance say", () => {
  const random = createRandom(21);
  const cases = Float64Array.from({ length: 300 }, () => random.below(40));
  for (const statistic of ["gi-star", "gi", "moran"] as const) {
    for (const moments of params.moments.options) {
      const options = { ...defaults, statistic, moments, inference: "analytic" } as const;
      const { z, raw, rawExpected, rawVariance } = finish(run(input({ cases, ...town }), options));
      const own = raw.map((value, i) => (value - (rawExpected[i] ?? 0)) / Math.sqrt(rawVariance[i] ?? 0));
      expect(Math.max(...own.map((value, i) => Math.abs(value - (z[i] ?? 0))))).toBeLessThan(1e-9);
    }
  }
  const geary = finish(run(input({ cases, ...town }), { ...defaults, statistic: "geary", permutations: 99 }));
  expect(geary.raw).toEqual(geary.statistic);
  expect(geary.rawVariance.every(Number.isNaN)).toBe(true);
});

test("rates come with the chance of their cases at the overall rate, counts do not", () => {
  const cases = Float64Array.of(1, 20, 30, 40, 2);
  const base = Float64Array.of(10, 300, 400, 500, 20);
  const options = { ...defaults, measure: "rate", inference: "analytic" } as const;
  const { chance } = finish(run(input({ cases, base, ...line }), options));
  // One case where 93/1230 · 10 are expected: P(X ≥ 1).
  expect(chance[0]).toBeCloseTo(1 - Math.exp(-930 / 1230), 12);
  expect(finish(run(input({ cases, ...line }), defaults)).chance.every(Number.isNaN)).toBe(true);
});
