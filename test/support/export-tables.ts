import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import type { ExportProvenance } from "../../src/data/export/provenance.ts";
import type { ExportCell, ExportField, ExportPage, ExportTable, ExportType } from "../../src/data/export/table.ts";
import { type FlatGeometry, writeWkb } from "../../src/lib/wkb.ts";

/** The module that writes Parquet, from the packages of this project. */
export const wasm = () => readFileSync(createRequire(import.meta.url).resolve("parquet-wasm/esm/parquet_wasm_bg.wasm"));

/** A provenance as every export carries one. */
export function provenanceFor(rows: number, table = "表"): ExportProvenance {
  return {
    table,
    rows,
    sql: "SELECT \"名称\" FROM t WHERE x = '<&>'",
    params: { radius: 5 },
    seed: 7,
    filters: { values: { dept: ["市容"] } },
    dataset: {
      id: "d",
      title: "和平镇",
      simulated: true,
      licence: "CC0-1.0",
      attribution: "a",
      coordinateSystem: "WGS-84",
      timeZone: "Asia/Shanghai",
      dataVersion: "v1",
      sha256: "ab".repeat(32),
    },
    protection: { minimumCell: 5, suppressedColumns: [], suppressedCells: 0, maskedColumns: [], note: "" },
    software: "wangge 0.1.0",
    exportedAt: "2026-01-01T00:00:00.000Z",
  };
}

/** All bytes of a stream as one. */
export async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of stream) parts.push(part.slice());
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** Rows of a table in memory. */
export interface Rows {
  readonly fields: readonly ExportField[];
  readonly rows: readonly (readonly ExportCell[])[];
}

/** Rows as a table in pages of a few. */
export function tableFrom({ fields, rows }: Rows, pageRows = 3): ExportTable {
  async function* pages(): AsyncGenerator<ExportPage> {
    for (let from = 0; from < rows.length; from += pageRows) {
      const own = rows.slice(from, from + pageRows);
      yield { rows: own.length, columns: fields.map((_, c) => own.map((row) => row[c] ?? null)) };
    }
  }
  return { name: "表", fields, pages: pages() };
}

const square = (x: number, y: number, size: number): number[] => [
  x,
  y,
  x + size,
  y,
  x + size,
  y + size,
  x,
  y + size,
  x,
  y,
];

/** A polygon with a hole, at a place. */
export function holed(lon: number, lat: number): FlatGeometry {
  const hole = [
    lon + 0.1,
    lat + 0.1,
    lon + 0.1,
    lat + 0.2,
    lon + 0.2,
    lat + 0.2,
    lon + 0.2,
    lat + 0.1,
    lon + 0.1,
    lat + 0.1,
  ];
  return {
    kind: "Polygon",
    coords: Float64Array.from([...square(lon, lat, 1), ...hole]),
    ringEnds: [5, 10],
    polygonEnds: [2],
  };
}

const texts = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    "=1+1",
    "+86 1",
    "-2-3",
    "@SUM(A1)",
    "\tx",
    "\rx",
    'say "hi"',
    "a,b",
    "一\n二",
    "<b>&amp;</b>",
    "和平镇",
    "😀",
    "_x0041_",
    "'",
    "NULL",
  ),
);
/** Texts know no negative zero. */
const withoutNegativeZero = (value: number) => (value === 0 ? 0 : value);
const degrees = fc.double({ min: -80, max: 80, noNaN: true }).map(withoutNegativeZero);
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map(withoutNegativeZero);

const cells: Readonly<Record<ExportType, fc.Arbitrary<ExportCell>>> = {
  text: texts.filter((text) => text !== "" && !text.includes("\u0000")),
  boolean: fc.boolean(),
  int8: fc.integer({ min: -128, max: 127 }),
  int16: fc.integer({ min: -32768, max: 32767 }),
  int32: fc.integer(),
  int64: fc.maxSafeInteger(),
  uint8: fc.integer({ min: 0, max: 255 }),
  uint16: fc.integer({ min: 0, max: 65535 }),
  uint32: fc.integer({ min: 0, max: 4294967295 }),
  float32: finite.map((value) => withoutNegativeZero(Math.fround(value))).filter(Number.isFinite),
  float64: finite,
  date: fc.integer({ min: -20000, max: 40000 }).map((days) => days * 86400),
  timestamp: fc.integer({ min: -1e9, max: 4e9 }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 5 }),
  geometry: fc.tuple(degrees, degrees).map(([lon, lat]) => writeWkb(holed(lon, lat))),
};

/** Tables with columns of these types and some values missing. */
export function tables(types: readonly ExportType[]): fc.Arbitrary<Rows> {
  const fields = types.map(
    (type, c): ExportField => ({ name: type === "geometry" ? "geometry" : `列 ${c} ${type}`, type }),
  );
  const row = fc.tuple(...types.map((type) => fc.option(cells[type], { nil: null, freq: 4 })));
  return fc.array(row, { maxLength: 8 }).map((rows) => ({ fields, rows }));
}

/** Every type that has no place. */
export const plainTypes: readonly ExportType[] = [
  "text",
  "boolean",
  "int8",
  "int16",
  "int32",
  "int64",
  "uint8",
  "uint16",
  "uint32",
  "float32",
  "float64",
  "date",
  "timestamp",
];
