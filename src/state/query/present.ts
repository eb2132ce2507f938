import type { ShapedColumn } from "../../lib/sql/shaping.ts";
import { shapedSql } from "../../lib/sql/shaping.ts";
import { type DataSource, queries, shownTable } from "./store.ts";

/** The rows on screen as an export takes them. */
export interface PresentResult {
  /** Statement that gives them, sorted and filtered as shown; it reads a hidden table of the database. */
  readonly rowsSql: string;
  readonly rows: number;
  readonly columns: readonly ShapedColumn[];
  /** What they were made with, enough to make them again. */
  readonly provenance: {
    readonly sql: string;
    readonly sort: string;
    readonly filters: Readonly<Record<string, string>>;
    readonly source: DataSource;
    readonly madeAt: string;
    readonly milliseconds: number;
  };
}

/** The present result: its statement, columns and provenance; `null` where no rows are shown. */
export function presentResult(): PresentResult | null {
  const { shaping, shown } = queries.getState();
  const table = shownTable(queries.getState());
  if (!table) return null;
  const { sort, filters } = shaping;
  return {
    rowsSql: shapedSql(table.table, table.columns, shaping),
    rows: shown.rows,
    columns: table.columns,
    provenance: {
      sql: table.sql,
      sort: sort ? `${sort.column} ${sort.descending ? "DESC" : "ASC"}` : "",
      filters,
      source: table.source,
      madeAt: table.madeAt,
      milliseconds: table.milliseconds,
    },
  };
}
