import { literal, quoted } from "./names.ts";

/** What of cases is wanted: wall-clock moments as ISO texts, values by field, ids of areas in a column, hours of the week. */
export interface CaseConditions {
  readonly time?: readonly [from: string, to: string];
  /** Field → the values that pass; the empty text stands for "no value". */
  readonly values: Readonly<Record<string, readonly string[] | undefined>>;
  readonly areas?: { readonly column: string; readonly ids: readonly string[] };
  /** Weekday · 24 + hour, Monday first. */
  readonly hours?: readonly number[];
}

/** Conditions as the text behind `WHERE`; `TRUE` where all pass. Columns may have a prefix such as `c.`. */
export function caseConditions({ time, values, areas, hours }: CaseConditions, prefix = ""): string {
  const column = (name: string) => `${prefix}${quoted(name)}`;
  const among = (name: string, wanted: readonly string[]) => {
    const texts = wanted.filter((value) => value !== "").map(literal);
    const parts = texts.length > 0 ? [`${column(name)} IN (${texts.join(", ")})`] : [];
    if (wanted.includes("")) parts.push(`${column(name)} IS NULL`);
    return `(${parts.join(" OR ")})`;
  };
  const reported = column("reported_at");
  const all = [
    ...(time ? [`${reported} BETWEEN TIMESTAMP ${literal(time[0])} AND TIMESTAMP ${literal(time[1])}`] : []),
    ...Object.entries(values).flatMap(([field, wanted]) => (wanted ? [among(field, wanted)] : [])),
    ...(areas ? [among(areas.column, areas.ids)] : []),
    ...(hours ? [`((isodow(${reported}) - 1) * 24 + hour(${reported})) IN (${hours.join(", ")})`] : []),
  ];
  return all.length > 0 ? all.join(" AND ") : "TRUE";
}

/** What figures of areas are asked about. */
export interface AreaFigures {
  readonly level: string;
  readonly conditions: CaseConditions;
  /** Moment up to which the data is complete, an ISO text. */
  readonly asOf: string;
  /** Whether the dataset has residents. */
  readonly residents: boolean;
}

/**
 * A statement for the areas of a level with their figures under conditions: cases without void and rejected ones, open
 * and overdue ones, the median hours to closing, and the residents of the last date.
 */
export function areaFiguresSql({ level, conditions, asOf, residents }: AreaFigures): string {
  const moment = `TIMESTAMP ${literal(asOf)}`;
  const isOpen = "(closed_at IS NULL AND status IS DISTINCT FROM 'closed')";
  const counted = `SELECT ${quoted(`${level}_id`)} AS area_id,
    count(*)::INTEGER AS cases,
    count(*) FILTER (${isOpen})::INTEGER AS open,
    count(*) FILTER (closed_at > due_at OR (${isOpen} AND ${moment} > due_at))::INTEGER AS overdue,
    count(due_at) FILTER (closed_at IS NOT NULL OR ${isOpen})::INTEGER AS with_limit,
    median(epoch(closed_at) - epoch(reported_at)) / 3600 AS median_hours
  FROM cases WHERE coalesce(status, '') NOT IN ('void', 'rejected') AND ${caseConditions(conditions)} GROUP BY ALL`;
  const people = residents
    ? `LEFT JOIN (SELECT area_id, arg_max(pop_resident, as_of)::INTEGER AS residents FROM population GROUP BY ALL) p USING (area_id)`
    : "";
  const own = residents ? "p.residents, 1000.0 * n.cases / nullif(p.residents, 0) AS cases_per_1000," : "";
  return `SELECT a.area_id, a.name, a.level, a.area_m2, ${own}
  coalesce(n.cases, 0) AS cases, coalesce(n.open, 0) AS open, coalesce(n.overdue, 0) AS overdue,
  n.overdue / nullif(n.with_limit, 0)::DOUBLE AS overdue_share, n.median_hours,
  1e6 * coalesce(n.cases, 0) / nullif(a.area_m2, 0) AS cases_per_km2, a.geometry
FROM areas a LEFT JOIN (${counted}) n USING (area_id) ${people}
WHERE a.level = ${literal(level)} ORDER BY a.area_id`;
}
