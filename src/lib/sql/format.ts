import { lexSql, type SqlToken } from "./lex.ts";

const clauses = new Set(
  "SELECT FROM WHERE HAVING QUALIFY WINDOW LIMIT OFFSET UNION EXCEPT INTERSECT VALUES WITH GROUP ORDER".split(" "),
);
const joins = new Set("JOIN LEFT RIGHT INNER FULL CROSS ASOF POSITIONAL SEMI ANTI NATURAL".split(" "));
const others = new Set(
  (
    "AS ON USING AND OR NOT IN IS NULL LIKE ILIKE BETWEEN CASE WHEN THEN ELSE END BY ASC DESC NULLS FIRST LAST ALL " +
    "DISTINCT OUTER OVER PARTITION FILTER EXISTS INTERVAL TRUE FALSE CAST TRY_CAST EXCLUDE REPLACE RECURSIVE ROWS RANGE " +
    "PRECEDING FOLLOWING CURRENT ROW UNBOUNDED DATE TIMESTAMP DESCRIBE SUMMARIZE EXPLAIN ANALYZE SHOW TABLES"
  ).split(" "),
);
const isKeyword = (word: string) => clauses.has(word) || joins.has(word) || others.has(word);
/** Words that may also be called like a function. */
const callable = new Set(["LEFT", "RIGHT", "REPLACE", "RANGE", "FIRST", "LAST", "DATE", "ALL", "ROW"]);

interface Level {
  /** A query stands in these parentheses: its clauses have lines of their own. */
  readonly block: boolean;
  readonly indent: number;
  clause: string;
}

/** A SQL text with a line for every clause, one for every chosen column, and keywords in capitals; meaning unchanged. */
export function formatSql(sql: string): string {
  return new Formatter(lexSql(sql).filter(({ kind }) => kind !== "space")).run();
}

class Formatter {
  readonly #tokens: readonly SqlToken[];
  readonly #levels: Level[] = [{ block: true, indent: 0, clause: "" }];
  #out = "";
  #between = false;

  constructor(tokens: readonly SqlToken[]) {
    this.#tokens = tokens;
  }

  run(): string {
    this.#tokens.forEach((token, i) => this.#put(token, i));
    return this.#out.trim();
  }

  #put(token: SqlToken, i: number): void {
    const level = this.#levels[this.#levels.length - 1];
    const before = this.#tokens[i - 1];
    if (before?.kind === "comment" && before.text.startsWith("--")) this.#line(level.indent + 1);
    const word = this.#keyword(token, i);
    if (token.text === ")") this.#close(level);
    else if (word && level.block) this.#breakBefore(word, level, i);
    this.#write(token, word, before);
    if (token.text === "(") this.#open(i, level);
    if (token.text === "," && level.block && /^(SELECT|WITH)$/.test(level.clause)) this.#line(level.indent + 1);
    if (word === "SELECT" && level.block && this.#chosen(i) > 1) this.#line(level.indent + 1);
  }

  /** The keyword that a token is, in capitals. */
  #keyword({ kind, text }: SqlToken, i: number): string | null {
    const word = text.toUpperCase();
    if (kind !== "word" || !isKeyword(word) || this.#tokens[i - 1]?.text === ".") return null;
    return callable.has(word) && this.#tokens[i + 1]?.text === "(" ? null : word;
  }

  #breakBefore(word: string, level: Level, i: number): void {
    const before = this.#tokens[i - 1]?.text.toUpperCase() ?? "";
    if (word === "BETWEEN") this.#between = true;
    if (clauses.has(word) && word !== "WITH") {
      if (word === "FROM" && before === "DISTINCT") return;
      if (i > 0 && !(word === "SELECT" && before === "ALL" && level.clause !== "UNION")) this.#line(level.indent);
      level.clause = word;
    } else if (word === "WITH") level.clause = word;
    else if (joins.has(word) && !joins.has(before) && before !== "OUTER") this.#line(level.indent);
    else if ((word === "AND" || word === "OR") && /^(WHERE|HAVING|QUALIFY)$/.test(level.clause)) {
      if (word === "AND" && this.#between) this.#between = false;
      else this.#line(level.indent + 1);
    }
  }

  #open(i: number, level: Level): void {
    const next = this.#tokens[i + 1]?.text.toUpperCase() ?? "";
    const block = next === "SELECT" || next === "WITH" || (next === "FROM" && level.clause !== "SELECT");
    this.#levels.push({ block, indent: block ? level.indent + 1 : level.indent, clause: "" });
    if (block) this.#line(level.indent + 1);
  }

  #close(level: Level): void {
    if (this.#levels.length === 1) return;
    this.#levels.pop();
    if (level.block) this.#line(level.indent - 1);
  }

  /** How many columns a SELECT chooses: more than one have lines of their own. */
  #chosen(i: number): number {
    let depth = 0;
    let columns = 1;
    for (const { kind, text } of this.#tokens.slice(i + 1)) {
      if (text === "(") depth++;
      if (text === ")") depth--;
      if (depth < 0 || (depth === 0 && kind === "word" && text.toUpperCase() === "FROM")) break;
      if (depth === 0 && text === ",") columns++;
    }
    return columns;
  }

  #line(indent: number): void {
    if (this.#out === "") return;
    this.#out = `${this.#out.replace(/[ \n]+$/, "")}\n${"  ".repeat(indent)}`;
  }

  #write(token: SqlToken, word: string | null, before: SqlToken | undefined): void {
    const text = word ?? token.text;
    const glued =
      this.#out === "" ||
      /[\s(]$/.test(this.#out) ||
      before?.text === "." ||
      before?.text === "::" ||
      /^(,|;|\)|\.|::|\[|\])$/.test(token.text) ||
      before?.text === "[" ||
      (token.text === "(" && this.#isCall(before)) ||
      this.#isTight(token, before);
    this.#out += glued ? text : ` ${text}`;
  }

  /** A parenthesis after a name is that of a call. */
  #isCall(before: SqlToken | undefined): boolean {
    if (!before) return false;
    if (before.kind === "quoted") return true;
    const word = before.text.toUpperCase();
    return before.kind === "word" && (!isKeyword(word) || callable.has(word) || /^(CAST|TRY_CAST|EXISTS)$/.test(word));
  }

  /** Pieces that stood together and might not mean the same apart: signs, colons, prefixes, parameters. */
  #isTight(token: SqlToken, before: SqlToken | undefined): boolean {
    if (!before || before.to !== token.from || before.kind === "comment" || token.kind === "comment") return false;
    const odd = /^[-+*/=<>!,();]+$|^\|\|$/;
    if (before.kind === "symbol" && token.kind === "symbol") return true;
    return (before.kind === "symbol" && !odd.test(before.text)) || (token.kind === "symbol" && !odd.test(token.text))
      ? true
      : before.kind !== "symbol" && token.kind !== "symbol";
  }
}
