import { mkdir } from "node:fs/promises";
import { formatWallClock, monthName } from "../../src/data/import/wall-clock.ts";
import { wholeFileBytes } from "../../src/data/plan.ts";
import type { Box, DataFile, Manifest } from "../../src/domain/manifest.ts";
import { type TableName, tableSpec } from "../../src/domain/tables.ts";
import { arrowSchemaEntry, fingerprint, type GeometrySummary, geoEntry, writeParquet } from "./parquet.ts";
import { piecesOf } from "./pieces.ts";
import { type Stage, sqlText } from "./stage.ts";

/** Everything that `writeFiles` needs beside the staged rows. */
export interface FilesRequest {
  readonly folder: string;
  readonly coordinateSystem: Manifest["coordinateSystem"];
  readonly geometries: ReadonlyMap<TableName, GeometrySummary>;
  onProgress(text: string, share: number): void;
}

interface Part {
  readonly table: TableName;
  readonly path: string;
  readonly month?: number;
}

const timeFields: Readonly<Partial<Record<TableName, string>>> = { cases: "reported_at", case_events: "at" };

const orders: Readonly<Partial<Record<TableName, string>>> = {
  cases: "_tile, reported_at, case_id",
  case_events: 'case_id, seq, "at", rowid',
};

async function partsOf(stage: Stage, table: TableName): Promise<Part[]> {
  if (!timeFields[table]) {
    const rows = await stage.count(`SELECT count(*) FROM ${table}`);
    return rows > 0 ? [{ table, path: `${table}.parquet` }] : [];
  }
  const months = await stage.rows(`SELECT DISTINCT _month AS month FROM ${table} ORDER BY 1`);
  return months.map(({ month }) => ({
    table,
    path: `${table}/${monthName(Number(month))}.parquet`,
    month: Number(month),
  }));
}

/** Rows, box and time range of one part, as far as its table has them. */
async function describePart(
  stage: Stage,
  part: Part,
  box: Box | undefined,
): Promise<Omit<DataFile, "bytes" | "sha256">> {
  const { table, path, month } = part;
  const time = timeFields[table];
  const points = tableSpec(table).fields.lon !== undefined;
  const wanted = ["count(*) AS n"];
  if (points) wanted.push("min(lon) AS w", "min(lat) AS s", "max(lon) AS e", "max(lat) AS n2");
  if (time) wanted.push(`min("${time}") AS t1`, `max("${time}") AS t2`);
  const where = month === undefined ? "" : ` WHERE _month = ${month}`;
  const [row] = await stage.rows(`SELECT ${wanted.join(", ")} FROM ${table}${where}`);
  const read = (name: string): number => Number(row?.[name]);
  return {
    path,
    table,
    rows: read("n"),
    ...(points ? { box: [read("w"), read("s"), read("e"), read("n2")] } : box ? { box } : {}),
    ...(time ? { timeRange: [formatWallClock(read("t1")), formatWallClock(read("t2"))] } : {}),
    ...(month === undefined ? {} : { month: monthName(month) }),
  };
}

async function writePart(stage: Stage, part: Part, request: FilesRequest): Promise<DataFile> {
  const { table, month } = part;
  const fields = Object.keys(tableSpec(table).fields).filter((name) => stage.isFilled(table, name));
  const geometry = request.geometries.get(table);
  const path = `${request.folder}/${part.path}`;
  await writeParquet(stage, {
    table,
    path,
    fields,
    ...(month === undefined ? {} : { where: `_month = ${month}` }),
    orderBy: orders[table] ?? "rowid",
    metadata: {
      "ARROW:schema": arrowSchemaEntry(table, fields),
      ...(geometry ? { geo: geoEntry(geometry, request.coordinateSystem) } : {}),
    },
  });
  const { path: name, table: of, rows, ...rest } = await describePart(stage, part, geometry?.box);
  const print = await fingerprint(path);
  const pieces = print.bytes > wholeFileBytes ? { pieces: await piecesOf(path) } : {};
  return { path: name, table: of, rows, ...print, ...rest, ...pieces };
}

/** Writes all staged tables as Parquet files and returns their entries for the manifest. */
export async function writeFiles(stage: Stage, request: FilesRequest): Promise<DataFile[]> {
  const parts: Part[] = [];
  for (const table of stage.names()) parts.push(...(await partsOf(stage, table)));
  for (const part of parts)
    if (part.month !== undefined) await mkdir(`${request.folder}/${part.table}`, { recursive: true });
  const files: DataFile[] = [];
  for (const part of parts) {
    request.onProgress(`Writing ${part.path}`, files.length / parts.length);
    files.push(await writePart(stage, part, request));
  }
  return files;
}

/** Writes the rows that were put aside, if there are any. */
export async function writeQuarantine(stage: Stage, folder: string): Promise<void> {
  if ((await stage.count("SELECT count(*) FROM quarantine")) === 0) return;
  await stage.connection.run(
    `COPY (FROM quarantine ORDER BY rowid) TO ${sqlText(`${folder}/quarantine.parquet`)} (FORMAT parquet, COMPRESSION zstd)`,
  );
}
