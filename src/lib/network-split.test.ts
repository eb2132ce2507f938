import { expect, test } from "vitest";
import { chicago, network, positions } from "../../test/support/chicago.ts";
import { finish, worstDifference } from "../../test/support/hotspot-oracles.ts";
import { hasShared } from "../../test/support/shared.ts";
import { scottBandwidth } from "./kde.ts";
import { networkDistances, networkK } from "./network-k.ts";
import { networkDensityAt } from "./network-kde.ts";
import { type SplitOptions, splitDensity, splitDensityAt } from "./network-split.ts";
import { createRandom } from "./random.ts";

const path = "oracles/01-kde/network_kde_spatstat_chicago.json";

test.skipIf(!hasShared(path))("equal-split densities at 116 crimes in Chicago equal spatstat's", () => {
  const { town, crimes, oracle } = chicago();
  const at = (split: SplitOptions["split"], sigmaMetres: number) =>
    finish(splitDensityAt(town, crimes, crimes, { split, sigmaMetres, kernel: "epanechnikov" }));
  for (const [ours, theirs] of [
    [at("discontinuous", 60), oracle.equalsplit_discontinuous_epan_sigma60],
    [at("discontinuous", 150), oracle.equalsplit_discontinuous_epan_sigma150],
    [at("continuous", 60), oracle.equalsplit_continuous_epan_sigma60],
  ] as const) {
    expect(Math.max(...ours.map((d, k) => Math.abs(d / theirs[k] - 1)))).toBeLessThan(1e-9);
  }
});

test.skipIf(!hasShared(path))(
  "heat on a mesh comes to the sum over all paths, four times nearer for half the spacing",
  () => {
    const { town, crimes, oracle } = chicago();
    const gaussian = { split: "continuous", kernel: "gaussian", sigmaMetres: 60, leastShare: 1e-9 } as const;
    const exact = finish(splitDensityAt(town, crimes, crimes, gaussian));
    const error = (ours: ArrayLike<number>) =>
      exact.reduce((sum, d, k) => sum + Math.abs(ours[k] / d - 1), 0) / exact.length;
    const mesh = (spacingMetres: number) =>
      error(finish(networkDensityAt(town, crimes, { ...crimes, sigmaMetres: 60, spacingMetres })));
    const [wide, narrow] = [mesh(4), mesh(2)];
    expect(narrow).toBeLessThan(1e-4);
    expect(wide / narrow).toBeGreaterThan(3.5);
    // spatstat takes every piece, and every crossing, for one of its mean length: it comes to the same as that shrinks.
    expect(error(oracle.heat_sigma60_points)).toBeLessThan(0.01);
    expect(Math.max(...exact.map((d, k) => Math.abs(oracle.heat_sigma60_points[k] / d - 1)))).toBeLessThan(0.03);
  },
);

test.skipIf(!hasShared(path))(
  "distances, the linear K function and Scott's bandwidth of Chicago equal spatstat's",
  () => {
    const { town, crimes, oracle } = chicago();
    const distances = networkDistances(town, crimes);
    expect(distances.reduce((a, b) => a + b, 0) / oracle.pairdist_sum).toBeCloseTo(1, 12);
    for (const [i, row] of oracle.pairdist_first10.entries()) {
      expect(worstDifference(distances.subarray(i * 116, i * 116 + row.length), row)).toBeLessThan(1e-9);
    }
    for (const [correction, expected] of [
      ["none", oracle.linearK_none],
      ["ang", oracle.linearK_Ang],
    ] as const) {
      const k = finish(networkK(town, crimes, { metres: Float64Array.from(expected.r), correction }));
      expect(worstDifference(k, expected.est)).toBeLessThan(1e-9);
    }
    const [alongX, alongY] = scottBandwidth({
      x: Float64Array.from(oracle.points.x),
      y: Float64Array.from(oracle.points.y),
    });
    expect(Math.sqrt(alongX * alongY)).toBeCloseTo(oracle.bw["scott.iso"], 9);
  },
);

