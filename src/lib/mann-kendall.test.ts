import { expect, test } from "vitest";
import { worstDifference } from "../../test/support/hotspot-oracles.ts";
import { hasShared, sharedJson, sharedText } from "../../test/support/shared.ts";
import { mannKendall, mannKendallAutocorrelated, senSlope } from "./mann-kendall.ts";
import { createRandom } from "./random.ts";

const folder = "oracles/01-mannkendall";

function column(file: string, index: number): Float64Array {
  const lines = sharedText(`${folder}/${file}`).trim().split(/\r?\n/).slice(1);
  return Float64Array.from(lines, (line) => {
    const cell = line.split(",")[index]?.trim() ?? "";
    return cell === "" ? Number.NaN : Number(cell);
  });
}

test.skipIf(!hasShared(folder))("trends equal the published ones of pyMannKendall", () => {
  const births = column("daily-total-female-births.csv", 1);
  const { s, variance, z, p, tau } = mannKendall(births);
  expect([s, variance]).toEqual([12336, 5412244]);
  expect(z).toBeCloseTo(5.302131199455321, 12);
  // The published p is 1 less a number near 1: it has nine digits.
  expect(p / 1.144585319856617e-7).toBeCloseTo(1, 8);
  expect(tau).toBeCloseTo(0.18569923227457474, 14);
  expect(senSlope(births)).toEqual({ slope: 0.019230769230769232, intercept: 38.5 });
  const rainfall = mannKendall(arbitraryData());
  expect(rainfall.s).toBe(-1959);
  expect(rainfall.variance).toBeCloseTo(4889800.333333333, 6);
  expect(rainfall.z).toBeCloseTo(-0.8854562842589916, 12);
  expect(rainfall.p).toBeCloseTo(0.37591058740506833, 12);
  expect(rainfall.tau).toBeCloseTo(-0.03153167653875869, 14);
  const { slope, intercept } = senSlope(arbitraryData());
  expect([slope, intercept]).toEqual([-0.006369426751592357, 96.15286624203821]);
});

/** The 360 values with gaps of pyMannKendall's own tests, read from a copy of that file. */
function arbitraryData(): Float64Array {
  const source = sharedText(`${folder}/test_pymannkendall_HEAD.py.txt`);
  const list = /arbitrary_1d_data = np\.array\(\[([^\]]*)\]/.exec(source)?.[1] ?? "";
  return Float64Array.from(list.split(","), (cell) => (cell.includes("nan") ? Number.NaN : Number(cell)));
}

test.skipIf(!hasShared(folder))("Hamed and Rao's correction equals the published one", () => {
  const shampoo = mannKendallAutocorrelated(column("shampoo.csv", 1));
  expect(shampoo.variance).toBeCloseTo(7322.011164105283, 8);
  expect(shampoo.z).toBeCloseTo(5.130377554630905, 10);
  expect(shampoo.p / 2.8916160532688195e-7).toBeCloseTo(1, 8);
  const rainfall = mannKendallAutocorrelated(arbitraryData());
  expect(rainfall.z).toBeCloseTo(-3.8419950613710894, 10);
  expect(rainfall.p).toBeCloseTo(0.00012203829241275166, 12);
  const threeLags = mannKendallAutocorrelated(arbitraryData(), 3);
  expect(threeLags.variance).toBeCloseTo(14228919.889368296, 5);
  expect(threeLags.z).toBeCloseTo(-0.5190709455046154, 10);
});

interface SfdepOracle {
  readonly region: string[];
  readonly times: string[];
  readonly k0: SfdepCube;
  readonly k1: SfdepCube;
}
interface SfdepCube {
  readonly gi_star_by_time_then_region: number[];
  readonly mk_S: number[];
  readonly mk_varS: number[];
  readonly mk_z: number[];
  readonly kendall_exact_p: number[];
}
const boston = "oracles/01-emerging-hotspot/bos_ecometric_sfdep.json";
test.skipIf(!hasShared(boston))("S, variance, z and exact p equal R's on 336 short series", () => {
  const data = sharedJson<SfdepOracle>(boston);
  for (const cube of [data.k0, data.k1]) {
    const trends = data.region.map((_, r) =>
      mannKendall(data.times.map((_, t) => cube.gi_star_by_time_then_region[t * data.region.length + r])),
    );
    expect(trends.map((trend) => trend.s)).toEqual(cube.mk_S);
    expect(
      worstDifference(
        trends.map((trend) => trend.variance),
        cube.mk_varS,
      ),
    ).toBeLessThan(1e-9);
    expect(
      worstDifference(
        trends.map((trend) => trend.z),
        cube.mk_z,
      ),
    ).toBeLessThan(1e-9);
    expect(
      worstDifference(
        trends.map((trend) => trend.p),
        cube.kendall_exact_p,
      ),
    ).toBeLessThan(1e-9);
  }
});

test("the exact p-value is that of all orders, and any monotone change of the values keeps it", () => {
  const series = [3, 1, 2, 5, 4];
  const orders = (left: number[]): number[][] =>
    left.length === 0 ? [[]] : left.flatMap((v) => orders(left.filter((w) => w !== v)).map((rest) => [v, ...rest]));
  const all = orders(series).map((order) => Math.abs(mannKendall(order).s));
  const { s, p } = mannKendall(series);
  expect(p).toBeCloseTo(all.filter((other) => other >= Math.abs(s)).length / all.length, 12);
  expect(mannKendall(series.map(Math.exp)).p).toBe(p);
  expect(mannKendall(series.toReversed()).s).toBe(-s);
});

test("a trend hidden in noise is found, and its slope is near the true one", () => {
  const random = createRandom(7);
  const series = Array.from({ length: 80 }, (_, i) => 0.1 * i + random.gaussian());
  expect(mannKendall(series).p).toBeLessThan(1e-8);
  expect(senSlope(series).slope).toBeCloseTo(0.1, 1);
  expect(mannKendallAutocorrelated(series).p).toBeLessThan(1e-3);
});

test("constant, short and missing series have no trend", () => {
  for (const test of [mannKendall, mannKendallAutocorrelated]) {
    for (const series of [[], [4], [2, 2, 2, 2, 2, 2], [Number.NaN, 3, Number.NaN]]) {
      expect(test(series)).toMatchObject({ s: 0, z: 0, p: 1, tau: 0 });
    }
  }
  expect(senSlope([1]).slope).toBeNaN();
  expect(senSlope([1, Number.NaN, 5])).toEqual({ slope: 2, intercept: 1 });
});
