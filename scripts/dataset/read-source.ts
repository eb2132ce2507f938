import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import type { SourceRows } from "./convert.ts";
import { sqlText } from "./stage.ts";
import type { RawColumn } from "./types.ts";

const portionRows = 65_536;

/** A source file: GeoJSON, CSV or Parquet, the first two also gzipped. */
export interface SourceFile {
  readonly path: string;
  readonly encoding?: string;
}

const isFeature = (value: unknown): value is { properties?: Record<string, unknown> | null; geometry?: unknown } =>
  typeof value === "object" && value !== null && "geometry" in value;

function readFeatures(content: string, path: string): unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new Error(`The file ${path} is not valid JSON (${error instanceof Error ? error.message : error}).`);
  }
  if (typeof value === "object" && value !== null && "features" in value && Array.isArray(value.features)) {
    return value.features;
  }
  throw new Error(`The file ${path} is not a GeoJSON feature collection.`);
}

/** The coordinates of a point geometry. */
function pointOf(geometry: unknown): readonly unknown[] {
  if (typeof geometry !== "object" || geometry === null || !("type" in geometry) || !("coordinates" in geometry))
    return [];
  return geometry.type === "Point" && Array.isArray(geometry.coordinates) ? geometry.coordinates : [];
}

function readGeoJson(content: string, path: string): SourceRows {
  const features = readFeatures(content, path);
  const columns = new Map<string, unknown[]>();
  const set = (name: string, row: number, value: unknown): void => {
    let column = columns.get(name);
    if (!column) {
      column = new Array<unknown>(features.length).fill(null);
      columns.set(name, column);
    }
    column[row] = value;
  };
  features.forEach((feature, row) => {
    set("$row", row, row + 1);
    if (!isFeature(feature)) return;
    for (const [name, value] of Object.entries(feature.properties ?? {})) set(name, row, value);
    const [lon, lat] = pointOf(feature.geometry);
    set("$lon", row, lon);
    set("$lat", row, lat);
    set("$geometry", row, feature.geometry);
  });
  return { rows: features.length, columns, firstRow: 1 };
}

/** Columns come as texts: what they mean is for the recipe and the table to say. */
async function* readTable(relation: string): AsyncGenerator<SourceRows> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const result = await connection.stream(`SELECT COLUMNS(*)::VARCHAR FROM ${relation}`);
    const names = result.columnNames();
    let waiting: DuckDBValue[][] = names.map(() => []);
    let firstRow = 1;
    const take = (): SourceRows => {
      const rows = waiting[0]?.length ?? 0;
      const columns = new Map<string, RawColumn>(names.map((name, index) => [name, waiting[index] ?? []]));
      columns.set(
        "$row",
        Float64Array.from({ length: rows }, (_, row) => firstRow + row),
      );
      const source = { rows, columns, firstRow };
      firstRow += rows;
      waiting = names.map(() => []);
      return source;
    };
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      chunk.appendToColumns(waiting);
      if ((waiting[0]?.length ?? 0) >= portionRows) yield take();
    }
    yield take();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function* readCsv({ path, encoding }: SourceFile): AsyncGenerator<SourceRows> {
  const relation = (name: string): string => `read_csv(${sqlText(name)}, all_varchar = true, header = true)`;
  if (encoding === undefined || encoding.toLowerCase() === "utf-8") return yield* readTable(relation(path));
  const folder = await mkdtemp(join(tmpdir(), "wangge-"));
  try {
    const copy = join(folder, "source.csv");
    await writeFile(copy, new TextDecoder(encoding).decode(await readBytes(path)));
    yield* readTable(relation(copy));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  return path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

/**
 * Reads a source file in portions. Besides its own columns every file has `$row` (from 1), and GeoJSON has `$geometry`
 * and, for points, `$lon` and `$lat`.
 */
export async function* readSource(file: SourceFile): AsyncGenerator<SourceRows> {
  const { path } = file;
  if (!existsSync(path)) throw new Error(`The file ${path} does not exist.`);
  const name = path.toLowerCase().replace(/\.gz$/, "");
  if (name.endsWith(".parquet")) yield* readTable(`read_parquet(${sqlText(path)})`);
  else if (name.endsWith(".csv")) yield* readCsv(file);
  else if (name.endsWith(".geojson") || name.endsWith(".json")) {
    yield readGeoJson(new TextDecoder(file.encoding).decode(await readBytes(path)), path);
  } else throw new Error(`The file ${path} is neither GeoJSON, CSV nor Parquet.`);
}
