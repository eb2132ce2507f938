import { expect, test } from "vitest";
import { kindOfType } from "../../lib/sql/shaping.ts";
import { suggestedAxes } from "./chart.ts";
import { colourColumns, filterChoices, mapChoices } from "./places.ts";

const columns = (types: Readonly<Record<string, string>>) =>
  Object.entries(types).map(([name, type]) => ({ name, type, kind: kindOfType(type) }));

test("a result goes on the map by its position, its shapes or its ids of areas, in this order", () => {
  const all = columns({ duty_grid_id: "VARCHAR", lon: "DOUBLE", lat: "DOUBLE", geometry: "BLOB", n: "BIGINT" });
  expect(mapChoices(all)).toEqual([
    { kind: "points", lon: "lon", lat: "lat" },
    { kind: "shapes", shape: "geometry" },
    { kind: "areas", id: "duty_grid_id" },
  ]);
  expect(mapChoices(columns({ 经度: "DOUBLE", 纬度: "DOUBLE" }))).toHaveLength(1);
  expect(mapChoices(columns({ 区域编码: "VARCHAR", n: "BIGINT" }))).toEqual([{ kind: "areas", id: "区域编码" }]);
  expect(mapChoices(columns({ lon: "VARCHAR", lat: "VARCHAR", camera_id: "VARCHAR" }))).toEqual([]);
});

test("areas are coloured by numbers, points by names", () => {
  const all = columns({ area_id: "VARCHAR", name: "VARCHAR", lon: "DOUBLE", lat: "DOUBLE", n: "BIGINT" });
  expect(colourColumns(all, { kind: "areas", id: "area_id" })).toEqual(["n"]);
  expect(colourColumns(all, { kind: "points", lon: "lon", lat: "lat" })).toEqual(["area_id", "name"]);
});

test("ids of areas and of cases, coded fields and times become filters", () => {
  const all = columns({ case_id: "VARCHAR", cell_id: "VARCHAR", dept: "VARCHAR", at: "TIMESTAMP", name: "VARCHAR" });
  expect(filterChoices(all)).toEqual([
    { kind: "cases", column: "case_id" },
    { kind: "areas", column: "cell_id" },
    { kind: "values", column: "dept", field: "dept" },
    { kind: "time", column: "at" },
  ]);
});

test("a chart takes the last number by the first time or name; without a number there is none", () => {
  expect(suggestedAxes(columns({ area_id: "VARCHAR", name: "VARCHAR", a: "DOUBLE", b: "BIGINT" }))).toEqual({
    x: "name",
    y: "b",
  });
  expect(suggestedAxes(columns({ month: "DATE", n: "BIGINT" }))).toEqual({ x: "month", y: "n" });
  expect(suggestedAxes(columns({ name: "VARCHAR" }))).toBeNull();
  expect(suggestedAxes(columns({ n: "BIGINT" }))).toBeNull();
});
