import { expect, test } from "vitest";
import { finish, worstDifference } from "../../test/support/hotspot-oracles.ts";
import { hasShared, sharedJson } from "../../test/support/shared.ts";
import { normalReferenceBandwidth } from "./density-line.ts";
import {
  type DensityTask,
  densityAt,
  densityRaster,
  gaussianMassInBox,
  kernelAt,
  scottBandwidth,
  silvermanBandwidth,
} from "./kde.ts";
import { createRandom } from "./random.ts";

const folder = "oracles/01-kde";

interface Redwood {
  readonly x: number[];
  readonly y: number[];
  readonly at_points_leaveoneout_noedge: number[];
  readonly at_points_noloo_noedge: number[];
  readonly at_points_noloo_edge_uniform: number[];
  readonly at_points_noloo_edge_diggle: number[];
  readonly bw: { scott: number[] };
}
test.skipIf(!hasShared(folder))("densities at 62 redwoods equal spatstat's, with every edge correction", () => {
  const data = sharedJson<Redwood>(`${folder}/kde_spatstat_redwood.json`);
  const points = { x: Float64Array.from(data.x), y: Float64Array.from(data.y) };
  const options = { shape: "gaussian", bandwidth: 0.05 } as const;
  const plain = densityAt(points, points, options);
  expect(worstDifference(plain, data.at_points_noloo_noedge)).toBeLessThan(1e-9);
  const leftOut = densityAt(points, points, { ...options, leaveOneOut: true });
  expect(worstDifference(leftOut, data.at_points_leaveoneout_noedge)).toBeLessThan(1e-9);
  const box = { minX: 0, maxX: 1, minY: -1, maxY: 0 };
  const mass = points.x.map((x, i) => gaussianMassInBox([x, points.y[i]], box, 0.05));
  expect(
    worstDifference(
      plain.map((d, i) => d / mass[i]),
      data.at_points_noloo_edge_uniform,
    ),
  ).toBeLessThan(1e-9);
  const diggle = densityAt({ ...points, weight: mass.map((m) => 1 / m) }, points, options);
  expect(worstDifference(diggle, data.at_points_noloo_edge_diggle)).toBeLessThan(1e-9);
  expect(worstDifference(scottBandwidth(points), data.bw.scott)).toBeLessThan(1e-9);
});

interface Kde2d {
  readonly x: number[];
  readonly y: number[];
  readonly h: number[];
  readonly gx: number[];
  readonly gy: number[];
  readonly z_row_is_x: number[][];
}
test.skipIf(!hasShared(folder))(
  "a grid of densities equals R's kde2d, whose bandwidth is four standard deviations",
  () => {
    const data = sharedJson<Kde2d>(`${folder}/kde2d_MASS_faithful.json`);
    const [sx, sy] = data.h.map((h) => h / 4);
    const rules = [data.x, data.y].map((values) => normalReferenceBandwidth(Float64Array.from(values)));
    expect(worstDifference(rules, [sx, sy])).toBeLessThan(1e-9);
    const scaled = (values: readonly number[], by: number) => Float64Array.from(values, (v) => v / by);
    const points = { x: scaled(data.x, sx), y: scaled(data.y, sy) };
    for (const [row, x] of data.gx.entries()) {
      const at = {
        x: scaled(
          data.gy.map(() => x),
          sx,
        ),
        y: scaled(data.gy, sy),
      };
      const density = densityAt(points, at, { shape: "gaussian", bandwidth: 1 });
      const ours = density.map((d) => (1000 * d) / (data.x.length * sx * sy));
      expect(
        worstDifference(
          ours,
          data.z_row_is_x[row].map((z) => 1000 * z),
        ),
      ).toBeLessThan(1e-9);
    }
  },
);

