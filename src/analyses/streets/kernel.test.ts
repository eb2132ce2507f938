import { expect, test } from "vitest";
import { finish } from "../../../test/support/hotspot-oracles.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";
import { run } from "./kernel.ts";

const town = {
  from: Uint32Array.of(0, 1, 1),
  to: Uint32Array.of(1, 2, 3),
  lengthMetres: Float64Array.of(400, 300, 500),
};

test("cases spread along the streets and add up, with their weights", () => {
  const events = {
    edge: Uint32Array.of(0, 2, 2),
    fraction: Float64Array.of(0.5, 0.1, 1),
    weight: Float64Array.of(1, 2, 3),
  };
  const result = finish(run({ ...town, ...events }, defaultParams(params)));
  const total = result.perKm.reduce(
    (sum, d, k) =>
      sum + (d / 1000) * (result.toFraction[k] - result.fromFraction[k]) * town.lengthMetres[result.edge[k]],
    0,
  );
  expect(total).toBeCloseTo(6, 9);
  const densest = result.perKm.indexOf(Math.max(...result.perKm));
  expect([result.edge[densest], result.toFraction[densest]]).toEqual([2, 1]);
});

test("equal splits give each street its part, and stop at dead ends or turn there", () => {
  const events = { edge: Uint32Array.of(0), fraction: Float64Array.of(0.75), weight: Float64Array.of(4) };
  const options = { ...defaultParams(params), sigmaMetres: 100, spacingMetres: 2 };
  const on = (method: typeof options.method) => {
    const { edge, fromFraction, toFraction, perKm } = finish(run({ ...town, ...events }, { ...options, method }));
    const cases = [0, 0, 0];
    for (const [k, e] of edge.entries()) {
      const km = ((toFraction[k] ?? 0) - (fromFraction[k] ?? 0)) * (town.lengthMetres[e] ?? 0) * 0.001;
      cases[e] = (cases[e] ?? 0) + (perKm[k] ?? 0) * km;
    }
    return cases;
  };
  // Beyond 100 m, one standard deviation, an Epanechnikov kernel has (2 − 3/√5 + 1/√125) / 4 of its mass.
  const beyond = 4 * ((2 - 3 / Math.sqrt(5) + 1 / Math.sqrt(125)) / 4);
  expect(on("equal-split")).toEqual([4 - beyond, beyond / 2, beyond / 2].map((cases) => expect.closeTo(cases, 3)));
  const continuous = on("equal-split-continuous");
  expect(continuous).toEqual(
    [4 - (beyond * 4) / 3, (beyond * 2) / 3, (beyond * 2) / 3].map((cases) => expect.closeTo(cases, 3)),
  );
});

test("a case on a street that does not exist is refused", () => {
  const events = { edge: Uint32Array.of(3), fraction: Float64Array.of(0), weight: new Float64Array(0) };
  expect(() => finish(run({ ...town, ...events }, defaultParams(params)))).toThrow("there is a case on street 3 of 3");
});
