import { expect, test } from "vitest";
import type { AreaTable } from "../../domain/area-table.ts";
import { mercatorX } from "../../lib/mercator.ts";
import type { Linked } from "../../state/store.ts";
import { areaBox, areaCamera, areaFigures } from "./area.ts";

const areas: AreaTable = {
  level: "duty_grid",
  rows: 2,
  ids: ["G01", "G02"],
  names: ["一", "二"],
  areaKm2: Float64Array.from([0.5, 0]),
  residents: Float64Array.from([2000, Number.NaN]),
  polygons: {
    coordinates: Float64Array.from([0, 0, 1, 0, 1, 1, 0, 0, 5, 5, 7, 5, 7, 6, 5, 5]),
    ringOffsets: Uint32Array.from([0, 4, 8]),
    polygonOffsets: Uint32Array.from([0, 1, 2]),
    featureOffsets: Uint32Array.from([0, 1, 2]),
  },
  labelPoints: new Float64Array(4),
};
const outcomes = [
  [1, 0, 0, 0, 0, 0, 0],
  [60, 20, 0, 15, 5, 0, 9],
  [0, 0, 0, 0, 0, 0, 0],
];
const answer: Linked["answer"] = {
  total: 101,
  current: { outcomes: new Uint32Array(7), medianHours: null },
  previous: null,
  fields: {},
  hours: new Uint32Array(168),
  time: new Uint32Array(1),
  areaOutcomes: Uint32Array.from(outcomes.flat()),
  previousAreaOutcomes: null,
  areaMedianHours: Float64Array.from([Number.NaN, 30, Number.NaN]),
  density: null,
  points: null,
};

test("the figures of an area are those of its row, as shares of all rows", () => {
  const figures = areaFigures(answer, areas, 0);
  expect(figures).toMatchObject({
    cases: 100,
    open: 20,
    perKm2: 200,
    per1000: 50,
    overdueShare: 0.25,
    medianHours: 30,
  });
  expect(figures?.share).toBeCloseTo(100 / 101);
  expect(figures?.overdueInterval?.[0]).toBeCloseTo(0.1755, 3);
});

test("an area without cases, size and residents has no rates, and none of them is zero", () => {
  expect(areaFigures(answer, areas, 1)).toMatchObject({
    cases: 0,
    perKm2: null,
    per1000: null,
    residents: null,
    overdueShare: null,
    overdueInterval: null,
    medianHours: null,
  });
});

test("the box of an area holds its own vertices only", () => {
  expect(areaBox(areas, 1)).toEqual([5, 5, 7, 6]);
});

test("the camera shows the whole box in the map", () => {
  const { lon, zoom } = areaCamera([121.4, 31.2, 121.42, 31.21], { widthPx: 800, heightPx: 600 });
  const shownPx = (mercatorX(121.42) - mercatorX(121.4)) * 512 * 2 ** zoom;
  expect(lon).toBeCloseTo(121.41);
  expect(shownPx).toBeGreaterThan(300);
  expect(shownPx).toBeLessThanOrEqual(800);
});
