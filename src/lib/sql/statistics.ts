import { quoted } from "./names.ts";
import type { ShapedColumn } from "./shaping.ts";

/** How many bars a small histogram has. */
export const histogramBars = 24;
/** How many of the most frequent values are listed. */
export const topValues = 8;

/** A column's values as numbers: times as seconds since 1970, what is not finite as missing. */
function numeric({ name, kind }: ShapedColumn): string {
  const column = quoted(name);
  if (kind === "time" || kind === "date") return `epoch(${column})`;
  return `CASE WHEN isfinite(${column}::DOUBLE) THEN ${column}::DOUBLE END`;
}

/** Whether a column has a scale: a least and a greatest value, and a histogram. */
export function hasScale({ kind }: ShapedColumn): boolean {
  return kind === "number" || kind === "time" || kind === "date";
}

/**
 * One row of figures: `n` rows, `missing`, `different` values; of a column with a scale also `least`, `greatest`,
 * `middle` (the median) and `mean`, times in seconds since 1970.
 */
export function summarySql(source: string, column: ShapedColumn): string {
  const name = quoted(column.name);
  const figures = [`count(*) AS n`, `count(*) - count(${name}) AS missing`, `count(DISTINCT ${name}) AS different`];
  if (hasScale(column)) figures.push("min(v) AS least", "max(v) AS greatest", "median(v) AS middle", "avg(v) AS mean");
  const value = hasScale(column) ? `, ${numeric(column)} AS v` : "";
  return `SELECT ${figures.join(", ")} FROM (SELECT ${name}${value} FROM (${source}))`;
}

/** Rows `bar` (0-based) and `n`: how many values lie in each of equal steps from the least to the greatest value. */
export function histogramSql(
  source: string,
  column: ShapedColumn,
  [least, greatest]: readonly [number, number],
): string {
  const step = (greatest - least) / histogramBars;
  const bar = step > 0 ? `least(${histogramBars - 1}, floor((v - ${least}) / ${step}))` : "0";
  const values = `SELECT ${numeric(column)} AS v FROM (${source})`;
  return `SELECT ${bar}::INTEGER AS bar, count(*) AS n FROM (${values}) WHERE v IS NOT NULL GROUP BY 1 ORDER BY 1`;
}

/** Rows `value` (as text) and `n`: the most frequent values, the more frequent first. */
export function topSql(source: string, { name }: ShapedColumn): string {
  const column = quoted(name);
  const count = `SELECT ${column}::VARCHAR AS value, count(*) AS n FROM (${source}) WHERE ${column} IS NOT NULL`;
  return `${count} GROUP BY 1 ORDER BY n DESC, value LIMIT ${topValues}`;
}