test("Silverman's bandwidth follows ArcGIS's formula, and weights stand for repeated points", () => {
  const x = Float64Array.of(0, 0, 0, 0, 4);
  const y = Float64Array.of(-2, 2, 0, 0, 0);
  // Centre (0.8, 0); distances √4.64, √4.64, 0.8, 0.8, 3.2; median √4.64.
  const standard = Math.sqrt((4.64 + 4.64 + 0.64 + 0.64 + 10.24) / 5);
  const expected = 0.9 * Math.min(standard, Math.sqrt(1 / Math.LN2) * Math.sqrt(4.64)) * 5 ** -0.2;
  expect(silvermanBandwidth({ x, y })).toBeCloseTo(expected, 12);
  const weighted = silvermanBandwidth({
    x: Float64Array.of(0, 0, 0, 4),
    y: Float64Array.of(-2, 2, 0, 0),
    weight: Float64Array.of(1, 1, 2, 1),
  });
  expect(weighted).toBeCloseTo(expected, 12);
});

test("both kernels integrate to one", () => {
  for (const shape of ["gaussian", "quartic"] as const) {
    let total = 0;
    for (let r = 0.0005; r < 12; r += 0.001) total += 2 * Math.PI * r * kernelAt(shape, r, 1.5) * 0.001;
    expect(total).toBeCloseTo(1, 5);
  }
});

function task(over: Partial<DensityTask> = {}): DensityTask {
  const random = createRandom(4);
  const [columns, rows] = [90, 70];
  const weight = new Float64Array(columns * rows);
  for (let k = 0; k < 300; k++) weight[(20 + random.below(30)) * columns + 20 + random.below(50)]++;
  return { columns, rows, cellMetres: 50, weight, shape: "gaussian", bandwidthMetres: 160, edge: "none", ...over };
}

test("a raster far from its border loses nothing and is close to the exact density per km²", () => {
  for (const shape of ["gaussian", "quartic"] as const) {
    const t = task({ shape, bandwidthMetres: shape === "gaussian" ? 160 : 700 });
    const density = finish(densityRaster(t));
    const cases = t.weight.reduce((a, b) => a + b, 0);
    expect(density.reduce((a, b) => a + b, 0) * 0.05 * 0.05).toBeCloseTo(cases, 2);
    const centres = (values: (cell: number) => number) => Float64Array.from(t.weight, (_, cell) => values(cell));
    const x = centres((cell) => (cell % 90) * 50);
    const y = centres((cell) => Math.floor(cell / 90) * 50);
    const exact = densityAt(
      { x, y, weight: t.weight },
      { x: x.slice(3000, 3100), y: y.slice(3000, 3100) },
      { shape, bandwidth: t.bandwidthMetres },
    );
    for (let k = 0; k < 100; k++) expect(density[3000 + k]).toBeCloseTo(exact[k] * 1e6, shape === "gaussian" ? 2 : 0);
  }
});

test("edge corrections: a uniform field stays uniform, diggle loses no case, nothing lies outside", () => {
  const [columns, rows] = [60, 40];
  const inside = Float64Array.from({ length: columns * rows }, (_, c) => (c % columns < 45 ? 1 : 0));
  for (const shape of ["gaussian", "quartic"] as const) {
    const base = task({ columns, rows, shape, bandwidthMetres: 400, inside });
    const uniform = finish(densityRaster({ ...base, weight: inside.map((m) => 2 * m), edge: "uniform" }));
    for (const [c, d] of uniform.entries()) expect(d).toBeCloseTo(inside[c] ? 2 / 0.0025 : 0, 6);
    const random = createRandom(6);
    const weight = inside.map((m) => m * random.below(3));
    const diggle = finish(densityRaster({ ...base, weight, edge: "diggle" }));
    const total = weight.reduce((a, b) => a + b, 0);
    expect(diggle.reduce((a, b) => a + b, 0) * 0.0025).toBeCloseTo(total, 6);
    const plain = finish(densityRaster({ ...base, weight }));
    expect(plain.reduce((a, b) => a + b, 0) * 0.0025).toBeLessThan(total);
  }
});

test("an empty raster and a bandwidth below the cell are fine", () => {
  expect(finish(densityRaster(task({ weight: new Float64Array(6300) }))).every((d) => d === 0)).toBe(true);
  for (const shape of ["gaussian", "quartic"] as const) {
    const density = finish(densityRaster(task({ shape, bandwidthMetres: 5 })));
    expect(density.every((d) => Number.isFinite(d))).toBe(true);
    expect(density.reduce((a, b) => a + b, 0) * 0.0025).toBeCloseTo(300, 6);
  }
});
