import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ExportFormat, writeTable } from "../src/data/export/formats.ts";
import { shortNames } from "../src/data/export/shapefile.ts";
import type { ExportField } from "../src/data/export/table.ts";
import { columnLetters } from "../src/data/export/xlsx.ts";
import { type FlatGeometry, writeWkb } from "../src/lib/wkb.ts";
import { bytesOf, holed, provenanceFor, type Rows, tableFrom, wasm } from "./support/export-tables.ts";

/** A program of GDAL. */
const tool = (name: "info" | "2ogr") => `ogr${name}`;
const hasGdal = spawnSync(tool("info"), ["--version"]).status === 0;
if (!hasGdal) console.warn("GDAL (gdal-bin) is not installed: shapefiles and XLSX are not read by a second program.");

const folder = mkdtempSync(join(tmpdir(), "wangge-foreign-"));

async function saved(rows: Rows, format: ExportFormat, extension: string): Promise<string> {
  const path = join(folder, `${format}-${Math.random().toString(36).slice(2)}.${extension}`);
  const parts = writeTable(tableFrom(rows), { format, provenance: provenanceFor(rows.rows.length), wasm });
  writeFileSync(path, await bytesOf(parts));
  return path;
}

/** What GDAL reads, as GeoJSON. */
function readByGdal(path: string, ...layers: string[]): { features: { properties: object; geometry: unknown }[] } {
  const args = ["-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", "/vsistdout/", path, ...layers];
  return JSON.parse(execFileSync(tool("2ogr"), args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
}

const fields: ExportField[] = [
  { name: "名称", type: "text" },
  { name: "residents_now", type: "int32" },
  { name: "residents_before", type: "float64" },
  { name: "checked", type: "boolean" },
  { name: "since", type: "date" },
  { name: "at", type: "timestamp" },
];
const day = Date.UTC(2024, 1, 29) / 1000;
const moment = Date.UTC(2024, 1, 29, 23, 59, 58) / 1000;
const values: Rows["rows"] = [
  ["和平镇 <b>&\"'", 12, 0.1, true, day, moment],
  ["=1+1", -3, 1e-300, false, -day, moment],
  [null, null, null, null, null, null],
];

const point = (lon: number, lat: number): FlatGeometry => ({
  kind: "Point",
  coords: Float64Array.of(lon, lat),
  ringEnds: [1],
  polygonEnds: [],
});
const line: FlatGeometry = {
  kind: "LineString",
  coords: Float64Array.of(121.1, 31.1, 121.2, 31.2, 121.3, 31.1),
  ringEnds: [3],
  polygonEnds: [],
};
const withShapes = (shapes: readonly (FlatGeometry | null)[]): Rows => ({
  fields: [...fields, { name: "geometry", type: "geometry" }],
  rows: values.map((row, i) => {
    const shape = shapes[i];
    return [...row, shape ? writeWkb(shape) : null];
  }),
});

describe.skipIf(!hasGdal)("GDAL reads", () => {
  const expected = [
    { f1: "和平镇 <b>&\"'", residents_: 12, resident_1: 0.1, since: "2024-02-29", at: "2024-02-29 23:59:58" },
    { f1: "=1+1", residents_: -3, resident_1: 1e-300, since: "1915-11-04", at: "2024-02-29 23:59:58" },
    { f1: null, residents_: null, resident_1: null, checked: null, since: null, at: null },
  ];

  test.each([
    ["points", [point(121.1, 31.1), point(121.123456789012, 31.2), null], "Point", [121.1, 31.1]],
    [
      "lines",
      [line, line, null],
      "LineString",
      [
        [121.1, 31.1],
        [121.2, 31.2],
        [121.3, 31.1],
      ],
    ],
    ["polygons with holes", [holed(121, 31), holed(122, 31), null], "Polygon", undefined],
  ] as const)(
    "a shapefile of %s: Chinese texts, numbers to the last bit, dates, nothing where nothing is",
    async (_, shapes, kind, first) => {
      const path = await saved(withShapes(shapes), "shapefile", "shp.zip");
      const { features } = readByGdal(`/vsizip/${path}`);
      expect(features).toHaveLength(3);
      features.forEach(({ properties }, i) => {
        expect({ since: null, ...properties }).toMatchObject(expected[i] ?? {}); // GDAL leaves an empty date out
      });
      expect(features[0]?.geometry).toMatchObject(first ? { type: kind, coordinates: first } : { type: kind });
      expect(features[2]?.geometry).toBeNull();
    },
  );

  test("an XLSX: titles in the first row, texts as texts, typed numbers, dates and moments", async () => {
    const titled = fields.map((field) => (field.name === "at" ? { ...field, title: "上报时间" } : field));
    const path = await saved({ fields: titled, rows: values.slice(0, 2) }, "xlsx", "xlsx");
    const { features } = readByGdal(path, "表");
    expect(features[0]?.properties).toMatchObject({
      名称: "和平镇 <b>&\"'",
      residents_now: 12,
      residents_before: 0.1,
      checked: true,
      since: expect.stringMatching(/^2024[-/]02[-/]29$/),
      上报时间: expect.stringMatching(/^2024[-/]02[-/]29[ T]23:59:58/),
    });
    expect(features[1]?.properties).toMatchObject({
      名称: "=1+1",
      residents_now: -3,
      residents_before: 1e-300,
      checked: false,
    });
  });
});

test("long and Chinese field names become ten letters each, all different", () => {
  expect(shortNames(["residents_now", "residents_before", "名称", "a", "A", "地 址"])).toEqual([
    "residents_",
    "resident_1",
    "f3",
    "a",
    "A_1",
    "f6",
  ]);
});

test("columns of a sheet go on behind Z", () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
});
