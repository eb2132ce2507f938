import { expect, test } from "vitest";
import { localEngine } from "../../test/support/open-folder.ts";
import type { AreaTable } from "../domain/area-table.ts";
import { polygonSet } from "../lib/polygon-set.ts";
import { createRandom } from "../lib/random.ts";
import { casesPerStep, madeCells, type Places, suggestedMetres } from "./made-cells.ts";

const [west, south, east, north] = [121, 31, 121.02, 31.02];
const square = Float64Array.of(west, south, east, south, east, north, west, north, west, south);
const around: AreaTable = {
  level: "city",
  rows: 1,
  ids: ["c"],
  names: ["城"],
  areaKm2: Float64Array.of(4.24),
  residents: Float64Array.of(1),
  polygons: polygonSet([{ kind: "Polygon", coords: square, ringEnds: [5], polygonEnds: [1] }]),
  labelPoints: Float64Array.of(121.01, 31.01),
};
const params = { shape: "hexagon", hexagons: "equal", sizeMetres: 200, contiguity: "queen" } as const;
const ground = { outline: around.polygons, around, params };
const means = { engine: localEngine, signal: new AbortController().signal };

const random = createRandom(3);
const some = (count: number): Places => ({
  lon: Float64Array.from({ length: count }, () => west + random.float() * (east - west)),
  lat: Float64Array.from({ length: count }, () => south + random.float() * (north - south)),
});
const farAway: Places = { lon: Float64Array.of(120, 121.01), lat: Float64Array.of(30, 31.01) };

test("the cells are the same whatever the cases are, and cases far outside are left out", async () => {
  const none = await madeCells({ lon: null, lat: null }, ground, means);
  const many = await madeCells(some(500), ground, means);
  const far = await madeCells(farAway, ground, means);
  expect(none.areas.rows).toBeGreaterThan(80);
  expect(far.areas.ids).toEqual(none.areas.ids);
  expect(new Set(none.areas.ids).size).toBe(none.areas.rows);
  expect(none.areas.ids.filter((id) => !many.areas.ids.includes(id))).toEqual([]);
  expect(many.cases.reduce((sum, one) => sum + one, 0)).toBe(500);
  expect(far.cases.reduce((sum, one) => sum + one, 0)).toBe(1);
  expect(none.areas.names[0]).toBe("城 #1");
});

test("hexagons of H3 have its indices as ids", async () => {
  const { areas } = await madeCells(some(50), { ...ground, params: { ...params, hexagons: "h3" } }, means);
  expect(areas.ids.every((id) => /^8[0-9a-f]{14}$/.test(id))).toBe(true);
  expect(new Set(areas.ids).size).toBe(areas.rows);
});

test("cases of the steps add up to those of the cells", async () => {
  const steps = [some(200), some(1), { lon: null, lat: null }, some(100)];
  const join = (part: "lon" | "lat") => Float64Array.from(steps.flatMap((step) => [...(step[part] ?? [])]));
  const cells = await madeCells({ lon: join("lon"), lat: join("lat") }, ground, means);
  const cube = await casesPerStep(cells, steps, { ...means, ground });
  const { rows } = cells.areas;
  const perCell = cells.cases.map((_, i) => steps.reduce((sum, _step, t) => sum + (cube[t * rows + i] ?? 0), 0));
  expect([...perCell]).toEqual([...cells.cases]);
  const perStep = steps.map((_, t) => cube.slice(t * rows, (t + 1) * rows).reduce((sum, one) => sum + one, 0));
  expect(perStep).toEqual([200, 1, 0, 100]);
});

test("the size that is suggested makes some hundred cells", () => {
  expect(suggestedMetres(Float64Array.of(10))).toBe(150);
  expect(suggestedMetres(Float64Array.of(Number.NaN, 6000))).toBe(5000);
  expect(suggestedMetres(Float64Array.of(6e6))).toBe(5000);
});
