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

test("a case on a street that does not exist is refused", () => {
  const events = { edge: Uint32Array.of(3), fraction: Float64Array.of(0), weight: new Float64Array(0) };
  expect(() => finish(run({ ...town, ...events }, defaultParams(params)))).toThrow("there is a case on street 3 of 3");
});
