import { existsSync, openAsBlob } from "node:fs";
import { basename } from "node:path";
import { DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import type { SourceRows } from "../../src/data/import/convert.ts";
import { readSource as readShared, type SourceForm } from "../../src/data/import/read/index.ts";
import type { RawColumn } from "../../src/data/import/rows.ts";
import { Fault } from "../../src/domain/fault.ts";
import { faultText } from "../../src/i18n/faults.ts";
import { sqlText } from "./stage.ts";

const portionRows = 65_536;

/** A source file, and how it is to be read. */
export interface SourceFile {
  readonly path: string;
  readonly form: SourceForm;
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

/** Parquet is read by DuckDB; what the page reads in WebAssembly is never asked for here. */
const withoutParquet = { rowGroups: () => Promise.reject(new Error("Parquet files are read by DuckDB.")) };

/**
 * Reads a source file in portions, by the readers of the browser's import; see there for the columns that begin with `$`.
 * Throws an error with a plain message.
 */
export async function* readSource({ path, form }: SourceFile): AsyncGenerator<SourceRows> {
  if (!existsSync(path)) throw new Error(`The file ${path} does not exist.`);
  if (/\.parquet$/i.test(path)) {
    yield* readTable(`read_parquet(${sqlText(path)})`);
    return;
  }
  try {
    yield* readShared({ name: basename(path), blob: await openAsBlob(path) }, form, withoutParquet);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { what, wayOn } = faultText({ code: error.code, values: { ...error.values, file: path } }, "en");
    throw new Error(`${what} ${wayOn}`, { cause: error });
  }
}
