import { expect, test } from "vitest";
import { chicago } from "../../test/support/chicago.ts";
import { hasShared } from "../../test/support/shared.ts";
import { likelyStreetBandwidth, quickStreetDensity, type StreetLines } from "./network-quick.ts";

const path = "oracles/01-kde/network_kde_spatstat_chicago.json";
test.skipIf(!hasShared(path))(
  "quick densities in Chicago come to spatstat's, whose pixels are 1/128 of the frame",
  () => {
    const { oracle } = chicago();
    const end = (k: 0 | 1) => ({
      x: Float64Array.from(oracle.edges0, (edge) => oracle.vertices.x[edge[k]]),
      y: Float64Array.from(oracle.edges0, (edge) => oracle.vertices.y[edge[k]]),
    });
    const [from, to] = [end(0), end(1)];
    const streets: StreetLines = { fromX: from.x, fromY: from.y, toX: to.x, toY: to.y };
    const crimes = { x: Float64Array.from(oracle.points.x), y: Float64Array.from(oracle.points.y) };
    const quick = quickStreetDensity(streets, crimes, 150, false);
    const errors = oracle.quick2d_sigma150.map((expected, k) => Math.abs(quick[k] / expected - 1));
    expect(errors.reduce((a, b) => a + b) / errors.length).toBeLessThan(0.01);
    // spatstat 3.0 on 1,024 pixels a side, at the first and the third crime: 0.8 % and less from its own 128.
    expect(quick[0] / 0.006718695541140374).toBeCloseTo(1, 2);
    expect(quick[2] / 0.006282008151170575).toBeCloseTo(1, 2);
    // spatstat's bw.lppl by Euclidean distance; by path it takes the nearest of its time steps, 158.49.
    const rough = { roughMetres: oracle.bw["scott.iso"], extentMetres: 1704.302098970127 };
    expect(likelyStreetBandwidth(streets, crimes, rough)).toBeCloseTo(154.7705989128894, 9);
  },
);

test("on one long street the quick density is the plain one, and a case alone has none", () => {
  const street = {
    fromX: Float64Array.of(-5000),
    fromY: Float64Array.of(0),
    toX: Float64Array.of(5000),
    toY: Float64Array.of(0),
  };
  const cases = { x: Float64Array.of(0, 30), y: Float64Array.of(0, 0) };
  const normal = (d: number) => Math.exp(-0.5 * (d / 20) ** 2) / (20 * Math.sqrt(2 * Math.PI));
  expect([...quickStreetDensity(street, cases, 20)]).toEqual(
    [normal(30), normal(30)].map((d) => expect.closeTo(d, 12)),
  );
  expect(quickStreetDensity(street, { x: Float64Array.of(3), y: Float64Array.of(0) }, 20)[0]).toBe(0);
});
