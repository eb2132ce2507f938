import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Manifest } from "../../domain/manifest.ts";
import { writeTable } from "./formats.ts";
import { provenanceOf } from "./origin.ts";
import type { ExportField, ExportPage } from "./table.ts";

const most = 10_000_000;
const pageRows = 20_480;
const fields: readonly ExportField[] = [
  { name: "case_id", type: "int64" },
  { name: "place", type: "text" },
  { name: "value", type: "float64" },
  { name: "at", type: "timestamp" },
  { name: "late", type: "boolean" },
];

/** So many rows, made as they are wanted. */
async function* pages(rows: number): AsyncGenerator<ExportPage> {
  for (let from = 0; from < rows; from += pageRows) {
    const length = Math.min(pageRows, rows - from);
    const each = <T>(value: (i: number) => T) => Array.from({ length }, (_, i) => value(from + i));
    yield {
      rows: length,
      columns: [
        each((i) => i),
        each((i) => `和平镇${i % 977}`),
        each((i) => i * 0.37),
        each((i) => 1_704_067_200 + (i % 86_400)),
        each((i) => i % 7 === 0),
      ],
    };
  }
}

/** Seconds, the most memory of the whole process, and the size of a file. */
async function measured(parts: AsyncIterable<Uint8Array>) {
  const start = performance.now();
  let [most, bytes] = [process.memoryUsage.rss(), 0];
  for await (const part of parts) {
    bytes += part.length;
    most = Math.max(most, process.memoryUsage.rss());
  }
  return { seconds: (performance.now() - start) / 1000, memory: most / 1e6, size: bytes / 1e6 };
}

const provenance = provenanceOf(
  {
    id: "bench",
    title: { "zh-CN": "", en: "" },
    simulated: true,
    licence: "",
    attribution: "",
    coordinateSystem: "WGS-84",
    timeZone: "Asia/Shanghai",
    dataVersion: "",
    files: [],
  } as unknown as Manifest, // what provenance reads of one
  {
    table: "cases",
    rows: 0,
    protection: { minimumCell: null, suppressedColumns: [], suppressedCells: 0, maskedColumns: [], note: "" },
  },
);
const wasm = () => readFileSync(createRequire(import.meta.url).resolve("parquet-wasm/esm/parquet_wasm_bg.wasm"));
const write = (format: "csv" | "parquet" | "xlsx", rows: number) =>
  measured(writeTable({ name: "cases", fields, pages: pages(rows) }, { format, provenance, wasm }));

/** Files as the page writes them, from rows that are made as they are wanted. */
export async function benches() {
  const csv = await write("csv", most);
  const parquet = await write("parquet", most);
  const xlsx = await write("xlsx", 500_000);
  return [
    { name: "CSV of 10,000,000 rows, zipped", value: csv.seconds, unit: "s" },
    { name: "CSV of 10,000,000 rows, memory of the whole process", value: csv.memory, unit: "MB", promise: "≤ 1500" },
    { name: "CSV of 10,000,000 rows, archive", value: csv.size, unit: "MB" },
    { name: "Parquet of 10,000,000 rows", value: parquet.seconds, unit: "s" },
    {
      name: "Parquet of 10,000,000 rows, memory of the whole process",
      value: parquet.memory,
      unit: "MB",
      promise: "≤ 1500",
    },
    { name: "XLSX of 500,000 rows", value: xlsx.seconds, unit: "s" },
    { name: "XLSX of 500,000 rows, memory of the whole process", value: xlsx.memory, unit: "MB" },
  ];
}
