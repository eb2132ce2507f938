import { expect, test } from "vitest";
import { hasShared, sharedJson } from "../../test/support/shared.ts";
import { minimise, root } from "./brent.ts";
import {
  binnedDensity,
  crossValidatedBandwidth,
  normalReferenceBandwidth,
  ruleOfThumbBandwidth,
  sheatherJonesBandwidth,
} from "./density-line.ts";
import { createRandom } from "./random.ts";

interface Oracle {
  readonly faithful: number[];
  readonly precip: number[];
  readonly bw: Record<"nrd0" | "nrd" | "SJ_ste" | "SJ_dpi" | "ucv" | "bcv", number>;
  readonly bw_precip: { readonly nrd0: number; readonly SJ: number };
  readonly density_nrd0: { readonly x: number[]; readonly y: number[] };
}
const path = "oracles/01-kde/bw_1d_R.json";
test.skipIf(!hasShared(path))("every bandwidth in one dimension equals R's", () => {
  const { faithful, precip, bw, bw_precip } = sharedJson<Oracle>(path);
  const values = Float64Array.from(faithful);
  expect(ruleOfThumbBandwidth(values)).toBeCloseTo(bw.nrd0, 12);
  expect(normalReferenceBandwidth(values)).toBeCloseTo(bw.nrd, 12);
  expect(sheatherJonesBandwidth(values)).toBeCloseTo(bw.SJ_ste, 12);
  expect(sheatherJonesBandwidth(values, "direct")).toBeCloseTo(bw.SJ_dpi, 12);
  expect(crossValidatedBandwidth(values, "unbiased")).toBeCloseTo(bw.ucv, 12);
  expect(crossValidatedBandwidth(values, "biased")).toBeCloseTo(bw.bcv, 12);
  expect(ruleOfThumbBandwidth(Float64Array.from(precip))).toBeCloseTo(bw_precip.nrd0, 12);
  expect(sheatherJonesBandwidth(Float64Array.from(precip))).toBeCloseTo(bw_precip.SJ, 12);
});

test.skipIf(!hasShared(path))("binned density equals R's density() where that stretches its distances", () => {
  const { faithful, bw, density_nrd0: expected } = sharedJson<Oracle>(path);
  const values = Float64Array.from(faithful);
  const [from, to, count] = [Math.min(...values) - 7 * bw.nrd0, Math.max(...values) + 7 * bw.nrd0, 512];
  const stretched = (2 * count - 2) / (2 * count - 1);
  const density = binnedDensity(values, { from, to, count }, bw.nrd0 / stretched).map((d) => d / stretched);
  for (const [k, x] of expected.x.entries()) {
    const at = ((x - from) / (to - from)) * (count - 1);
    const left = Math.floor(at);
    expect(density[left] + (at - left) * (density[left + 1] - density[left])).toBeCloseTo(expected.y[k], 12);
  }
});

test("a binned density on a fine grid is the sum of the kernels, and holds all values", () => {
  const values = Float64Array.of(1, 2.5, 2.7, 4);
  const grid = { from: -4, to: 9, count: 1301 };
  const density = binnedDensity(values, grid, 0.5);
  expect(density.reduce((sum, d) => sum + d * 0.01, 0)).toBeCloseTo(1, 6);
  const at = (x: number) =>
    values.reduce((sum, v) => sum + Math.exp(-2 * (x - v) ** 2) / (4 * 0.5 * Math.sqrt(2 * Math.PI)), 0);
  for (const k of [400, 555, 700]) expect(density[k]).toBeCloseTo(at(-4 + 0.01 * k), 4);
});

test("bandwidths change with the unit of the values and not with their origin", () => {
  const random = createRandom(3);
  const values = Float64Array.from({ length: 120 }, () => random.gaussian());
  for (const rule of [ruleOfThumbBandwidth, normalReferenceBandwidth]) {
    expect(rule(values.map((v) => 100 + 7 * v))).toBeCloseTo(7 * rule(values), 9);
  }
  // Bins move with the origin.
  const [own, moved] = [values, values.map((v) => 100 + 7 * v)].map((v) => sheatherJonesBandwidth(v));
  expect(moved / own / 7).toBeCloseTo(1, 2);
});

test("values that do not differ have no bandwidth", () => {
  expect(ruleOfThumbBandwidth(Float64Array.of(3, 3, 3))).toBeGreaterThan(0);
  expect(() => sheatherJonesBandwidth(Float64Array.of(3, 3, 3))).toThrow("values that differ");
  expect(() => crossValidatedBandwidth(Float64Array.of(3), "biased")).toThrow("at least two values");
});

test("minima and roots of known functions are found", () => {
  expect(minimise((x) => (x - 1 / 3) ** 2, { lower: 0, upper: 1, tolerance: 1e-8 })).toBeCloseTo(1 / 3, 8);
  expect(minimise((x) => Math.abs(x - 0.9), { lower: 0, upper: 1, tolerance: 1e-8 })).toBeCloseTo(0.9, 7);
  expect(root((x) => x ** 3 - 2, { lower: 0, upper: 2, tolerance: 1e-12 })).toBeCloseTo(Math.cbrt(2), 11);
  expect(root((x) => Math.exp(x) - 1, { lower: -3, upper: 0, tolerance: 1e-12 })).toBeCloseTo(0, 11);
  expect(() => root((x) => x * x + 1, { lower: 0, upper: 1, tolerance: 1e-9 })).toThrow("no root between 0 and 1");
});
