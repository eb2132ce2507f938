import { literal, quoted } from "./names.ts";

/** How the values of a column are read, sorted, filtered and shown. */
export type ColumnKind = "number" | "text" | "time" | "date" | "boolean" | "bytes";

/** A column of a result: its name and SQL type, and what its values are to us. */
export interface ShapedColumn {
  readonly name: string;
  readonly type: string;
  readonly kind: ColumnKind;
}

/** In which order, and which, rows of a result are shown; filters by column name, as the user wrote them. */
export interface Shaping {
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  readonly filters: Readonly<Record<string, string>>;
}

/** All rows in the order of the query. */
export const unshaped: Shaping = { sort: null, filters: {} };

/** What the values of a SQL type are to us. */
export function kindOfType(type: string): ColumnKind {
  if (/\[|^(STRUCT|MAP|UNION)/.test(type)) return "text";
  if (/^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|UTINYINT|USMALLINT|UINTEGER|UBIGINT|UHUGEINT)$/.test(type))
    return "number";
  if (/^(FLOAT|DOUBLE|DECIMAL)/.test(type)) return "number";
  if (type.startsWith("TIMESTAMP")) return "time";
  if (type === "DATE") return "date";
  if (type === "BOOLEAN") return "boolean";
  return type === "BLOB" ? "bytes" : "text";
}

const number = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?`;
const range = new RegExp(`^(${number})\\s*(?:\\.\\.|~|–)\\s*(${number})$`, "i");
const comparison = /^(<=|>=|<>|!=|<|>|=)\s*(.+)$/s;
const missing = /^(null|空)$/i;
const present = /^(!null|!空|not null|非空)$/i;

/**
 * The condition that a filter's text means: `> 5`, `3..8`, `= 上海`, `null`, `!null`; anything else is looked for inside
 * the value as it is written. `null` for an empty text, which lets everything through.
 */
export function conditionSql({ name, kind }: ShapedColumn, text: string): string | null {
  const wanted = text.trim();
  const column = quoted(name);
  if (wanted === "") return null;
  if (missing.test(wanted)) return `${column} IS NULL`;
  if (present.test(wanted)) return `${column} IS NOT NULL`;
  if (kind === "bytes") return null;
  const [, low, high] = (kind === "number" && range.exec(wanted)) || [];
  if (low !== undefined) return `${column} BETWEEN ${Number(low)} AND ${Number(high)}`;
  const [, operator, value] = comparison.exec(wanted) ?? [];
  if (operator !== undefined)
    return `${kind === "text" ? `${column}::VARCHAR` : column} ${operator} ${comparand(kind, value)}`;
  const words = kind === "time" ? `strftime(${column}, '%Y-%m-%d %H:%M:%S')` : `${column}::VARCHAR`;
  return `contains(lower(${words}), lower(${literal(wanted)}))`;
}

/** A value to compare with; one that does not fit its column compares as unknown, which lets nothing through. */
function comparand(kind: ColumnKind, value: string): string {
  const type = { number: "DOUBLE", time: "TIMESTAMP", date: "DATE", boolean: "BOOLEAN", text: "", bytes: "" }[kind];
  return type === "" ? literal(value.trim()) : `TRY_CAST(${literal(value.trim())} AS ${type})`;
}

/** Whether a shaping leaves all rows as they come. */
export function isUnshaped({ sort, filters }: Shaping): boolean {
  return sort === null && Object.values(filters).every((text) => text.trim() === "");
}

/** ` WHERE …` of the filters, or nothing. */
export function whereSql(columns: readonly ShapedColumn[], filters: Shaping["filters"]): string {
  const conditions = columns.flatMap((column) => conditionSql(column, filters[column.name] ?? "") ?? []);
  return conditions.length > 0 ? ` WHERE ${conditions.join(" AND ")}` : "";
}

/**
 * The rows of a table in the order and choice of a shaping, for export or for counting. Without a wish DuckDB gives them as
 * they lie, part by part; sorted, it holds those rows while it sorts and then gives them part by part too.
 */
export function shapedSql(table: string, columns: readonly ShapedColumn[], { sort, filters }: Shaping): string {
  return `SELECT * FROM ${quoted(table)}${whereSql(columns, filters)}${sort ? orderSql(sort) : ""}`;
}

/** The statement that keeps the shaped order of a table's rows: one column `r` of row numbers. */
export function orderTableSql(
  order: string,
  table: string,
  { columns, shaping }: { readonly columns: readonly ShapedColumn[]; readonly shaping: Shaping },
): string {
  const where = whereSql(columns, shaping.filters);
  return `CREATE TABLE ${quoted(order)} AS SELECT rowid AS r FROM ${quoted(table)}${where}${orderSql(shaping.sort)}`;
}

function orderSql(sort: Shaping["sort"]): string {
  if (!sort) return " ORDER BY rowid";
  return ` ORDER BY ${quoted(sort.column)} ${sort.descending ? "DESC" : "ASC"} NULLS LAST, rowid`;
}

/** A page of a table as it is: row numbers are dense, for nothing is ever deleted. */
export function pageSql(
  table: string,
  columns: readonly ShapedColumn[],
  [from, to]: readonly [number, number],
): string {
  const where = `rowid >= ${from} AND rowid < ${to}`;
  return `SELECT ${shownSql(columns)} FROM ${quoted(table)} WHERE ${where} ORDER BY rowid`;
}

/** The row numbers `r` of a page in a shaped order. */
export function orderedPageSql(order: string, [from, to]: readonly [number, number]): string {
  return `SELECT r FROM ${quoted(order)} WHERE rowid >= ${from} AND rowid < ${to} ORDER BY rowid`;
}

/** Rows by their numbers, each with its number as `__row` in front. */
export function rowsSql(table: string, columns: readonly ShapedColumn[], rows: readonly number[]): string {
  return `SELECT rowid AS __row, ${shownSql(columns)} FROM ${quoted(table)} WHERE rowid IN (${rows.join(",")})`;
}

/** Columns as they are shown: of bytes only how many, of unusual types the text. */
function shownSql(columns: readonly ShapedColumn[]): string {
  return columns
    .map(({ name, type, kind }) => {
      const column = quoted(name);
      if (kind === "bytes") return `octet_length(${column})::INTEGER AS ${column}`;
      if (kind === "time") return `${column}::TIMESTAMP AS ${column}`;
      return kind === "text" && type !== "VARCHAR" ? `${column}::VARCHAR AS ${column}` : column;
    })
    .join(", ");
}
