import type { Row } from "../../data/duckdb/index.ts";
import { toFault } from "../../domain/fault.ts";
import { isUnshaped, orderedPageSql, orderTableSql, pageSql, rowsSql, type Shaping } from "../../lib/sql/shaping.ts";
import { createRunner } from "../runs.ts";
import { currentLive } from "../session.ts";
import { hiddenName } from "./ask.ts";
import { nothingShown, type QueryTable, queries, type ShownRows, shownTable } from "./store.ts";

/** A value of the grid, as it came: times are wall-clock ISO 8601 texts, of bytes only how many. */
export type GridCell = Row[string];

const pageRows = 200;
/** Pages that are kept: about as many rows as anyone scrolls back. */
const mostPages = 60;

const pages = new Map<number, readonly (readonly GridCell[])[]>();
let wanted: readonly [number, number] = [0, 0];
let fetching = false;
/** Counts what was shown: pages of an older one are not taken. */
let edition = 0;

/** The cells of a row, or nothing while they are on their way. */
export function rowAt(row: number): readonly GridCell[] | undefined {
  return pages.get(Math.floor(row / pageRows))?.[row % pageRows];
}

/** Shows other rows: forgets the pages. */
export function showRows(shown: ShownRows): void {
  edition += 1;
  pages.clear();
  wanted = [0, 0];
  queries.setState(({ pages: count }) => ({ shown, pages: count + 1 }));
}

/** Sees to it that these rows come; what was wanted before and is not there yet is forgotten. */
export function wantRows(from: number, to: number): void {
  wanted = [from, to];
  if (!fetching) void fetchNext();
}

async function fetchNext(): Promise<void> {
  const table = shownTable(queries.getState());
  const { shown, lost } = queries.getState();
  const [from, to] = wanted;
  const last = Math.min(to, shown.rows) - 1;
  const missing = Array.from({ length: Math.max(0, Math.floor(last / pageRows) - Math.floor(from / pageRows) + 1) })
    .map((_, i) => Math.floor(from / pageRows) + i)
    .find((page) => !pages.has(page));
  if (!table || lost || missing === undefined) return;
  const own = edition;
  fetching = true;
  const rows = await readPage(table, shown, missing).catch(lose);
  fetching = false;
  if (rows && own === edition) {
    if (pages.size >= mostPages) pages.delete(pages.keys().next().value ?? 0);
    pages.set(missing, rows);
    queries.setState(({ pages: count }) => ({ pages: count + 1 }));
  }
  if (rows || own !== edition) void fetchNext();
}

/** Pages are plain reads of a table that is there: that one fails means that the database has lost it. */
function lose(): null {
  queries.setState({ lost: true });
  return null;
}

async function readPage({ table, columns }: QueryTable, { order, rows }: ShownRows, page: number) {
  const database = await currentLive().database();
  const range = [page * pageRows, Math.min(rows, (page + 1) * pageRows)] as const;
  const cells = (row: Row) => columns.map(({ name }) => row[name] ?? null);
  if (order === null) return (await database.query(pageSql(table, columns, range))).rows().map(cells);
  const numbers = Array.from((await database.query(orderedPageSql(order, range))).numbers("r"));
  if (numbers.length === 0) return [];
  const found = (await database.query(rowsSql(table, columns, numbers))).rows();
  const byNumber = new Map(found.map((row) => [Number(row.__row), cells(row)]));
  return numbers.map((number) => byNumber.get(number) ?? []);
}

let reshaped = () => {};

/** Says whom to tell when other rows pass the filters. */
export function whenReshaped(listener: () => void): void {
  reshaped = listener;
}

const shaper = createRunner<ShownRows>((run) => {
  queries.setState({ reshaping: run.status === "running" });
  if (run.status === "ready") {
    showRows(run.value);
    reshaped();
  }
  if (run.status === "failed") queries.setState({ lost: true });
});

/** Sorts and filters the rows on screen. */
export function shape(change: Partial<Shaping>): void {
  const table = shownTable(queries.getState());
  if (!table) return;
  const shaping = { ...queries.getState().shaping, ...change };
  queries.setState({ shaping });
  void shaper.start(({ signal }) => reorder(table, shaping, signal));
}

async function reorder(table: QueryTable, shaping: Shaping, signal: AbortSignal): Promise<ShownRows> {
  const database = await currentLive().database();
  const before = queries.getState().shown.order;
  if (isUnshaped(shaping)) {
    await dropTables(before);
    return { order: null, rows: table.rows };
  }
  const order = hiddenName();
  const { columns } = table;
  await database.query(orderTableSql(order, table.table, { columns, shaping }), { signal });
  const [count] = (await database.query(`SELECT count(*) AS n FROM ${order}`)).rows();
  await dropTables(before);
  return { order, rows: Number(count?.n ?? 0) };
}

/** Takes hidden tables that nobody looks at any more out of the database. */
export async function dropTables(...tables: readonly (string | null | undefined)[]): Promise<void> {
  const database = await currentLive().database();
  for (const table of tables) if (table) await database.query(`DROP TABLE IF EXISTS ${table}`).catch(toQuery);
}

/** A hidden table that cannot be dropped is gone already. */
function toQuery(error: unknown) {
  return toFault(error, "query");
}

/** Nothing is shown. */
export function hideRows(): void {
  shaper.cancel();
  showRows(nothingShown);
}
