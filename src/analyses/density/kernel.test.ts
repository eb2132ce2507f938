import { expect, test } from "vitest";
import { finish } from "../../../test/support/hotspot-oracles.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { silvermanBandwidth } from "../../lib/kde.ts";
import { createRandom } from "../../lib/random.ts";
import { params } from "./kernel/params.ts";
import { run } from "./kernel.ts";

const raster = Float64Array.of(120, 100, 40);

function weights() {
  const random = createRandom(11);
  const weight = new Float64Array(12_000);
  const x: number[] = [];
  const y: number[] = [];
  for (let k = 0; k < 800; k++) {
    const [column, row] = [Math.round(60 + 12 * random.gaussian()), Math.round(50 + 9 * random.gaussian())];
    weight[row * 120 + column]++;
    x.push((column + 0.5) * 40);
    y.push((row + 0.5) * 40);
  }
  return { weight, points: { x: Float64Array.from(x), y: Float64Array.from(y) } };
}

test("the bandwidth is Silverman's of the cases, and the density adds up to them", () => {
  const { weight, points } = weights();
  const result = finish(run({ weight, inside: new Float64Array(0), raster }, defaultParams(params)));
  expect(result.bandwidthMetres[0]).toBeCloseTo(silvermanBandwidth(points), 3);
  expect(result.perKm2.reduce((a, b) => a + b) * 0.04 * 0.04).toBeCloseTo(800, 3);
});

test("a chosen bandwidth is used, and Scott's lies between those of the two axes", () => {
  const { weight } = weights();
  const input = { weight, inside: new Float64Array(0), raster };
  const chosen = { ...defaultParams(params), bandwidth: "chosen", bandwidthMetres: 333 } as const;
  expect(finish(run(input, chosen)).bandwidthMetres[0]).toBe(333);
  const scott = finish(run(input, { ...defaultParams(params), bandwidth: "scott", shape: "gaussian" }))
    .bandwidthMetres[0];
  expect(scott).toBeGreaterThan(9 * 40 * 800 ** (-1 / 6) * 0.9);
  expect(scott).toBeLessThan(12 * 40 * 800 ** (-1 / 6) * 1.1);
});

test("a bandwidth can be chosen by the cases themselves, alike for both kernels", () => {
  const { weight } = weights();
  for (const bandwidth of ["likelihood", "area"] as const) {
    const of = (shape: "gaussian" | "quartic") =>
      finish(
        run(
          { weight, inside: new Float64Array(12_000).fill(1), raster },
          { ...defaultParams(params), shape, bandwidth },
        ),
      ).bandwidthMetres[0] ?? 0;
    expect(of("quartic") / of("gaussian")).toBeCloseTo(Math.sqrt(8), 9);
    expect(of("gaussian")).toBeGreaterThan(40);
    expect(of("gaussian")).toBeLessThan(bandwidth === "likelihood" ? 500 : 3000);
  }
});

test("no case, one case and wrong sizes are defined", () => {
  const empty = new Float64Array(12_000);
  const input = { weight: empty, inside: new Float64Array(0), raster };
  expect(finish(run(input, defaultParams(params))).perKm2.every((d) => d === 0)).toBe(true);
  const one = empty.slice();
  one[6060] = 1;
  for (const bandwidth of params.bandwidth.options) {
    const result = finish(run({ ...input, weight: one }, { ...defaultParams(params), bandwidth }));
    expect(result.perKm2.every(Number.isFinite)).toBe(true);
  }
  expect(() => finish(run({ ...input, weight: new Float64Array(5) }, defaultParams(params)))).toThrow(
    "expected 120 × 100",
  );
});
