import { expect, test } from "vitest";
import { csrFromLists, finish, worstDifference } from "../../../test/support/hotspot-oracles.ts";
import { hasShared, sharedJson } from "../../../test/support/shared.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { empiricalBayesIndex } from "../../lib/empirical-bayes.ts";
import { createRandom } from "../../lib/random.ts";
import { cellNeighbours, tessellate } from "../../lib/tessellation.ts";
import { emergingClass, emergingClasses } from "./kernel/classes.ts";
import { params } from "./kernel/params.ts";
import { run } from "./kernel.ts";

const defaults = defaultParams(params);

interface SfdepOracle {
  readonly value_by_time_then_region: number[];
  readonly queen_neighbors0_no_self: number[][];
  readonly k0: SfdepCube;
  readonly k1: SfdepCube;
}
interface SfdepCube {
  readonly gi_star_by_time_then_region: number[];
  readonly mk_z: number[];
  readonly kendall_exact_p: number[];
}
const boston = "oracles/01-emerging-hotspot/bos_ecometric_sfdep.json";
test.skipIf(!hasShared(boston))(
  "Gi* slice by slice and its trends equal sfdep's in Boston, with and without a time lag",
  () => {
    const data = sharedJson<SfdepOracle>(boston);
    const value = Float64Array.from(data.value_by_time_then_region);
    const csr = csrFromLists(data.queen_neighbors0_no_self);
    for (const [lag, cube] of [
      [0, data.k0],
      [1, data.k1],
    ] as const) {
      const result = finish(run({ value, ...csr }, { ...defaults, lag, pool: "slice" }));
      expect(worstDifference(result.z, cube.gi_star_by_time_then_region)).toBeLessThan(1e-9);
      expect(worstDifference(result.trendZ, cube.mk_z)).toBeLessThan(1e-9);
      expect(worstDifference(result.trendP, cube.kendall_exact_p)).toBeLessThan(1e-9);
    }
  },
);

test("pooled over the cube, Gi* is the definition applied to all bins at once", () => {
  const csr = csrFromLists([[1], [0, 2], [1]]);
  const random = createRandom(2);
  const value = Float64Array.from({ length: 15 }, () => random.below(9));
  const { z } = finish(run({ value, ...csr }, { ...defaults, lag: 2 }));
  const mean = value.reduce((a, b) => a + b) / 15;
  const variance = value.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 15;
  for (let bin = 0; bin < 15; bin++) {
    const [t, i] = [Math.floor(bin / 3), bin % 3];
    const own = [i, ...csr.neighbour.subarray(csr.start[i], csr.start[i + 1])];
    const bins = [t, t - 1, t - 2].filter((step) => step >= 0).flatMap((step) => own.map((j) => step * 3 + j));
    const w = bins.length;
    const top = bins.reduce((sum, b) => sum + value[b], 0) - w * mean;
    expect(z[bin]).toBeCloseTo(top / Math.sqrt((variance * (15 * w - w * w)) / 14), 10);
  }
});

/** States as text: h hot, c cold, - neither; the newest last. */
function classOf(text: string, trend = 0): string {
  const states = Int8Array.from(text, (letter) => (letter === "h" ? 1 : letter === "c" ? -1 : 0));
  return emergingClasses[emergingClass(states, trend)];
}

test("the eight hot classes follow Esri's text", () => {
  expect(classOf("---------h")).toBe("new-hot");
  expect(classOf("c-c------h")).toBe("new-hot");
  expect(classOf("h")).toBe("new-hot");
  expect(classOf("--------hh")).toBe("consecutive-hot");
  expect(classOf("--hhhhhhhh")).toBe("consecutive-hot");
  expect(classOf("hhhhhhhhhh", 1)).toBe("intensifying-hot");
  expect(classOf("-hhhhhhhhh", 1)).toBe("intensifying-hot");
  expect(classOf("hhhhhhhhhh", -1)).toBe("diminishing-hot");
  expect(classOf("hhh-hhhhhh")).toBe("persistent-hot");
  expect(classOf("h-h--h---h")).toBe("sporadic-hot");
  expect(classOf("h-hhhhhhh-hh".repeat(1))).toBe("sporadic-hot");
  expect(classOf("hc--hh---h")).toBe("oscillating-hot");
  expect(classOf("hhhhhhhhh-")).toBe("historical-hot");
});

test("the eight cold classes mirror them, a falling z intensifying", () => {
  expect(classOf("---------c")).toBe("new-cold");
  expect(classOf("--------cc")).toBe("consecutive-cold");
  expect(classOf("cccccccccc", -1)).toBe("intensifying-cold");
  expect(classOf("cccccccccc", 1)).toBe("diminishing-cold");
  expect(classOf("cccccccccc")).toBe("persistent-cold");
  expect(classOf("c--c-----c")).toBe("sporadic-cold");
  expect(classOf("ch-c-----c")).toBe("oscillating-cold");
  expect(classOf("ccccccccc-")).toBe("historical-cold");
});

test("all else is no pattern, and what an area is now goes before what it was", () => {
  for (const text of ["", "-", "----------", "hhhhhhhh--", "hh--------", "h-c-h-c---"])
    expect(classOf(text)).toBe("none");
  expect(classOf("hhhhhhhhhc")).toBe("new-cold");
});

