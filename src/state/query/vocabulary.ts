import type { Locale } from "../../domain/document.ts";
import { tableSpecs } from "../../domain/tables.ts";
import type { Vocabulary } from "../../lib/sql/complete.ts";
import { storeResults } from "../results.ts";
import { currentLive } from "../session.ts";

const functionsSql =
  "SELECT DISTINCT function_name AS name FROM duckdb_functions() WHERE function_type IN ('scalar', 'aggregate', 'macro', 'table') " +
  "AND regexp_full_match(function_name, '[a-z][a-z0-9_]*') ORDER BY 1";

let functions: Promise<readonly string[]> | null = null;

/** A result table that can be asked: its name, the analysis that made it and when. */
export interface ResultTable {
  readonly name: string;
  readonly analysis: string;
  readonly madeAt: string;
  readonly rows: number;
}

/** The result tables that are there, newest first. */
export async function resultTables(): Promise<readonly ResultTable[]> {
  const database = await currentLive().database();
  await storeResults();
  return (await database.catalog())
    .flatMap(({ name, rows, provenance }) =>
      provenance ? [{ name, rows, analysis: provenance.analysis, madeAt: provenance.madeAt }] : [],
    )
    .sort((a, b) => b.madeAt.localeCompare(a.madeAt));
}

/** Every table with its columns, and DuckDB's functions: what a query can name. */
export async function vocabularyOf(locale: Locale): Promise<Vocabulary> {
  const database = await currentLive().database();
  await storeResults();
  functions ??= database.query(functionsSql).then((result) => result.texts("name"));
  functions.catch(() => {
    functions = null;
  });
  const catalog = await database.catalog();
  const specs: Readonly<Record<string, (typeof tableSpecs)[keyof typeof tableSpecs]>> = tableSpecs;
  const tables = catalog.map(({ name, columns, provenance }) => {
    const fields: Readonly<Record<string, { readonly zh: string }>> = specs[name]?.fields ?? {};
    const said = (column: { readonly name: string; readonly type: string }) =>
      locale === "zh-CN" ? (fields[column.name]?.zh ?? column.type) : column.type;
    return {
      name,
      detail: provenance?.analysis ?? (locale === "zh-CN" ? (specs[name]?.zh ?? "") : ""),
      columns: columns.map((column) => ({ name: column.name, detail: said(column) })),
    };
  });
  return { tables, functions: await functions };
}
