import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { Dictionary, Field, Int32, RecordBatchStreamWriter, Schema, Table, Utf8 } from "apache-arrow";

/** Options of `parquetOf`. */
export interface ParquetOptions {
  /** Columns to be read as Arrow dictionaries, in the order of the query's columns. */
  readonly codes?: readonly string[];
  readonly rowGroupSize?: number;
}

/** The rows of a query, as a Parquet file; needs no other file. */
export async function parquetOf(
  sql: string,
  { codes = [], rowGroupSize = 122_880 }: ParquetOptions = {},
): Promise<Buffer> {
  const path = join(mkdtempSync(join(tmpdir(), "wangge-parquet-")), "file.parquet");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const names = (await connection.runAndReadAll(`DESCRIBE ${sql}`)).getRows().map(([name]) => String(name));
  const hint = codes.length > 0 ? `, kv_metadata {'ARROW:schema': '${arrowSchema(names, codes)}'}` : "";
  await connection.run(
    `COPY (${sql}) TO '${path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroupSize}${hint})`,
  );
  connection.closeSync();
  instance.closeSync();
  return readFileSync(path);
}

/** The message by which a reader knows that string columns are dictionaries; other columns keep their Parquet type. */
function arrowSchema(names: readonly string[], codes: readonly string[]): string {
  const fields = names.map(
    (name) => new Field(name, codes.includes(name) ? new Dictionary(new Utf8(), new Int32()) : new Utf8(), true),
  );
  const stream = RecordBatchStreamWriter.writeAll(new Table(new Schema(fields))).toUint8Array(true);
  const length = new DataView(stream.buffer, stream.byteOffset).getInt32(4, true);
  return Buffer.from(stream.subarray(0, 8 + length)).toString("base64");
}
