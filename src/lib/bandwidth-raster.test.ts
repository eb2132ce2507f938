import { expect, test } from "vitest";
import { finish } from "../../test/support/hotspot-oracles.ts";
import { cronieVanLieshoutBandwidth, likelihoodBandwidth } from "./bandwidth-plane.ts";
import { rasterBandwidth } from "./bandwidth-raster.ts";
import { createRandom } from "./random.ts";

const side = 80;
const cellMetres = 25;

/** Clusters of cases in a square of 2 km, as points in the middles of cells and as counts. */
function town(seed: number, spreadMetres: number) {
  const random = createRandom(seed);
  const weight = new Float64Array(side * side);
  const [x, y]: [number[], number[]] = [[], []];
  const centres = Array.from({ length: 6 }, () => [random.between(300, 1700), random.between(300, 1700)] as const);
  while (x.length < 80) {
    const [cx, cy] = centres[random.below(6)];
    const column = Math.floor((cx + spreadMetres * random.gaussian()) / cellMetres);
    const row = Math.floor((cy + spreadMetres * random.gaussian()) / cellMetres);
    if (column < 0 || row < 0 || column >= side || row >= side) continue;
    weight[row * side + column]++;
    x.push((column + 0.5) * cellMetres);
    y.push((row + 0.5) * cellMetres);
  }
  return { weight, points: { x: Float64Array.from(x), y: Float64Array.from(y) } };
}

const box = { minX: 0, minY: 0, maxX: side * cellMetres, maxY: side * cellMetres };
const raster = { columns: side, rows: side, cellMetres, inside: new Float64Array(side * side).fill(1) };

test("the bandwidth of a raster is near that of its points, by either criterion", () => {
  const { weight, points } = town(0, 90);
  // Both choose from the same range in 16 steps, up to how densities on a raster are rounded.
  const step = (Math.hypot(side, side) / 2) ** (1 / 15);
  const likely = finish(rasterBandwidth({ ...raster, weight }, "likelihood"));
  expect(Math.abs(Math.log(likely / likelihoodBandwidth(points, box)) / Math.log(step))).toBeLessThan(1.01);
  const area = finish(rasterBandwidth({ ...raster, weight }, "area"));
  expect(Math.abs(Math.log(area / cronieVanLieshoutBandwidth(points, box)) / Math.log(step))).toBeLessThan(1.01);
});

test("wider clusters have a wider bandwidth", () => {
  const of = (spread: number) => finish(rasterBandwidth({ ...raster, weight: town(9, spread).weight }, "likelihood"));
  expect(of(200)).toBeGreaterThan(of(50));
});

test("fewer than two cases have no bandwidth", () => {
  const weight = new Float64Array(side * side);
  expect(finish(rasterBandwidth({ ...raster, weight }, "likelihood"))).toBeNaN();
  weight[99] = 1;
  expect(finish(rasterBandwidth({ ...raster, weight }, "area"))).toBeNaN();
});
