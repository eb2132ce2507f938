import { lexSql, meaningful } from "./lex.ts";

/** A statement in two parts: the line that was put before it, and itself, every character at its place. */
export interface FilteredStatement {
  readonly clause: string;
  readonly body: string;
}

/**
 * A reading statement for which `cases` are only those that a condition lets through, and `case_events` only theirs: common
 * table expressions stand in the tables' places. `null` where the statement names neither.
 */
export function filteredStatement(sql: string, condition: string): FilteredStatement | null {
  const tokens = meaningful(lexSql(sql));
  const names = (table: string) => tokens.some(({ text }) => text.toLowerCase().replaceAll('"', "") === table);
  const events = names("case_events");
  if (!events && !names("cases")) return null;
  const tables = [
    `cases AS (SELECT * FROM main.cases WHERE ${condition})`,
    ...(events ? ["case_events AS (SELECT * FROM main.case_events WHERE case_id IN (SELECT case_id FROM cases))"] : []),
  ].join(", ");
  const [first, second] = tokens;
  if (first?.text.toUpperCase() !== "WITH") return { clause: `WITH ${tables}`, body: sql };
  const isRecursive = second?.text.toUpperCase() === "RECURSIVE";
  const end = isRecursive ? second.to : first.to;
  const blank = sql.slice(first.from, end).replaceAll(/[^\n]/g, " ");
  return {
    clause: `WITH ${isRecursive ? "RECURSIVE " : ""}${tables},`,
    body: sql.slice(0, first.from) + blank + sql.slice(end),
  };
}
