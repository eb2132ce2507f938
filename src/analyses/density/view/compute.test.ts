import { expect, test } from "vitest";
import { localEngine } from "../../../../test/support/open-folder.ts";
import { defaultParams } from "../../../domain/analysis.ts";
import type { AreaTable } from "../../../domain/area-table.ts";
import { noFilters } from "../../../domain/filters.ts";
import { squareFrame } from "../../../lib/frame.ts";
import { polygonSet } from "../../../lib/polygon-set.ts";
import { params } from "../kernel/params.ts";
import { computeDensity, rasterOf } from "./compute.ts";

const [west, south, east, north] = [121, 31, 121.02, 31.01];
const square = Float64Array.of(west, south, east, south, east, north, west, north, west, south);
const outline: AreaTable = {
  level: "city",
  rows: 1,
  ids: ["c"],
  names: ["城"],
  areaKm2: Float64Array.of(2),
  residents: Float64Array.of(1),
  polygons: polygonSet([{ kind: "Polygon", coords: square, ringEnds: [5], polygonEnds: [1] }]),
  labelPoints: Float64Array.of(121.01, 31.005),
};
const frame = squareFrame([west, south, east, north]);
const context = { signal: new AbortController().signal, onProgress: () => {} };

function densityOf(lon: Float64Array, lat: Float64Array) {
  const input = {
    params: { ...defaultParams(params), edge: "none" as const, bandwidth: "chosen" as const, bandwidthMetres: 100 },
    outline,
    filters: noFilters,
    window: [0, 1] as const,
    frame,
    dataVersion: "1",
  };
  const count = async () => [{ areaOutcomes: null, areaMedianHours: null, lon, lat }];
  return computeDensity(input, { engine: localEngine, count }, context);
}

test("the raster covers the area with square cells, at most 320 a side", () => {
  const raster = rasterOf(outline, frame);
  expect(Math.max(raster.columns, raster.rows)).toBe(320);
  expect(raster.box[0]).toBeCloseTo(west, 9);
  expect(raster.box[3]).toBeCloseTo(north, 9);
  expect(raster.box[1]).toBeLessThanOrEqual(south);
  expect(raster.columns * raster.cellMetres).toBeCloseTo(0.02 * 95_500, -2);
});

test("no case is lost away from the border, and the densest place is where they are", async () => {
  const { field, raster, highest, at, cases, km2 } = await densityOf(
    new Float64Array(30).fill(121.012),
    new Float64Array(30).fill(31.004),
  );
  const sum = field.reduce((total, value) => total + value, 0) * (raster.cellMetres / 1000) ** 2;
  expect(cases).toBe(30);
  expect(sum).toBeCloseTo(30, 3);
  expect(highest).toBeCloseTo((3 / (Math.PI * 0.1 ** 2)) * 30, -2);
  expect(at[0]).toBeCloseTo(121.012, 3);
  expect(at[1]).toBeCloseTo(31.004, 3);
  expect(km2).toBeCloseTo(1.909 * 1.109, 1);
});

test("without cases there is nothing to smooth", async () => {
  expect(await densityOf(new Float64Array(0), new Float64Array(0))).toMatchObject({ problem: "no-cases", cases: 0 });
});
