import { once } from "node:events";
import { resolve } from "node:path";
import { csvStream } from "../../src/data/export/csv.ts";
import { type Origin, provenanceOf } from "../../src/data/export/origin.ts";
import { tableOfColumns } from "../../src/data/export/pages.ts";
import { type ProtectOptions, protect, protectionOf } from "../../src/data/export/protect.ts";
import { Fault } from "../../src/domain/fault.ts";
import { quoted } from "../../src/lib/sql/names.ts";
import { readStatement } from "../../src/lib/sql/statement.ts";
import { type AnalyseRequest, type AnalyseResult, analyse } from "./analyse.ts";
import type { DatasetFolder } from "./dataset.ts";
import { type NativeDatabase, openNative } from "./native.ts";
import { endingOf, formatOfPath, type OutputFormat, writeFileOf } from "./write.ts";

/** Where and how a job writes. */
export interface Output {
  readonly out: string;
  readonly format: OutputFormat | null;
  readonly protection: ProtectOptions;
}

/** A statement whose rows become a file. */
interface Job {
  readonly name: string;
  readonly sql: string;
  readonly path: string;
  readonly format: OutputFormat;
  readonly protection: ProtectOptions;
  readonly origin: Pick<Origin, "made" | "filters">;
}

async function writeJob(database: NativeDatabase, { manifest }: DatasetFolder, job: Job): Promise<number> {
  const fields = await database.fields(job.sql);
  const guarded = protect(job.sql, fields, job.protection);
  const [counted] = (await database.connection.runAndReadAll(guarded.countSql)).getRowObjects();
  const rows = Number(counted?.rows ?? 0);
  const provenance = provenanceOf(manifest, {
    table: job.name,
    rows,
    sql: guarded.sql,
    protection: protectionOf(guarded, Number(counted?.cells ?? 0), job.protection),
    ...job.origin,
  });
  const table = { name: job.name, fields, pages: database.pages(guarded.sql, fields) };
  await writeFileOf(job.path, table, { format: job.format, provenance });
  return rows;
}

/** Runs a statement over a dataset and writes its rows, or shows them as CSV where no file is named. */
export async function runQuery(
  source: DatasetFolder,
  { sql, out, format, protection }: { readonly sql: string } & Omit<Output, "out"> & { readonly out: string | null },
): Promise<void> {
  const statement = readStatement(sql);
  if (statement.kind !== "query") {
    throw new Fault("query-refused", { word: "word" in statement ? statement.word : statement.kind.toUpperCase() });
  }
  const database = await openNative(source.folder, source.manifest);
  try {
    if (out === null) {
      await showRows(database, statement.sql, protection);
      return;
    }
    const path = resolve(out);
    const origin = { filters: null, made: { analysis: "query", params: { sql } } };
    const own = format ?? formatOfPath(path) ?? "csv";
    const rows = await writeJob(database, source, {
      name: "query",
      sql: statement.sql,
      path,
      format: own,
      protection,
      origin,
    });
    console.log(`${path}: ${rows} rows`);
  } finally {
    database.close();
  }
}

async function showRows(database: NativeDatabase, sql: string, protection: ProtectOptions): Promise<void> {
  const fields = await database.fields(sql);
  const guarded = protect(sql, fields, protection);
  const table = { name: "query", fields, pages: database.pages(guarded.sql, fields) };
  for await (const part of csvStream(table)) if (!process.stdout.write(part)) await once(process.stdout, "drain");
}

/** Runs an analysis on a dataset and writes its tables: all into a folder, or the first one into a file. */
export async function runAnalyse(source: DatasetFolder, request: AnalyseRequest, output: Output): Promise<void> {
  const result = await analyse(source, request);
  if (result.tables.length === 0)
    throw new Fault("bad-input", { name: request.analysis, reason: "no result for these cases" });
  for (const { path, rows } of await writeTables(source, result, output)) console.log(`${path}: ${rows} rows`);
}

/** Writes the tables of a result: all into a folder, or the first one into a file. */
export async function writeTables(
  source: DatasetFolder,
  { tables, document }: AnalyseResult,
  output: Output,
): Promise<{ readonly path: string; readonly rows: number }[]> {
  const database = await openNative(source.folder, source.manifest);
  try {
    const named = formatOfPath(output.out);
    const format = output.format ?? named ?? "csv";
    const written: { path: string; rows: number }[] = [];
    for (const { name, columns, made } of named ? tables.slice(0, 1) : tables) {
      await database.addTable(name, tableOfColumns(columns));
      const path = named ? resolve(output.out) : resolve(output.out, `${name}${endingOf(format)}`);
      const origin = { filters: document.filters, made };
      const sql = `SELECT * FROM ${quoted(name)}`;
      const rows = await writeJob(database, source, { name, sql, path, format, protection: output.protection, origin });
      written.push({ path, rows });
    }
    return written;
  } finally {
    database.close();
  }
}
