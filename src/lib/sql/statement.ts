import { lexSql, meaningful, type SqlToken } from "./lex.ts";
import { quoted } from "./names.ts";

/**
 * What a text asks for: rows of a query, a description of tables, the plan of a query (with `analyse` it is run for its
 * times), or nothing that the console does: no statement at all, several at once, or one that is not for reading.
 */
export type Statement =
  | { readonly kind: "query" | "description"; readonly sql: string }
  | { readonly kind: "plan"; readonly sql: string; readonly analyse: boolean }
  | { readonly kind: "empty" | "several" }
  | { readonly kind: "refused"; readonly word: string };

const queries = new Set(["SELECT", "WITH", "FROM", "VALUES", "TABLE", "PIVOT", "UNPIVOT", "("]);
const descriptions = new Set(["DESCRIBE", "DESC", "SUMMARIZE", "SHOW"]);
const changes = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

/** Reads what a text asks for. Only what reads tables passes; DuckDB itself refuses files, settings and the network. */
export function readStatement(text: string): Statement {
  const all = meaningful(lexSql(text));
  const last = all.findLastIndex(({ text: piece }) => piece !== ";");
  const tokens = all.slice(0, last + 1);
  const [first] = tokens;
  if (!first) return { kind: "empty" };
  if (tokens.some(({ text: piece }) => piece === ";")) return { kind: "several" };
  const word = first.text.toUpperCase();
  const sql = text.slice(first.from, tokens[tokens.length - 1].to);
  if (word === "EXPLAIN") return planOf(tokens, text);
  const change = word === "WITH" && outerWord(tokens, changes);
  if (change) return { kind: "refused", word: change };
  if (!closesItself(tokens)) return { kind: "refused", word: ")" };
  if (queries.has(word)) return { kind: "query", sql };
  return descriptions.has(word) ? { kind: "description", sql } : { kind: "refused", word };
}

function planOf(tokens: readonly SqlToken[], text: string): Statement {
  const analyse = /^analy[sz]e$/i.test(tokens[1]?.text ?? "");
  const inner = tokens[analyse ? 2 : 1];
  if (!inner) return { kind: "empty" };
  const asked = readStatement(text.slice(inner.from));
  return asked.kind === "query" ? { kind: "plan", sql: asked.sql, analyse } : refusedPlan(asked);
}

function refusedPlan(asked: Statement): Statement {
  return asked.kind === "description" || asked.kind === "plan" ? { kind: "refused", word: "EXPLAIN" } : asked;
}

/** A word of a set outside all parentheses. */
function outerWord(tokens: readonly SqlToken[], words: ReadonlySet<string>): string | undefined {
  let depth = 0;
  for (const { kind, text } of tokens) {
    if (text === "(") depth++;
    else if (text === ")") depth--;
    else if (depth === 0 && kind === "word" && words.has(text.toUpperCase())) return text.toUpperCase();
  }
  return undefined;
}

/** Whether no parenthesis is closed that the text has not opened: then nothing leaves the parentheses put around it. */
function closesItself(tokens: readonly SqlToken[]): boolean {
  let depth = 0;
  for (const { text } of tokens) {
    if (text === "(") depth++;
    if (text === ")") depth--;
    if (depth < 0) return false;
  }
  return true;
}

/** Lines that stand before the user's text in the statements below. */
export const linesBefore = 1;

/** The statement that keeps the rows of a query, or of a description, as a table. The user's text has lines of its own. */
export function keepSql(
  table: string,
  { kind, sql }: { readonly kind: "query" | "description"; readonly sql: string },
) {
  const from = kind === "query" ? "" : "SELECT * FROM ";
  return `CREATE TABLE ${quoted(table)} AS ${from}(\n${sql}\n)`;
}

/** The statement that says how DuckDB runs a query, with its times where it is run for that. */
export function planSql(sql: string, analyse: boolean): string {
  return `EXPLAIN ${analyse ? "ANALYZE " : ""}(\n${sql}\n)`;
}
