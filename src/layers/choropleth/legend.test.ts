import { expect, test } from "vitest";
import type { AreaTable } from "../../domain/area-table.ts";
import { choroplethLegend } from "./legend.ts";
import { classColours } from "./style.ts";

const none = new Uint32Array(1);
const areas: AreaTable = {
  level: "cell",
  rows: 4,
  ids: ["a", "b", "c", "d"],
  names: ["a", "b", "c", "d"],
  areaKm2: new Float64Array(4),
  residents: new Float64Array(4),
  labelPoints: new Float64Array(8),
  polygons: { coordinates: new Float64Array(0), ringOffsets: none, polygonOffsets: none, featureOffsets: none },
};
const style = { theme: "light", edges: [0, 2, 10], colours: "sequential", title: "count", unit: "cases" } as const;

test("the legend tells the range of each class and how many areas it has", () => {
  const legend = choroplethLegend({ areas, values: Float64Array.from([0, 2, 3, 10]) }, style);
  expect(legend?.stops.map(({ from, to, count }) => [from, to, count])).toEqual([
    [0, 2, 2],
    [2, 10, 2],
  ]);
  expect(legend).not.toHaveProperty("noData");
  expect(legend).not.toHaveProperty("smallNumbers");
});

test("areas without data and small numbers are explained where there are any", () => {
  const values = Float64Array.from([Number.NaN, 2, 3, 10]);
  const legend = choroplethLegend({ areas, values, small: Uint8Array.from([0, 1, 0, 0]) }, style);
  expect(legend?.noData).toMatch(/^#[0-9a-f]{6}$/);
  expect(legend?.smallNumbers).toBe(true);
  expect(legend?.stops.map(({ count }) => count)).toEqual([1, 2]);
});

test("no areas have no legend", () => {
  expect(choroplethLegend({ areas, values: new Float64Array(0) }, style)).toBeNull();
});

test("as many colours as classes, different in each theme", () => {
  expect(classColours(style)).toHaveLength(2);
  expect(classColours({ ...style, theme: "dark" })).not.toEqual(classColours(style));
  expect(classColours({ ...style, edges: [] })).toEqual([]);
});
