import { expect, test } from "vitest";
import { positions as events, network } from "../../test/support/chicago.ts";
import { finish } from "../../test/support/hotspot-oracles.ts";
import { networkDensity } from "./network-kde.ts";
import { createRandom } from "./random.ts";

test("on a long street the density is a normal curve, whatever nodes it passes", () => {
  const street = network(4, [
    [0, 1, 1030],
    [1, 2, 470],
    [2, 3, 1500],
  ]);
  const sigma = 100;
  const density = finish(networkDensity(street, events([1, 0.5]), { sigmaMetres: sigma, spacingMetres: 5 }));
  const offset = [0, 1030, 1500];
  for (let k = 0; k < density.edge.length; k++) {
    const e = density.edge[k];
    const middle = offset[e] + ((density.fromFraction[k] + density.toFraction[k]) / 2) * street.lengthMetres[e];
    const expected = (1000 * Math.exp(-0.5 * ((middle - 1265) / sigma) ** 2)) / (sigma * Math.sqrt(2 * Math.PI));
    expect(Math.abs(density.perKm[k] - expected)).toBeLessThan(0.005);
  }
});

test("no case is lost at dead ends, junctions, loops and parallel streets, and none is negative", () => {
  for (let seed = 0; seed < 10; seed++) {
    const random = createRandom(seed);
    const edges = Array.from(
      { length: 60 },
      () => [random.below(40), random.below(40), random.between(15, 400)] as const,
    );
    const town = network(40, edges);
    const cases = events(...Array.from({ length: 50 }, () => [random.below(60), random.float()] as const));
    const density = finish(networkDensity(town, cases, { sigmaMetres: 150, spacingMetres: 20 }));
    let total = 0;
    for (let k = 0; k < density.edge.length; k++) {
      const length = town.lengthMetres[density.edge[k]] * (density.toFraction[k] - density.fromFraction[k]);
      total += (density.perKm[k] / 1000) * length;
      expect(density.perKm[k]).toBeGreaterThanOrEqual(0);
    }
    expect(total).toBeCloseTo(50, 6);
  }
});

test("after a long time heat is even along a connected network", () => {
  const town = network(3, [
    [0, 1, 100],
    [1, 2, 300],
    [2, 0, 200],
    [0, 0, 50],
  ]);
  const density = finish(networkDensity(town, events([3, 0.1]), { sigmaMetres: 5000, spacingMetres: 10 }));
  for (const d of density.perKm) expect(d).toBeCloseTo(1000 / 650, 6);
});

test("at a crossing the flow is shared evenly among the streets that leave it", () => {
  const cross = network(5, [
    [0, 1, 1000],
    [0, 2, 1000],
    [0, 3, 1000],
    [0, 4, 1000],
  ]);
  const density = finish(networkDensity(cross, events([0, 0.1]), { sigmaMetres: 200, spacingMetres: 10 }));
  const at = (edge: number, distance: number) => density.perKm[edge * 100 + distance / 10];
  expect(at(1, 100)).toBeCloseTo(at(3, 100), 9);
  const normal = (d: number) => (1000 * Math.exp(-0.5 * (d / 200) ** 2)) / (200 * Math.sqrt(2 * Math.PI));
  // From a vertex of degree 4 a walk goes to any street with 1/2 of the straight line's chance, and comes back with −1/2.
  expect(at(1, 100)).toBeCloseTo(0.5 * normal(100 + 105), 1);
  expect(at(0, 300)).toBeCloseTo(normal(205) - 0.5 * normal(100 + 305), 1);
});

test("no events, no streets, streets of no length and wrong settings are defined", () => {
  const settings = { sigmaMetres: 100, spacingMetres: 10 };
  expect(finish(networkDensity(network(2, [[0, 1, 90]]), events(), settings)).perKm.every((d) => d === 0)).toBe(true);
  expect(finish(networkDensity(network(0, []), events(), settings)).perKm).toHaveLength(0);
  const degenerate = finish(
    networkDensity(
      network(3, [
        [0, 1, 0],
        [1, 2, 100],
      ]),
      events([0, 0.5]),
      settings,
    ),
  );
  expect(degenerate.perKm.every(Number.isFinite)).toBe(true);
  expect(() => finish(networkDensity(network(0, []), events(), { sigmaMetres: 0, spacingMetres: 1 }))).toThrow(
    "must be positive",
  );
});
