import type { CatalogTable } from "../data/catalog.ts";
import type { Filters } from "../domain/filters.ts";
import { tableNames } from "../domain/tables.ts";
import { areaFiguresSql, caseConditions } from "../lib/sql/cases.ts";
import { quoted } from "../lib/sql/names.ts";
import { conditionsOf } from "./case-conditions.ts";
import { presentResult, unshownStatement } from "./query/present.ts";
import { storeResults } from "./results.ts";
import { currentLive } from "./session.ts";
import { type AppState, store } from "./store.ts";

/** A table that can be exported, and the statement that gives its rows. */
export interface ExportSubject {
  /** Tells subjects apart: its kind, and the name of its table. */
  readonly id: string;
  readonly kind: "query" | "statement" | "result" | "cases" | "areas" | "table";
  /** Name of the file. */
  readonly name: string;
  readonly sql: string;
  readonly rows: number | null;
  readonly filters: unknown;
  readonly made?: {
    readonly analysis?: string;
    readonly params: Readonly<Record<string, string | number | boolean>>;
    readonly seed?: number;
  };
}

/** The statement for the cases that filters let through. */
export function casesSql(filters: Filters): string {
  return `SELECT * FROM cases WHERE ${caseConditions(conditionsOf(filters))}`;
}

/** What can be exported now: the query's rows, the view's results, the filtered cases, the areas, then every table. */
export async function exportSubjects(): Promise<readonly ExportSubject[]> {
  const state = store.getState();
  const { handle, database } = currentLive();
  await storeResults();
  const results = (await (await database()).catalog()).filter(({ kind }) => kind === "result");
  const own = ({ provenance }: CatalogTable) => provenance?.analysis === state.document.view;
  const asking = state.document.view === "query";
  const [present, unshown] = asking ? [presentResult(), unshownStatement()] : [null, null];
  return [
    ...(present ? [querySubject(present)] : []),
    ...(unshown ? [statementSubject(unshown)] : []),
    ...results.filter(own).map(resultSubject),
    casesSubject(state),
    ...areasSubject(state),
    ...results.filter((table) => !own(table)).map(resultSubject),
    ...tableNames
      .filter((name) => handle.tables.includes(name))
      .map((name): ExportSubject => {
        const sql = `SELECT * FROM ${quoted(name)}`;
        return { id: `table:${name}`, kind: "table", name, sql, rows: handle.rows(name), filters: null };
      }),
  ];
}

function querySubject({ rowsSql, rows, provenance }: NonNullable<ReturnType<typeof presentResult>>): ExportSubject {
  const { sql, sort, filters, source, linked } = provenance;
  const params = { sql, sort, ...Object.fromEntries(Object.entries(filters).map(([k, v]) => [`filter.${k}`, v])) };
  return {
    id: "query:",
    kind: "query",
    name: "query",
    sql: rowsSql,
    rows,
    filters: linked,
    made: { analysis: "query", params: { ...params, source: JSON.stringify(source) } },
  };
}

/** Rows that nobody has seen: they go from the database into the file and are never kept. */
function statementSubject({ sql, ran, linked }: NonNullable<ReturnType<typeof unshownStatement>>): ExportSubject {
  const made = { analysis: "query", params: { sql } };
  return { id: "statement:", kind: "statement", name: "query", sql: ran, rows: null, filters: linked, made };
}

function resultSubject({ name, rows, provenance }: CatalogTable): ExportSubject {
  const { analysis, params = {}, seed } = provenance ?? {};
  return {
    id: `result:${name}`,
    kind: "result",
    name,
    sql: `SELECT * FROM ${quoted(name)}`,
    rows,
    filters: store.getState().document.filters,
    made: { ...(analysis !== undefined && { analysis }), params, ...(seed !== undefined && { seed }) },
  };
}

function casesSubject({ document: { filters }, linked }: AppState): ExportSubject {
  const rows = linked?.answer.total ?? null;
  return { id: "cases:", kind: "cases", name: "cases", sql: casesSql(filters), rows, filters };
}

function areasSubject({ document: { filters }, session, linked }: AppState): ExportSubject[] {
  const level = linked?.areaLevel;
  const table = level && session.areas.get(level);
  if (!level || !table || !session.manifest) return [];
  const residents = session.manifest.files.some((file) => file.table === "population");
  const sql = areaFiguresSql({ level, conditions: conditionsOf(filters), asOf: session.manifest.asOf, residents });
  return [{ id: "areas:", kind: "areas", name: `areas_${level}`, sql, rows: table.rows, filters }];
}
