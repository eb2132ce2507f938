import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { csvStream } from "../../src/data/export/csv.ts";
import { type ExportFormat, exportFormats, writeTable } from "../../src/data/export/formats.ts";
import { type ExportProvenance, provenanceJson } from "../../src/data/export/provenance.ts";
import type { ExportTable } from "../../src/data/export/table.ts";
import { jsonStream } from "./json.ts";

/** What the command line writes: the formats of the page, plain CSV, and JSON. */
export type OutputFormat = ExportFormat | "json";

const endings: readonly (readonly [ending: string, format: OutputFormat])[] = [
  [".geo.parquet", "geoparquet"],
  [".geoparquet", "geoparquet"],
  [".parquet", "parquet"],
  [".csv", "csv"],
  [".xlsx", "xlsx"],
  [".arrow", "arrow"],
  [".geojson", "geojson"],
  [".json", "json"],
  [".zip", "shapefile"],
];

/** The format of a file by its ending; `null` where it has none that is known. */
export function formatOfPath(path: string): OutputFormat | null {
  return endings.find(([ending]) => path.toLowerCase().endsWith(ending))?.[1] ?? null;
}

/** How files of a format end when the command line names them. */
export function endingOf(format: OutputFormat): string {
  return endings.find(([, own]) => own === format)?.[0] ?? "";
}

/** A format by its name. */
export function formatOfName(name: string): OutputFormat | null {
  return [...exportFormats, "json" as const].find((format) => format === name) ?? null;
}

const wasm = () => readFileSync(createRequire(import.meta.url).resolve("parquet-wasm/esm/parquet_wasm_bg.wasm"));

/** Writes a table to a file, which appears when it is whole. Beside CSV and JSON lies `<file>.provenance.json`. */
export async function writeFileOf(
  path: string,
  table: ExportTable,
  { format, provenance }: { readonly format: OutputFormat; readonly provenance: ExportProvenance },
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const isPlain = format === "csv" || format === "json";
  const parts =
    format === "csv"
      ? csvStream(table)
      : format === "json"
        ? jsonStream(table)
        : writeTable(table, { format, provenance, wasm });
  const unfinished = `${path}.part`;
  const file = createWriteStream(unfinished);
  try {
    for await (const part of parts) if (!file.write(part)) await once(file, "drain");
    file.end();
    await once(file, "finish");
  } catch (error) {
    file.destroy();
    await rm(unfinished, { force: true });
    throw error;
  }
  await rename(unfinished, path);
  if (isPlain) await writeFile(`${path}.provenance.json`, provenanceJson(provenance));
}