test("a spot planted in the last steps of a random cube emerges, and hardly anything else does", () => {
  const grid = tessellate("square", { minX: 0, minY: 0, maxX: 1200, maxY: 1200 }, 100);
  const csr = cellNeighbours(grid, "queen");
  const random = createRandom(3);
  const planted = (cell: number) => cell % 12 >= 4 && cell % 12 <= 6 && cell >= 48 && cell < 84;
  const value = Float64Array.from({ length: 20 * 144 }, (_, bin) => {
    const strength = planted(bin % 144) && bin >= 15 * 144 ? 6 : 0;
    return Math.max(0, 10 + 3 * random.gaussian() + strength);
  });
  const result = finish(run({ value, ...csr }, defaults));
  const names = Array.from(result.class, (code) => emergingClasses[code]);
  // The corners of the patch have more neighbours outside than inside.
  expect(names.filter((name, cell) => planted(cell) && name === "consecutive-hot").length).toBeGreaterThanOrEqual(5);
  expect(names[5 * 12 + 5]).toBe("consecutive-hot");
  const near = (cell: number) =>
    planted(cell) || csr.neighbour.subarray(csr.start[cell], csr.start[cell + 1]).some(planted);
  expect(names.filter((name, cell) => !near(cell) && name !== "none").length).toBeLessThanOrEqual(6);
  expect(result.trendZ[5 * 12 + 5]).toBeGreaterThan(1.96);
});

const ring = csrFromLists(Array.from({ length: 12 }, (_, i) => [(i + 11) % 12, (i + 1) % 12].sort((a, b) => a - b)));

test("rates are judged as the numbers they are, with a base per area or per bin", () => {
  const random = createRandom(12);
  const base = Float64Array.from({ length: 12 }, () => random.between(50, 400));
  const value = Float64Array.from({ length: 120 }, (_, bin) => Math.round((base[bin % 12] ?? 0) * random.float()));
  const rate = value.map((cases, bin) => cases / (base[bin % 12] ?? 0));
  const expected = finish(run({ value: rate, ...ring }, defaults));
  const perArea = finish(run({ value, base, ...ring }, { ...defaults, measure: "rate" }));
  expect(worstDifference(perArea.z, [...expected.z])).toBeLessThan(1e-12);
  const everyBin = value.map((_, bin) => base[bin % 12] ?? 0);
  const perBin = finish(run({ value, base: everyBin, ...ring }, { ...defaults, measure: "rate" }));
  expect(perBin).toEqual(perArea);
  const standardised = empiricalBayesIndex({ cases: value, base: everyBin });
  const ebi = finish(run({ value, base, ...ring }, { ...defaults, measure: "ebi" }));
  expect(ebi).toEqual(finish(run({ value: standardised, ...ring }, defaults)));
});

test("areas without a base are left out, and the others are judged as if they were not there", () => {
  const random = createRandom(13);
  const value = Float64Array.from({ length: 120 }, () => random.below(30));
  const base = Float64Array.from({ length: 12 }, (_, i) => (i === 11 ? 0 : 100));
  const result = finish(run({ value, base, ...ring }, { ...defaults, measure: "rate" }));
  const others = value.filter((_, bin) => bin % 12 !== 11);
  const line = csrFromLists(Array.from({ length: 11 }, (_, i) => [i - 1, i + 1].filter((j) => j >= 0 && j < 11)));
  const without = finish(run({ value: others, base: base.slice(0, 11), ...line }, { ...defaults, measure: "rate" }));
  expect(result.z.filter((_, bin) => bin % 12 !== 11)).toEqual(without.z);
  expect(result.class.slice(0, 11)).toEqual(without.class);
  expect(result.slope.slice(0, 11)).toEqual(without.slope);
  expect([result.class[11], result.trendP[11], result.z[11], result.state[11]]).toEqual([0, Number.NaN, Number.NaN, 0]);
  const none = { value, base: new Float64Array(12), ...ring };
  expect(finish(run(none, { ...defaults, measure: "ebi" })).class.every((code) => code === 0)).toBe(true);
  expect(() => finish(run({ value, ...ring }, { ...defaults, measure: "rate" }))).toThrow("expected 12 or 120");
});

test("every trend test finds a planted rise, and the seasonal one does not take a rhythm for one", () => {
  const random = createRandom(14);
  const cube = (at: (t: number) => number) =>
    Float64Array.from({ length: 36 * 12 }, (_, bin) =>
      Math.max(0, 20 + random.gaussian() + (bin % 12 < 3 ? at(Math.floor(bin / 12)) : 0)),
    );
  const [rising, rhythm] = [cube((t) => 0.4 * t), cube((t) => 6 * Math.sin((Math.PI * t) / 6))];
  for (const trend of params.trend.options) {
    const result = finish(run({ value: rising, ...ring }, { ...defaults, trend, lag: 0 }));
    expect(result.trendP[1], trend).toBeLessThan(0.05);
    expect(result.slope[1], trend).toBeGreaterThan(0);
  }
  const seasonal = finish(run({ value: rhythm, ...ring }, { ...defaults, trend: "seasonal", lag: 0 }));
  expect(seasonal.trendP[1]).toBeGreaterThan(0.05);
});

test("constant, empty and single-step cubes have no spots, and gaps are refused", () => {
  const csr = csrFromLists([[1], [0]]);
  const none = (value: Float64Array) => [...finish(run({ value, ...csr }, defaults)).class];
  expect(none(new Float64Array(10).fill(3))).toEqual([0, 0]);
  expect(none(Float64Array.of(1, 2))).toEqual([0, 0]);
  expect(none(new Float64Array(0))).toEqual([0, 0]);
  expect(finish(run({ value: new Float64Array(0), ...csrFromLists([]) }, defaults)).class).toHaveLength(0);
  expect(() => none(new Float64Array(3))).toThrow("no whole steps of 2 areas");
  expect(() => none(Float64Array.of(1, Number.NaN))).toThrow("missing bins must be filled");
});
