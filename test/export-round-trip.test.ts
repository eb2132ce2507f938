import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { tableFromIPC } from "apache-arrow";
import fc from "fast-check";
import { parquetMetadataAsync } from "hyparquet";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cellOf } from "../scripts/wangge/native.ts";
import { parseCsv } from "../src/data/csv.ts";
import { provenanceKey } from "../src/data/export/arrow.ts";
import { type ExportFormat, writeTable } from "../src/data/export/formats.ts";
import { pagesOfIpc } from "../src/data/export/pages.ts";
import { type ExportCell, type ExportField, plainText } from "../src/data/export/table.ts";
import { withoutFormula } from "../src/lib/csv-write.ts";
import { flatFromGeoJson, readWkb, writeWkb } from "../src/lib/wkb.ts";
import {
  bytesOf,
  holed,
  plainTypes,
  provenanceFor,
  type Rows,
  tableFrom,
  tables,
  wasm,
} from "./support/export-tables.ts";
import { unzipped } from "./support/unzip.ts";

const folder = mkdtempSync(join(tmpdir(), "wangge-export-"));
let instance: DuckDBInstance;
let connection: DuckDBConnection;
let files = 0;

beforeAll(async () => {
  instance = await DuckDBInstance.create(":memory:");
  connection = await instance.connect();
  await connection.run("SET enable_geoparquet_conversion = false");
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const runs = { numRuns: 25 };

/** The file of some rows in a format. */
function written(rows: Rows, format: ExportFormat): Promise<Uint8Array<ArrayBuffer>> {
  const provenance = provenanceFor(rows.rows.length);
  return bytesOf(writeTable(tableFrom(rows), { format, provenance, wasm }));
}

function saved(bytes: Uint8Array, extension: string): string {
  files += 1;
  const path = join(folder, `${files}.${extension}`);
  writeFileSync(path, bytes);
  return path;
}

/** What native DuckDB reads. */
async function nativeRows(sql: string, fields: readonly ExportField[]): Promise<ExportCell[][]> {
  const rows = (await connection.runAndReadAll(sql)).getRows();
  return rows.map((row) => row.map((value, c) => cellOf(value, fields[c]?.type ?? "text")));
}

describe("every format out and in again gives equal tables", () => {
  test("Parquet, read by native DuckDB, types included", async () => {
    await fc.assert(
      fc.asyncProperty(tables([...plainTypes, "bytes"]), async (rows) => {
        const path = saved(await written(rows, "parquet"), "parquet");
        expect(await nativeRows(`SELECT * FROM '${path}'`, rows.fields)).toEqual(rows.rows);
      }),
      runs,
    );
  });

  test("Parquet keeps the types of columns, also without rows", async () => {
    const fields = plainTypes.map((type): ExportField => ({ name: type, type }));
    const path = saved(await written({ fields, rows: [] }, "parquet"), "parquet");
    const types = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM '${path}'`)).getRowObjects();
    expect(types.map(({ column_type }) => column_type)).toEqual(
      "VARCHAR BOOLEAN TINYINT SMALLINT INTEGER BIGINT UTINYINT USMALLINT UINTEGER FLOAT DOUBLE DATE TIMESTAMP".split(
        " ",
      ),
    );
  });

  test("Arrow, read by the page's own reader and by Apache Arrow", async () => {
    await fc.assert(
      fc.asyncProperty(tables([...plainTypes, "bytes"]), async (rows) => {
        const bytes = await written(rows, "arrow");
        const read = pagesOfIpc(bytes, rows.fields).flatMap((page) =>
          Array.from({ length: page.rows }, (_, row) => page.columns.map((column) => column[row] ?? null)),
        );
        expect(read).toEqual(rows.rows);
        expect(tableFromIPC(bytes).numRows).toBe(rows.rows.length);
      }),
      runs,
    );
  });

  test("CSV, read by our reader and by native DuckDB; only formulas have an apostrophe more", async () => {
    await fc.assert(
      fc.asyncProperty(tables(plainTypes), async (rows) => {
        const archive = await unzipped(await written(rows, "csv"));
        const csv = archive.get("表.csv") ?? new Uint8Array();
        expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
        const text = new TextDecoder().decode(csv);
        const expected = rows.rows.map((row) =>
          row.map((cell, c) => {
            const plain = plainText(cell, rows.fields[c]?.type ?? "text");
            return typeof cell === "string" ? withoutFormula(plain) : plain;
          }),
        );
        expect(parseCsv(text).slice(1)).toEqual(expected);
        const path = saved(csv, "csv");
        const options =
          "header = true, all_varchar = true, quote = '\"', escape = '\"', delim = ',', new_line = '\\r\\n'";
        const isSimple = rows.rows.every((row) =>
          row.every((cell) => typeof cell !== "string" || !/[\r\n]/.test(cell)),
        );
        if (rows.rows.length === 0 || !isSimple) return; // DuckDB takes one kind of line end, and sniffs none from a header
        const native = await connection.runAndReadAll(`SELECT * FROM read_csv('${path}', ${options})`);
        expect(native.getRows().map((row) => row.map((cell) => cell ?? ""))).toEqual(expected);
      }),
      runs,
    );
  });

  test("GeoParquet, with kinds and box in its metadata, geometry bit by bit", async () => {
    await fc.assert(
      fc.asyncProperty(tables(["text", "float64", "geometry"]), async (rows) => {
        const bytes = await written(rows, "geoparquet");
        const path = saved(bytes, "parquet");
        expect(await nativeRows(`SELECT * FROM '${path}'`, rows.fields)).toEqual(rows.rows);
        const geo = JSON.parse((await metadataOf(bytes)).get("geo") ?? "");
        expect([geo.version, geo.primary_column, geo.columns.geometry.encoding]).toEqual(["1.1.0", "geometry", "WKB"]);
        const wkbs = rows.rows.flatMap((row) => (row[2] instanceof Uint8Array ? [readWkb(row[2])] : []));
        expect(geo.columns.geometry.geometry_types).toEqual(wkbs.length > 0 ? ["Polygon"] : []);
        const lons = wkbs.flatMap(({ coords }) => [...coords].filter((_, i) => i % 2 === 0));
        if (lons.length > 0) expect(geo.columns.geometry.bbox[0]).toBe(Math.min(...lons));
      }),
      runs,
    );
  });

  test("GeoJSON, positions and properties as they were", async () => {
    await fc.assert(
      fc.asyncProperty(tables(["text", "float64", "boolean", "geometry"]), async (rows) => {
        const { features, type } = JSON.parse(new TextDecoder().decode(await written(rows, "geojson")));
        expect(type).toBe("FeatureCollection");
        const read = features.map(
          ({
            properties,
            geometry,
          }: {
            properties: object;
            geometry: Parameters<typeof flatFromGeoJson>[0] | null;
          }) => [...Object.values(properties), geometry && writeWkb(flatFromGeoJson(geometry))],
        );
        expect(read).toEqual(rows.rows);
      }),
      runs,
    );
  });
});

test("positions in two columns become points in every format that has places", async () => {
  const fields: ExportField[] = [
    { name: "case_id", type: "text" },
    { name: "lon", type: "float64" },
    { name: "lat", type: "float64" },
  ];
  const rows = {
    fields,
    rows: [
      ["a", 121.4, 31.2],
      ["b", null, 31],
    ],
  };
  const { features } = JSON.parse(new TextDecoder().decode(await written(rows, "geojson")));
  expect(features[0].geometry).toEqual({ type: "Point", coordinates: [121.4, 31.2] });
  expect(features[1].geometry).toBeNull();
  const path = saved(await written(rows, "geoparquet"), "parquet");
  const point = { kind: "Point", coords: Float64Array.of(121.4, 31.2), ringEnds: [1], polygonEnds: [] } as const;
  const native = await nativeRows(`SELECT geometry FROM '${path}'`, [{ name: "geometry", type: "geometry" }]);
  expect(native).toEqual([[writeWkb(point)], [null]]);
});

test("a table without places is refused where places are needed", async () => {
  const rows = { fields: [{ name: "a", type: "text" } as const], rows: [["x"]] };
  for (const format of ["geojson", "geoparquet", "shapefile"] as const) {
    await expect(written(rows, format)).rejects.toMatchObject({ code: "export-geometry" });
  }
});

test("a million rows are no XLSX, and the refusal says what to do", async () => {
  const fields: ExportField[] = [{ name: "a", type: "int32" }];
  const provenance = provenanceFor(1_000_000);
  const parts = writeTable(tableFrom({ fields, rows: [] }), { format: "xlsx", provenance, wasm });
  await expect(bytesOf(parts)).rejects.toMatchObject({ code: "export-rows", values: { rows: 1_000_000 } });
});

async function metadataOf(bytes: Uint8Array<ArrayBuffer>): Promise<Map<string, string>> {
  const { key_value_metadata: entries = [] } = await parquetMetadataAsync(bytes.buffer);
  return new Map(entries.map(({ key, value = "" }) => [key, value]));
}

describe("every file says where it comes from", () => {
  const rows: Rows = {
    fields: [
      { name: "名称", type: "text", title: "区域名称" },
      { name: "geometry", type: "geometry" },
    ],
    rows: [["和平", writeWkb(holed(121, 31))]],
  };
  const expected = provenanceFor(1);

  test("Parquet and GeoParquet in their metadata, as hyparquet reads it", async () => {
    for (const format of ["parquet", "geoparquet"] as const) {
      const entry = (await metadataOf(await written(rows, format))).get(provenanceKey);
      expect(JSON.parse(entry ?? "")).toEqual(expected);
    }
  });

  test("Arrow in the metadata of its schema", async () => {
    const entry = tableFromIPC(await written(rows, "arrow")).schema.metadata.get(provenanceKey);
    expect(JSON.parse(entry ?? "")).toEqual(expected);
  });

  test("CSV and shapefiles in a JSON beside them, with the shortened names", async () => {
    const csv = await unzipped(await written(rows, "csv"));
    expect([...csv.keys()]).toEqual(["表.csv", "表.csv.provenance.json"]);
    expect(JSON.parse(new TextDecoder().decode(csv.get("表.csv.provenance.json")))).toEqual(expected);
    const shape = await unzipped(await written(rows, "shapefile"));
    expect([...shape.keys()].map((name) => name.slice(2))).toEqual([
      "shp",
      "shx",
      "dbf",
      "prj",
      "cpg",
      "provenance.json",
    ]);
    const told = JSON.parse(new TextDecoder().decode(shape.get("表.provenance.json")));
    expect(told).toEqual({ ...expected, fieldNames: { f1: "名称" } });
  });

  test("GeoJSON as a member of the collection", async () => {
    expect(JSON.parse(new TextDecoder().decode(await written(rows, "geojson"))).provenance).toEqual(expected);
  });

  test("XLSX on its second sheet, and the first row has the titles for people", async () => {
    const parts = await unzipped(await written(rows, "xlsx"));
    const sheet = (n: number) => new TextDecoder().decode(parts.get(`xl/worksheets/sheet${n}.xml`));
    expect(sheet(1)).toContain("区域名称");
    expect(sheet(1)).toContain('state="frozen"');
    for (const text of [
      "dataset.sha256",
      "ab".repeat(32),
      "wangge 0.1.0",
      "v1",
      "&lt;&amp;&gt;",
      "seed",
      "column.名称",
    ]) {
      expect(sheet(2)).toContain(text);
    }
  });
});
