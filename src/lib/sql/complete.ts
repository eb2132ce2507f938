import { lexSql, meaningful, type SqlToken } from "./lex.ts";
import { plainName } from "./names.ts";

/** A table that a query may name, with its columns. */
export interface KnownTable {
  readonly name: string;
  /** What it is, in words. */
  readonly detail: string;
  readonly columns: readonly { readonly name: string; readonly detail: string }[];
}

/** What may stand at a place of a query. */
export interface Completion {
  readonly label: string;
  readonly kind: "table" | "column" | "function" | "keyword";
  readonly detail: string;
  /** What is put in. */
  readonly text: string;
}

/** What may stand at a place: from where the word there begins. */
export interface Completions {
  readonly from: number;
  readonly options: readonly Completion[];
}

/** What a query can name. */
export interface Vocabulary {
  readonly tables: readonly KnownTable[];
  readonly functions: readonly string[];
}

const keywords = (
  "SELECT|FROM|WHERE|GROUP BY|ORDER BY|HAVING|QUALIFY|LIMIT|JOIN|LEFT JOIN|ON|USING|AND|OR|NOT|IN|IS NULL|IS NOT NULL|LIKE|" +
  "ILIKE|BETWEEN|CASE|WHEN|THEN|ELSE|END|AS|WITH|DISTINCT|DESC|ASC|NULLS LAST|OVER|PARTITION BY|FILTER|INTERVAL|CAST|" +
  "UNION ALL|EXCEPT|INTERSECT|EXPLAIN|DESCRIBE|SUMMARIZE"
).split("|");

const beforeTables = new Set(["FROM", "JOIN", "DESCRIBE", "SUMMARIZE"]);
const endsTables = new Set(
  "WHERE GROUP ORDER HAVING LIMIT SELECT QUALIFY WINDOW UNION EXCEPT INTERSECT ON USING".split(" "),
);

/**
 * What may stand at a position of a query: tables after FROM and JOIN, the columns of a table after its name or alias
 * and a dot, elsewhere the columns of the query's tables first, then functions, keywords and tables. `null` inside a
 * text or a comment.
 */
export function completionsAt(sql: string, position: number, { tables, functions }: Vocabulary): Completions | null {
  const tokens = lexSql(sql);
  const here = tokens.find(({ from, to }) => from < position && position <= to);
  if (here && (here.kind === "string" || here.kind === "comment" || here.kind === "number") && closes(here, position))
    return null;
  const isWord = here?.kind === "word" || here?.kind === "quoted";
  const from = isWord ? here.from : position;
  const before = meaningful(tokens.filter(({ to }) => to <= from));
  const used = tablesOf(meaningful(tokens), tables);
  if (before.at(-1)?.text === ".") {
    const owner = nameOf(before.at(-2));
    const table = used.find(({ alias }) => alias === owner)?.table ?? tables.find(({ name }) => name === owner);
    return { from, options: table ? columnsOf([table]) : [] };
  }
  if (placeOf(before) === "tables") return { from, options: tables.map(tableOption) };
  const own = columnsOf(used.map(({ table }) => table));
  const aliases = used.filter(({ alias, table }) => alias !== table.name);
  return {
    from,
    options: [
      ...own,
      ...aliases.map(({ alias, table }) => option("table", alias, table.name, `${plainName(alias)}.`)),
      ...functions.map((name) => option("function", name, "", `${name}(`)),
      ...keywords.map((word) => option("keyword", word, "", word)),
      ...tables.map(tableOption),
    ],
  };
}

/** Whether a position is inside a text or comment, or after one that has no end. */
function closes({ kind, text, to }: SqlToken, position: number): boolean {
  if (position < to || kind === "number") return true;
  return kind === "comment" ? !text.endsWith("*/") : !/['$]$/.test(text);
}

const option = (kind: Completion["kind"], label: string, detail: string, text: string): Completion => ({
  label,
  kind,
  detail,
  text,
});

const tableOption = ({ name, detail }: KnownTable) => option("table", name, detail, plainName(name));

function columnsOf(tables: readonly KnownTable[]): Completion[] {
  const seen = new Set<string>();
  return tables.flatMap(({ columns }) =>
    columns.flatMap(({ name, detail }) => {
      if (seen.has(name)) return [];
      seen.add(name);
      return [option("column", name, detail, plainName(name))];
    }),
  );
}

function nameOf(token: SqlToken | undefined): string {
  if (!token) return "";
  return token.kind === "quoted" ? token.text.slice(1, -1).replaceAll('""', '"') : token.text;
}

/** Whether a table is to be named here: after FROM or JOIN, or after a comma between tables. */
function placeOf(before: readonly SqlToken[]): "tables" | "values" {
  const last = before.at(-1);
  if (!last) return "values";
  if (last.text !== ",") return beforeTables.has(last.text.toUpperCase()) ? "tables" : "values";
  let depth = 0;
  for (const { kind, text } of before.toReversed()) {
    if (text === ")") depth++;
    if (text === "(") depth--;
    if (depth < 0) return "values";
    const word = kind === "word" && depth === 0 ? text.toUpperCase() : "";
    if (word === "FROM") return "tables";
    if (endsTables.has(word)) return "values";
  }
  return "values";
}

/** The tables that a query names after FROM, JOIN and commas, each with what it is called there. */
function tablesOf(tokens: readonly SqlToken[], tables: readonly KnownTable[]) {
  return tokens.flatMap((token, i) => {
    const table = tables.find(({ name }) => name === nameOf(token));
    if (!table || placeOf(tokens.slice(0, i)) !== "tables") return [];
    const next = tokens[i + 1]?.text.toUpperCase() === "AS" ? tokens[i + 2] : tokens[i + 1];
    const named = next?.kind === "quoted" || (next?.kind === "word" && !isClause(next.text));
    return [{ table, alias: named ? nameOf(next) : table.name }];
  });
}

function isClause(word: string): boolean {
  const upper = word.toUpperCase();
  return (
    endsTables.has(upper) || /^(FROM|JOIN|LEFT|RIGHT|INNER|FULL|CROSS|NATURAL|ASOF|SEMI|ANTI|TABLESAMPLE)$/.test(upper)
  );
}
