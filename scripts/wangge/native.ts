import { join } from "node:path";
import { type DuckDBAppender, type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import type { ExportCell, ExportField, ExportPage, ExportType } from "../../src/data/export/table.ts";
import { fieldOfSql } from "../../src/data/export/table.ts";
import type { Manifest } from "../../src/domain/manifest.ts";
import { literal, quoted } from "../../src/lib/sql/names.ts";

/** A dataset in native DuckDB: its tables are views of its files. */
export interface NativeDatabase {
  readonly connection: DuckDBConnection;
  /** The columns of a statement, as the page describes them. */
  fields(sql: string): Promise<ExportField[]>;
  /** Adds a table of results, which statements can read then. */
  addTable(
    name: string,
    table: { readonly fields: readonly ExportField[]; readonly pages: Iterable<ExportPage> },
  ): Promise<void>;
  /** The rows of a statement, page by page. */
  pages(sql: string, fields: readonly ExportField[]): AsyncGenerator<ExportPage>;
  close(): void;
}

/** Opens the tables of a dataset folder; a statement can read them and nothing else. */
export async function openNative(folder: string, { files }: Manifest): Promise<NativeDatabase> {
  const instance = await DuckDBInstance.create(":memory:", { autoinstall_known_extensions: "false" });
  const connection = await instance.connect();
  // Geometries stay the bytes they are, as in the browser.
  await connection.run("SET enable_geoparquet_conversion = false");
  for (const table of new Set(files.map((file) => file.table))) {
    const paths = files.filter((file) => file.table === table).map(({ path }) => literal(join(folder, path)));
    await connection.run(
      `CREATE VIEW ${quoted(table)} AS SELECT * FROM read_parquet([${paths.join(", ")}], union_by_name = true, hive_partitioning = false)`,
    );
  }
  await connection.run(`SET allowed_directories = [${literal(join(folder, "/"))}]`);
  await connection.run("SET enable_external_access = false");
  await connection.run("SET lock_configuration = true");
  return {
    connection,
    async fields(sql) {
      const rows = (await connection.runAndReadAll(`DESCRIBE ${sql}`)).getRowObjects();
      return rows.map((row) => fieldOfSql(String(row.column_name), String(row.column_type)));
    },
    async addTable(name, { fields, pages }) {
      const columns = fields.map((field) => `${quoted(field.name)} ${resultTypes[field.type] ?? "VARCHAR"}`);
      await connection.run(`CREATE TABLE ${quoted(name)} (${columns.join(", ")})`);
      const appender = await connection.createAppender(name);
      for (const page of pages) {
        for (let row = 0; row < page.rows; row++) {
          fields.forEach(({ type }, c) => {
            append(appender, page.columns[c]?.[row] ?? null, type);
          });
          appender.endRow();
        }
      }
      appender.closeSync();
    },
    async *pages(sql, fields) {
      const result = await connection.stream(sql);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) return;
        const columns = fields.map(({ type }, c) => chunk.getColumnValues(c).map((value) => cellOf(value, type)));
        yield { rows: chunk.rowCount, columns };
      }
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** The SQL types of columns of results. */
const resultTypes: Readonly<Partial<Record<ExportType, string>>> = {
  int8: "TINYINT",
  int16: "SMALLINT",
  int32: "INTEGER",
  uint8: "UTINYINT",
  uint16: "USMALLINT",
  uint32: "UINTEGER",
  float32: "FLOAT",
  float64: "DOUBLE",
};

function append(to: DuckDBAppender, cell: ExportCell, type: ExportType): void {
  if (typeof cell === "string") to.appendVarchar(cell);
  else if (typeof cell !== "number") to.appendNull();
  else if (type === "int8") to.appendTinyInt(cell);
  else if (type === "int16") to.appendSmallInt(cell);
  else if (type === "int32") to.appendInteger(cell);
  else if (type === "uint8") to.appendUTinyInt(cell);
  else if (type === "uint16") to.appendUSmallInt(cell);
  else if (type === "uint32") to.appendUInteger(cell);
  else if (type === "float32") to.appendFloat(cell);
  else to.appendDouble(cell);
}

const unitsPerSecond: Readonly<Record<string, number>> = {
  seconds: 1,
  milliseconds: 1e3,
  millis: 1e3,
  micros: 1e6,
  nanos: 1e9,
  nanoseconds: 1e9,
};

/** A value of DuckDB as a cell. */
export function cellOf(value: DuckDBValue, type: ExportType): ExportCell {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "bigint") return type === "text" ? value.toString() : Number(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if ("days" in value && type === "date") return Number(value.days) * 86_400;
  if (type === "timestamp") return secondsOf(value);
  if ("bytes" in value && value.bytes instanceof Uint8Array) return Uint8Array.from(value.bytes);
  if (type === "float64" && "toDouble" in value && typeof value.toDouble === "function") return value.toDouble();
  return String(value);
}

function secondsOf(value: object): number | null {
  for (const [name, count] of Object.entries(value)) {
    const perSecond = unitsPerSecond[name];
    if (perSecond !== undefined && typeof count === "bigint") {
      const whole = count / BigInt(perSecond);
      return Number(whole) + Number(count - whole * BigInt(perSecond)) / perSecond;
    }
  }
  return null;
}
