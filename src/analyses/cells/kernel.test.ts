import { expect, test } from "vitest";
import { finish, flatPolygons } from "../../../test/support/hotspot-oracles.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { haversineMetres, ringAreaM2 } from "../../lib/geodesy.ts";
import { h3CellAt } from "../../lib/h3.ts";
import { createRandom } from "../../lib/random.ts";
import { params } from "./kernel/params.ts";
import { run } from "./kernel.ts";

const outline = flatPolygons([
  [
    [
      [
        [121.4, 31.2],
        [121.5, 31.2],
        [121.5, 31.25],
        [121.4, 31.25],
        [121.4, 31.2],
      ],
    ],
  ],
  [
    [
      [
        [121.4, 31.25],
        [121.5, 31.25],
        [121.4, 31.3],
        [121.4, 31.25],
      ],
    ],
  ],
]);

function cases(count: number) {
  const random = createRandom(1);
  return {
    lon: Float64Array.from({ length: count }, () => random.between(121.4, 121.5)),
    lat: Float64Array.from({ length: count }, () => random.between(31.2, 31.25)),
  };
}

test("cells cover the study area, count every case once, and are of equal size", () => {
  for (const shape of ["hexagon", "square"] as const) {
    const result = finish(
      run({ ...cases(5000), ...outline }, { shape, hexagons: "equal", sizeMetres: 400, contiguity: "queen" }),
    );
    expect(result.cases.reduce((a, b) => a + b)).toBe(5000);
    const total = result.cases.length * result.km2[0];
    // A rectangle and half of one, and cells that reach over the border.
    expect(total).toBeGreaterThan(0.97 * 1.5 * 9.54 * 5.54);
    expect(total).toBeLessThan(1.15 * 1.5 * 9.54 * 5.54);
    for (const cell of [0, result.cases.length >> 1, result.cases.length - 1]) {
      const [from, to] = [result.ringOffsets[cell], result.ringOffsets[cell + 1]];
      expect(ringAreaM2(result.coordinates, from, to) / 1e6 / result.km2[0]).toBeCloseTo(1, 2);
    }
    const degrees = [...result.start.slice(1)].map((end, i) => end - result.start[i]);
    expect(Math.max(...degrees)).toBe(shape === "hexagon" ? 6 : 8);
    const [i, j] = [100, result.neighbour[result.start[100]]];
    const apart = haversineMetres(result.lon[i], result.lat[i], result.lon[j], result.lat[j]);
    expect(apart).toBeGreaterThan(395);
    expect(apart).toBeLessThan(400 * Math.SQRT2 + 5);
  }
});

test("hexagons are H3's: every case lies in the cell of its index, and the cells fill the study area", () => {
  const input = { ...cases(5000), ...outline };
  const result = finish(run(input, { ...defaultParams(params), sizeMetres: 400 }));
  const index = (cell: number) =>
    (result.h3High[cell] ?? 0).toString(16) + (result.h3Low[cell] ?? 0).toString(16).padStart(8, "0");
  const counts = new Map(Array.from(result.cases, (count, cell) => [index(cell), count] as const));
  expect(counts.size).toBe(result.cases.length);
  const expected = new Map<string, number>();
  for (const [i, lon] of input.lon.entries()) {
    const cell = h3CellAt(lon, input.lat[i] ?? 0, 9);
    expected.set(cell, (expected.get(cell) ?? 0) + 1);
  }
  for (const [cell, count] of expected) expect(counts.get(cell)).toBe(count);
  expect(result.cases.reduce((a, b) => a + b)).toBe(5000);
  const total = result.cases.length * (result.km2[0] ?? 0);
  expect(total).toBeGreaterThan(0.97 * 1.5 * 9.54 * 5.54);
  expect(total).toBeLessThan(1.15 * 1.5 * 9.54 * 5.54);
  const degrees = [...result.start.slice(1)].map((end, i) => end - (result.start[i] ?? 0));
  expect(Math.max(...degrees)).toBe(6);
  expect(result.widthMetres[0]).toBeGreaterThan(300);
  expect(result.widthMetres[0]).toBeLessThan(400);
  const inner = degrees.indexOf(6);
  for (const other of result.neighbour.subarray(result.start[inner], result.start[inner + 1])) {
    const [a, b] = [inner, other].map((c) => [result.lon[c] ?? 0, result.lat[c] ?? 0] as const);
    const apart = haversineMetres(a?.[0] ?? 0, a?.[1] ?? 0, b?.[0] ?? 0, b?.[1] ?? 0);
    expect(apart).toBeGreaterThan(250);
    expect(apart).toBeLessThan(450);
  }
});

test("without an outline the box of the cases is covered; without anything there is nothing", () => {
  const none = { coordinates: new Float64Array(0), ringOffsets: new Uint32Array(1) };
  const squares = { ...defaultParams(params), shape: "square", sizeMetres: 1000, contiguity: "rook" } as const;
  const bad = { lon: Float64Array.of(Number.NaN, 121.4, 121.5), lat: Float64Array.of(31, 31.2, 31.25) };
  const result = finish(run({ ...bad, ...none }, squares));
  expect([result.cases.length, result.cases.reduce((a, b) => a + b)]).toEqual([60, 2]);
  const one = { lon: Float64Array.of(121.4), lat: Float64Array.of(31.2) };
  expect([...finish(run({ ...one, ...none }, defaultParams(params))).cases]).toEqual([1]);
  const empty = finish(run({ lon: new Float64Array(0), lat: new Float64Array(0), ...none }, squares));
  expect([empty.cases.length, [...empty.start]]).toEqual([0, [0]]);
});
