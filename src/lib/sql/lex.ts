/** A piece of SQL text: what it is and where it stands, `to` excluded. */
export interface SqlToken {
  readonly kind: "space" | "comment" | "word" | "quoted" | "string" | "number" | "symbol";
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const patterns: readonly (readonly [SqlToken["kind"], RegExp])[] = [
  ["space", /\s+/y],
  ["comment", /--[^\n]*/y],
  ["string", /[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)/y],
  ["string", /'(?:[^']|'')*(?:'|$)/y],
  ["string", /(\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$)[\s\S]*?(?:\1|$)/uy],
  ["quoted", /"(?:[^"]|"")*(?:"|$)/y],
  ["number", /(?:0[xX][0-9a-fA-F_]+|(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/y],
  ["word", /[\p{L}_][\p{L}\p{N}_$]*/uy],
  ["symbol", /->>|\*\*|::|\|\||<=|>=|<>|!=|==|->|:=|=>|\/\/|[\s\S]/y],
];

/** The pieces of a SQL text in DuckDB's dialect; joined they are the text. What is not closed goes to the end. */
export function lexSql(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  for (let at = 0; at < sql.length; ) {
    const block = sql.startsWith("/*", at) ? blockEnd(sql, at) : at;
    const [kind, to] = block > at ? (["comment", block] as const) : match(sql, at);
    tokens.push({ kind, text: sql.slice(at, to), from: at, to });
    at = to;
  }
  return tokens;
}

function match(sql: string, at: number): readonly [SqlToken["kind"], number] {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    if (pattern.test(sql)) return [kind, pattern.lastIndex];
  }
  return ["symbol", at + 1];
}

/** Where a block comment ends; such comments nest. */
function blockEnd(sql: string, from: number): number {
  let depth = 0;
  for (let at = from; at < sql.length; at++) {
    if (sql.startsWith("/*", at)) {
      depth++;
      at++;
    } else if (sql.startsWith("*/", at)) {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  return sql.length;
}

/** The tokens that mean something: neither space nor comment. */
export function meaningful(tokens: readonly SqlToken[]): SqlToken[] {
  return tokens.filter(({ kind }) => kind !== "space" && kind !== "comment");
}