test("at a crossing of four, each other street gets a third, or a half with a half sent back", () => {
  const cross = network(5, [
    [0, 1, 1000],
    [0, 2, 1000],
    [0, 3, 1000],
    [0, 4, 1000],
  ]);
  const at = positions([0, 0.3], [1, 0.1], [3, 0.1]);
  const options = { sigmaMetres: 200, kernel: "gaussian" } as const;
  const normal = (d: number) => Math.exp(-0.5 * (d / 200) ** 2) / (200 * Math.sqrt(2 * Math.PI));
  const event = positions([0, 0.1]);
  const plain = finish(splitDensityAt(cross, event, at, { ...options, split: "discontinuous" }));
  expect([...plain]).toEqual([normal(200), normal(200) / 3, normal(200) / 3].map((d) => expect.closeTo(d, 12)));
  const even = finish(splitDensityAt(cross, event, at, { ...options, split: "continuous" }));
  const back = normal(200) - normal(400) / 2;
  expect([...even]).toEqual([back, normal(200) / 2, normal(200) / 2].map((d) => expect.closeTo(d, 7)));
});

test("no case is lost where streets go on, and continuous splitting loses none at dead ends either", () => {
  const random = createRandom(2);
  const edges = Array.from({ length: 24 }, (_, k) => [k % 12, (k * 5 + 1) % 12, random.between(40, 300)] as const);
  const ring = Array.from({ length: 12 }, (_, k) => [k, (k + 1) % 12, 150] as const);
  const town = network(13, [...edges, ...ring, [0, 12, 80]]);
  const cases = positions(...Array.from({ length: 20 }, () => [random.below(36), random.float()] as const));
  const total = (split: SplitOptions["split"]) => {
    const options = { sigmaMetres: 60, kernel: "epanechnikov", split, spacingMetres: 1 } as const;
    const { edge, fromFraction, toFraction, perKm } = finish(splitDensity(town, cases, options));
    return perKm.reduce(
      (sum, d, k) => sum + (d / 1000) * town.lengthMetres[edge[k]] * (toFraction[k] - fromFraction[k]),
      0,
    );
  };
  expect(total("continuous")).toBeCloseTo(20, 2);
  expect(total("discontinuous")).toBeGreaterThan(19);
  expect(total("discontinuous")).toBeLessThan(20.01);
});

test("cases along one street at random have a corrected K that is the distance", () => {
  const random = createRandom(9);
  const street = network(2, [[0, 1, 5000]]);
  const cases = positions(...Array.from({ length: 400 }, () => [0, random.float()] as const));
  const metres = Float64Array.of(0, 100, 300, 600);
  const k = finish(networkK(street, cases, { metres, correction: "ang" }));
  for (const [row, distance] of metres.entries()) expect(Math.abs(k[row] - distance)).toBeLessThan(0.1 * distance + 1);
  expect(finish(networkK(street, positions([0, 0.5]), { metres, correction: "none" })).every(Number.isNaN)).toBe(true);
});

test("loops, dead ends, no events and wrong settings are defined", () => {
  const options = { sigmaMetres: 100, kernel: "epanechnikov", split: "discontinuous", spacingMetres: 10 } as const;
  const loop = network(1, [[0, 0, 120]]);
  const round = finish(splitDensity(loop, positions([0, 0.5]), options));
  expect(round.perKm.reduce((sum, d) => sum + d / 100, 0)).toBeCloseTo(1, 2);
  expect(finish(splitDensity(network(0, []), positions(), options)).perKm).toHaveLength(0);
  const street = network(2, [[0, 1, 90]]);
  expect(finish(splitDensity(street, positions(), options)).perKm.every((d) => d === 0)).toBe(true);
  expect(() => finish(splitDensity(street, positions(), { ...options, sigmaMetres: 0 }))).toThrow("sigma must be");
  expect(() => finish(splitDensity(street, positions(), { ...options, spacingMetres: 0 }))).toThrow("spacing must be");
});
