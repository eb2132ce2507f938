import type { Database } from "../../data/duckdb/index.ts";
import { type ShapedColumn, shapedSql } from "../../lib/sql/shaping.ts";
import { hasScale, histogramBars, histogramSql, summarySql, topSql } from "../../lib/sql/statistics.ts";
import { createRunner } from "../runs.ts";
import { currentLive } from "../session.ts";
import { type ColumnFigures, queries, shownTable } from "./store.ts";

let present = "";

const runner = createRunner<ColumnFigures>((run) => {
  if (present !== "") queries.setState({ figures: { column: present, run } });
});

/** Works out how a column's values are spread among the rows that the filters let through; `null` puts it away. */
export function showFigures(column: string | null): void {
  present = "";
  runner.cancel();
  const table = shownTable(queries.getState());
  const found = table?.columns.find(({ name }) => name === column);
  if (!table || !found) {
    queries.setState({ figures: null });
    return;
  }
  present = found.name;
  const { filters } = queries.getState().shaping;
  const source = shapedSql(table.table, table.columns, { sort: null, filters });
  void runner.start(async ({ signal }) => figuresOf(await currentLive().database(), source, { column: found, signal }));
}

interface Wanted {
  readonly column: ShapedColumn;
  readonly signal: AbortSignal;
}

async function figuresOf(database: Database, source: string, { column, signal }: Wanted): Promise<ColumnFigures> {
  const rows = async (sql: string) => (await database.query(sql, { signal })).rows();
  const [summary = {}] = await rows(summarySql(source, column));
  const figure = (name: string) => Number(summary[name] ?? Number.NaN);
  const counts = { n: figure("n"), missing: figure("missing"), different: figure("different") };
  if (column.kind === "bytes") return { ...counts, scale: null, histogram: [], top: [] };
  const scale = {
    least: figure("least"),
    greatest: figure("greatest"),
    middle: figure("middle"),
    mean: figure("mean"),
  };
  if (!hasScale(column) || Number.isNaN(scale.least)) {
    const top = (await rows(topSql(source, column))).map(({ value, n }) => ({ value: String(value), n: Number(n) }));
    return { ...counts, scale: null, histogram: [], top };
  }
  const histogram = new Array<number>(histogramBars).fill(0);
  for (const { bar, n } of await rows(histogramSql(source, column, [scale.least, scale.greatest])))
    histogram[Number(bar)] = Number(n);
  return { ...counts, scale, histogram, top: [] };
}
