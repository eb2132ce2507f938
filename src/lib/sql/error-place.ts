/** A place in a text, `to` excluded, and what is said of it. */
export interface ErrorPlace {
  readonly from: number;
  readonly to: number;
}

const mark = /\n\nLINE (\d+): ([^\n]*)\n( *)\^/;

/** What DuckDB says without the piece of SQL that it repeats (once or twice), shown at its place instead. */
export function errorMessage(reason: string): string {
  return reason.replaceAll(/\n\nLINE \d+: [^\n]*\n *\^/g, "").trim();
}

/**
 * Where an error is, from the excerpt with a caret that DuckDB adds to its message: "LINE 2: ...text...\n     ^". The
 * caret stands by width on a screen, where Chinese characters are two columns wide, and the excerpt may leave out the
 * line's ends. `linesBefore` lines stand before the text in what was run. `null` where nothing is said or found.
 */
export function errorPlace(reason: string, sql: string, linesBefore: number): ErrorPlace | null {
  const found = mark.exec(reason);
  if (!found) return null;
  const [, lineText, excerpt, spaces] = found;
  const row = Number(lineText) - 1 - linesBefore;
  const lines = sql.split("\n");
  if (row < 0) return null;
  if (row >= lines.length) return { from: Math.max(0, sql.length - 1), to: sql.length };
  const body = excerpt.replace(/^\.\.\./, "").replace(/\.\.\.$/, "");
  const cut = excerpt.startsWith("...") ? 3 : 0;
  const inLine = lines[row].indexOf(body.trimEnd());
  if (inLine < 0) return null;
  const columns = spaces.length - `LINE ${lineText}: `.length - cut;
  const start = lines.slice(0, row).reduce((sum, line) => sum + line.length + 1, 0);
  const from = Math.min(sql.length, start + inLine + charactersOf(body, columns));
  const word = /^(?:[\p{L}\p{N}_]+|"[^"]*"|'[^']*')/u.exec(sql.slice(from));
  return { from, to: Math.min(sql.length, from + (word ? word[0].length : 1)) };
}

/** How many UTF-16 units fill so many columns of a screen. */
function charactersOf(text: string, columns: number): number {
  let units = 0;
  let left = columns;
  for (const character of text) {
    if (left <= 0) break;
    left -= isWide(character) ? 2 : 1;
    units += character.length;
  }
  return units;
}

function isWide(character: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u.test(
    character,
  );
}
