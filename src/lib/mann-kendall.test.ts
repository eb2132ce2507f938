import { expect, test } from "vitest";
import { worstDifference } from "../../test/support/hotspot-oracles.ts";
import { hasShared, sharedJson, sharedText } from "../../test/support/shared.ts";
import { mannKendall, senSlope } from "./mann-kendall.ts";
import { hamedRao, preWhitened, trendFreePreWhitened, yueWang } from "./mann-kendall-serial.ts";
import {
  correlatedMannKendall,
  partialMannKendall,
  pooledMannKendall,
  pooledSenSlope,
  seasonsOf,
} from "./mann-kendall-several.ts";
import { twoSidedP } from "./normal.ts";
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
  const shampoo = hamedRao(column("shampoo.csv", 1));
  expect(shampoo.variance).toBeCloseTo(7322.011164105283, 8);
  expect(shampoo.z).toBeCloseTo(5.130377554630905, 10);
  expect(shampoo.p / 2.8916160532688195e-7).toBeCloseTo(1, 8);
  const rainfall = hamedRao(arbitraryData());
  expect(rainfall.z).toBeCloseTo(-3.8419950613710894, 10);
  expect(rainfall.p).toBeCloseTo(0.00012203829241275166, 12);
  expect(rainfall.variance).toBeCloseTo(259723.81316716125, 5);
  const threeLags = hamedRao(arbitraryData(), 3);
  expect(threeLags.variance).toBeCloseTo(14228919.889368296, 5);
  expect(threeLags.z).toBeCloseTo(-0.5190709455046154, 10);
  expect(threeLags.p).toBeCloseTo(0.6037112685123898, 10);
});

test.skipIf(!hasShared(folder))(
  "Yue and Wang's correction and both kinds of pre-whitening equal the published ones",
  () => {
    const shampoo = column("shampoo.csv", 1);
    expect(yueWang(shampoo).z).toBeCloseTo(7.228299591844883, 9);
    expect(trendFreePreWhitened(shampoo).z).toBeCloseTo(6.078212917371978, 9);
    expect(preWhitened(shampoo).z).toBeCloseTo(2.982300730486251, 9);
    const all = yueWang(arbitraryData());
    expect([all.s, all.z, all.p]).toEqual([-1959, close(-2.6354977553857504), close(0.008401398144858296)]);
    expect(all.variance).toBeCloseTo(551950.4269211816, 4);
    const first = yueWang(arbitraryData(), 1);
    expect([first.z, first.p]).toEqual([close(-0.6078133313683783), close(0.5433112864060043)]);
    expect(first.variance).toBeCloseTo(10377313.384506395, 4);
    expect(preWhitened(arbitraryData())).toMatchObject({
      s: -219,
      variance: close(4865719),
      z: close(-0.09882867695903437),
      p: close(0.9212742990272651),
      tau: close(-0.003545066045066045),
    });
    expect(trendFreePreWhitened(arbitraryData())).toMatchObject({
      s: -630,
      variance: close(4866576),
      z: close(-0.28512735834365455),
      p: close(0.7755465706913385),
      tau: close(-0.010198135198135198),
    });
  },
);

const close = (value: number) => expect.closeTo(value, 9) as number;

/** The columns of the 80 pairs of pyMannKendall's own tests. */
function arbitraryPairs(): Float64Array[] {
  const source = sharedText(`${folder}/test_pymannkendall_HEAD.py.txt`);
  const list = /arbitrary_2d_data = np\.array\(\[([^;]*?)\]\)/.exec(source)?.[1] ?? "";
  const cells = list.replaceAll(/[[\]\s]/g, "").split(",");
  const number = (cell: string | undefined) => (cell === "np.nan" ? Number.NaN : Number(cell));
  return [0, 1].map((k) => Float64Array.from({ length: cells.length / 2 }, (_, i) => number(cells[2 * i + k])));
}

test.skipIf(!hasShared(folder))("trends of seasons and sites together equal the published ones", () => {
  const passengers = seasonsOf(column("AirPassengers.csv", 1), 12);
  expect(pooledMannKendall(passengers)).toMatchObject({
    s: 784,
    variance: 2550,
    z: close(15.50571052301472),
    tau: close(0.98989898989899),
  });
  expect(pooledSenSlope(passengers)).toBeCloseTo(30.23611111111111, 12);
  const seasons = seasonsOf(arbitraryData(), 12);
  expect(pooledMannKendall(seasons)).toMatchObject({
    s: -399,
    variance: close(34702.333333333336),
    z: close(-2.136504114534638),
    p: close(0.03263834596177739),
    tau: close(-0.0794979079497908),
  });
  expect(pooledSenSlope(seasons)).toBeCloseTo(-0.08695652173913043, 12);
  expect(correlatedMannKendall(seasons)).toMatchObject({
    s: -333,
    variance: close(31427.666666666664),
    z: close(-1.878400366918792),
    p: close(0.06032641537423844),
    tau: close(-0.10054347826086957),
  });
  const pairs = arbitraryPairs();
  expect(pooledMannKendall(pairs)).toMatchObject({
    s: -362,
    variance: close(103278),
    z: close(-1.1233194854000186),
    p: close(0.2613018311185482),
    tau: close(-0.06185919343814081),
  });
  expect(correlatedMannKendall(pairs)).toMatchObject({
    s: -317,
    variance: close(27913),
    z: close(-1.8973873659119118),
    p: close(0.05777683185903615),
    tau: close(-0.05868196964087375),
  });
  expect(pooledSenSlope(pairs)).toBeCloseTo(-0.680446465481604, 12);
  const [quality, discharge] = pairs;
  expect(partialMannKendall(quality, discharge)).toMatchObject({
    s: close(-282.53012319329804),
    variance: close(23740.695506142725),
    z: close(-1.8336567432191642),
    p: close(0.06670496348739152),
    tau: close(-0.07552758237689744),
  });
  const { slope, intercept } = senSlope(quality);
  expect([slope, intercept]).toEqual([close(-0.5634920634920635), close(471.9761904761905)]);
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
  readonly mk_p_normal_cc: number[];
  readonly kendall_tau_b: number[];
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
        trends.map((trend) => twoSidedP(trend.z)),
        cube.mk_p_normal_cc,
      ),
    ).toBeLessThan(1e-9);
    // Without ties in time or value, tau-b is tau-a.
    expect(
      worstDifference(
        trends.map((trend) => trend.tau),
        cube.kendall_tau_b,
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
  expect(hamedRao(series).p).toBeLessThan(1e-3);
});

test("constant, short and missing series have no trend", () => {
  const seasonal = (series: ArrayLike<number>) => pooledMannKendall(seasonsOf(series, 3));
  const correlated = (series: ArrayLike<number>) => correlatedMannKendall(seasonsOf(series, 3));
  for (const test of [mannKendall, hamedRao, yueWang, preWhitened, trendFreePreWhitened, seasonal, correlated]) {
    for (const series of [[], [4], [2, 2, 2, 2, 2, 2], [Number.NaN, 3, Number.NaN]]) {
      expect(test(series)).toMatchObject({ s: 0, z: 0, p: 1, tau: 0 });
    }
  }
  expect(senSlope([1]).slope).toBeNaN();
  expect(senSlope([1, Number.NaN, 5])).toEqual({ slope: 2, intercept: 1 });
});
