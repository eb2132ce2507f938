import { join } from "node:path";
import { DuckDBBlobValue, type DuckDBConnection, type DuckDBValue } from "@duckdb/node-api";
import { areaIdField } from "../../src/domain/case-tables.ts";
import type { Manifest } from "../../src/domain/manifest.ts";
import type { TableName } from "../../src/domain/tables.ts";
import type { AreaLevel } from "../../src/domain/vocabulary.ts";
import { createPolygonIndex } from "../../src/lib/point-in-polygon.ts";
import { type FlatGeometry, readWkb } from "../../src/lib/wkb.ts";
import { sqlText } from "./stage.ts";

/** About this many cases are placed again. */
const sampleRows = 20_000;

function relation(folder: string, manifest: Manifest, table: TableName): string {
  const paths = manifest.files.filter((file) => file.table === table).map(({ path }) => sqlText(join(folder, path)));
  return `read_parquet([${paths.join(", ")}], union_by_name = true)`;
}

async function readColumns(connection: DuckDBConnection, sql: string): Promise<DuckDBValue[][]> {
  return (await connection.runAndReadAll(sql)).getColumns();
}

const polygonOf = (value: DuckDBValue): FlatGeometry => {
  if (value instanceof DuckDBBlobValue) return readWkb(value.bytes);
  throw new Error("areas: the geometry is not binary.");
};

/** Places a sample of the cases again and compares with the area ids they carry. */
export async function checkAreaIds(
  connection: DuckDBConnection,
  folder: string,
  manifest: Manifest,
): Promise<string[]> {
  if (manifest.levels.length === 0) return [];
  const total = manifest.files.reduce((sum, { table, rows }) => sum + (table === "cases" ? rows : 0), 0);
  const every = Math.max(1, Math.floor(total / sampleRows));
  const cases = relation(folder, manifest, "cases");
  const fields = manifest.levels.map(({ level }) => areaIdField(level));
  const known = new Set(
    (await readColumns(connection, `SELECT column_name FROM (DESCRIBE FROM ${cases})`))[0]?.map(String),
  );
  const missing = fields.filter((field) => !known.has(field));
  if (missing.length > 0) return [`The cases have no column ${missing.join(", ")}.`];
  const columns = await readColumns(
    connection,
    `SELECT lon, lat, ${fields.join(", ")} FROM (SELECT *, row_number() OVER () AS n FROM ${cases}) WHERE n % ${every} = 0`,
  );
  const [lon, lat] = [Float64Array.from(columns[0] ?? [], Number), Float64Array.from(columns[1] ?? [], Number)];
  const problems: string[] = [];
  for (const [index, { level }] of manifest.levels.entries()) {
    const { ids, polygons } = await readAreas(connection, relation(folder, manifest, "areas"), level);
    const found = new Int32Array(lon.length);
    createPolygonIndex(polygons).locate(lon, lat, found);
    const stored = columns[index + 2] ?? [];
    const wrong = found.reduce(
      (count, area, row) => count + ((ids[area] ?? null) === (stored[row] ?? null) ? 0 : 1),
      0,
    );
    if (wrong > 0)
      problems.push(
        `${wrong} of ${lon.length} cases looked at lie in another ${level} than ${areaIdField(level)} says.`,
      );
  }
  return problems;
}

async function readAreas(
  connection: DuckDBConnection,
  areas: string,
  level: AreaLevel,
): Promise<{ ids: string[]; polygons: FlatGeometry[] }> {
  const [ids = [], shapes = []] = await readColumns(
    connection,
    `SELECT area_id, geometry FROM ${areas} WHERE level = ${sqlText(level)}`,
  );
  return { ids: ids.map(String), polygons: shapes.map(polygonOf) };
}
