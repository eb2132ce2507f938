import { tablesIn } from "../../data/catalog.ts";
import type { Database } from "../../data/duckdb/index.ts";
import { Fault } from "../../domain/fault.ts";
import type { Filters } from "../../domain/filters.ts";
import { caseConditions } from "../../lib/sql/cases.ts";
import { type FilteredStatement, filteredStatement } from "../../lib/sql/filtered.ts";
import { literal } from "../../lib/sql/names.ts";
import { kindOfType, type ShapedColumn } from "../../lib/sql/shaping.ts";
import { keepSql, planSql, readStatement, type Statement } from "../../lib/sql/statement.ts";
import { conditionsOf } from "../case-conditions.ts";
import { storeResults } from "../results.ts";
import { currentLive } from "../session.ts";
import type { DataSource, QueryAnswer } from "./store.ts";

interface AskOptions {
  readonly signal: AbortSignal;
  readonly limitSeconds: number;
  /** Only cases that these let through; `null`: all. */
  readonly filters: Filters | null;
  /** The tables are there: the query itself begins. */
  readonly onBegin: () => void;
}

let made = 0;

/** Names of hidden tables that the view makes. */
export function hiddenName(): string {
  made += 1;
  return `__query_${made}`;
}

/**
 * Runs what a text asks for. Rows stay in the database as a hidden table. Throws `query-refused` for anything but one
 * reading statement, `query-time` when it takes too long, and the faults of the database.
 */
export async function ask(text: string, { signal, limitSeconds, filters, onBegin }: AskOptions): Promise<QueryAnswer> {
  const statement = usable(readStatement(text));
  const { handle, database: open } = currentLive();
  const database = await open();
  await storeResults();
  // Neither the wait for the database nor the reading of tables that the text names belongs to the query's own time.
  await database.query(`SELECT 1 -- ${tablesIn(statement.sql, handle.tables).join(" ")}`, { signal });
  onBegin();
  const limit = AbortSignal.timeout(limitSeconds * 1000);
  const query = (sql: string) =>
    database.query(sql, { signal: AbortSignal.any([signal, limit]) }).catch((error: unknown) => {
      throw limit.aborted && !signal.aborted
        ? new Fault("query-time", { seconds: limitSeconds }, error)
        : plainly(error);
    });
  const filtered = filters && statement.kind !== "description" ? underFilters(statement.sql, filters) : null;
  const ran = filtered ? `${filtered.clause}\n${filtered.body}` : statement.sql;
  const start = performance.now();
  if (statement.kind === "plan") {
    const rows = (await query(planSql(ran, statement.analyse))).rows();
    const milliseconds = performance.now() - start;
    const plan = rows.map((row) => String(row.explain_value ?? "")).join("\n");
    return { kind: "plan", sql: text, text: plan, analysed: statement.analyse, milliseconds };
  }
  const table = hiddenName();
  const tables = /^show\s+(all\s+)?tables$/i.test(statement.sql);
  await query(
    keepSql(table, tables ? { kind: "query", sql: await tablesSql(database) } : { kind: statement.kind, sql: ran }),
  );
  const milliseconds = performance.now() - start;
  const source = await sourceOf(database, statement.sql, handle.manifest);
  const madeAt = new Date().toISOString();
  const obeyed = filtered && filters;
  const contents = await contentsOf(database, table);
  return { kind: "rows", table, sql: text, ran, filters: obeyed, ...contents, milliseconds, source, madeAt };
}

/** A statement of cases that filters let through; `null` where it is not about cases. */
export function underFilters(sql: string, filters: Filters): FilteredStatement | null {
  return filteredStatement(sql, caseConditions(conditionsOf(filters)));
}

/** A statement that can be run. */
function usable(statement: Statement): Extract<Statement, { sql: string }> {
  if ("sql" in statement) return statement;
  const word = { empty: "", several: ";", refused: "word" in statement ? statement.word : "" }[statement.kind];
  throw word === ")"
    ? new Fault("query", { reason: 'Parser Error: syntax error at or near ")"' })
    : new Fault("query-refused", { word });
}

/** That DuckDB may not read a file or load an extension is said as other refusals are; too much memory, as of a query. */
function plainly(error: unknown): unknown {
  if (error instanceof Fault && error.code === "out-of-memory") return new Fault("query-memory", {}, error);
  const reason = error instanceof Fault ? String(error.values.reason ?? "") : "";
  if (!/disabled (by|through) configuration/.test(reason)) return error;
  return new Fault("query-refused", { word: /"([^"]+)"/.exec(reason)?.[1] ?? "file" }, error);
}

/** All tables that can be asked; DuckDB itself knows only those that are loaded, and our hidden ones. */
async function tablesSql(database: Database): Promise<string> {
  const rows = (await database.catalog()).map(
    ({ name, kind, rows: count, columns }) => `(${literal(name)}, ${literal(kind)}, ${count}, ${columns.length})`,
  );
  return `SELECT * FROM (VALUES ${rows.join(", ")}) AS t("table", kind, "rows", columns)`;
}

async function contentsOf(database: Database, table: string) {
  const described = `SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = '${table}' ORDER BY column_index`;
  const columns = (await database.query(described)).rows().map((row): ShapedColumn => {
    const type = String(row.data_type);
    return { name: String(row.column_name), type, kind: kindOfType(type) };
  });
  const [count] = (await database.query(`SELECT count(*) AS n FROM ${table}`)).rows();
  return { columns, rows: Number(count?.n ?? 0) };
}

async function sourceOf(
  database: Database,
  sql: string,
  { id, dataVersion }: { readonly id: string; readonly dataVersion: string },
): Promise<DataSource> {
  const results = (await database.catalog()).filter(({ kind }) => kind === "result");
  const named = tablesIn(
    sql,
    results.map(({ name }) => name),
  );
  return {
    dataset: id,
    dataVersion,
    results: results
      .filter(({ name }) => named.includes(name))
      .map(({ name, provenance }) => ({ name, madeAt: provenance?.madeAt ?? "" })),
  };
}
