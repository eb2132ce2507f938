import { expect, test } from "vitest";
import { tableSpec } from "../../../domain/tables.ts";
import { formatOf, recognise } from "./recognise.ts";

const cases = ["case_id", "category", "status", "lon", "lat", "reported_at"];

test("the format is told by the extension, in any case", () => {
  expect(["a/cases.PARQUET", "x.arrow", "y.csv", "z.geojson", "w.json", "photo.png", "none"].map(formatOf)).toEqual([
    "parquet",
    "arrow",
    "csv",
    "geojson",
    "geojson",
    undefined,
    undefined,
  ]);
});

test("a file or its folder named after a table is that table", () => {
  for (const path of [
    "cases.parquet",
    "town/cases/2024-05.parquet",
    "cases-2024-05.csv",
    "案件.csv",
    "案件_2024.csv",
  ]) {
    expect(recognise(path, cases)).toMatchObject({ table: "cases", missing: [] });
  }
});

test("any other file is recognised by its columns", () => {
  expect(recognise("export.parquet", [...cases, "extra"])?.table).toBe("cases");
  expect(recognise("a.csv", ["camera_id", "name", "lon", "lat", "hfov_deg"])?.table).toBe("cameras");
  expect(recognise("a.geojson", ["geometry", "lon", "lat", "area_id", "name", "level"])?.table).toBe("areas");
  expect(recognise("a.csv", ["foo", "bar"])).toBeUndefined();
});

test("Chinese headers stand for their fields", () => {
  const { fields } = tableSpec("cases");
  const headers = cases.map((field) => fields[field]?.zh ?? "");
  const found = recognise("export.csv", [`\ufeff${headers[0]}`, ...headers.slice(1)]);
  expect(found?.table).toBe("cases");
  expect(found?.names.reported_at).toBe("上报时间");
});

test("a required field that a named table lacks is reported", () => {
  expect(recognise("cases.csv", ["case_id", "category", "status", "lon", "lat"])?.missing).toEqual(["reported_at"]);
});
