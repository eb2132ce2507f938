import type { Filters } from "../../domain/filters.ts";
import type { ShapedColumn } from "../../lib/sql/shaping.ts";
import { shapedSql } from "../../lib/sql/shaping.ts";
import { readStatement } from "../../lib/sql/statement.ts";
import { underFilters } from "./ask.ts";
import { onlyFiltered } from "./only-filtered.ts";
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
    /** The linked filters that the rows obey. */
    readonly linked: Filters | null;
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
      sql: table.ran,
      sort: sort ? `${sort.column} ${sort.descending ? "DESC" : "ASC"}` : "",
      filters,
      source: table.source,
      linked: table.filters,
      madeAt: table.madeAt,
      milliseconds: table.milliseconds,
    },
  };
}

/** What the editor says, where that is a query whose rows are not shown: too many to keep can go into a file all the same. */
export function unshownStatement(): { sql: string; ran: string; linked: Filters | null } | null {
  const { draft, run } = queries.getState();
  const statement = readStatement(draft);
  if (statement.kind !== "query" || shownTable({ run })?.sql === draft) return null;
  const filters = onlyFiltered();
  const filtered = filters && underFilters(statement.sql, filters);
  const ran = filtered ? `${filtered.clause}\n${filtered.body}` : statement.sql;
  return { sql: statement.sql, ran, linked: filtered && filters };
}
