/**
 * Rows as CSV (RFC 4180): UTF-8 with a mark and CRLF, as spreadsheets on Chinese Windows need. A text that a spreadsheet
 * would run as a formula gets an apostrophe before it.
 */
export function csvText(header: readonly string[], rows: Iterable<readonly (string | number)[]>): string {
  const lines = [csvLine(header)];
  for (const row of rows) lines.push(csvLine(row));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

/** One line of CSV without its end; numbers that are not finite are empty. */
export function csvLine(cells: readonly (string | number)[]): string {
  return cells.map(cell).join(",");
}

/** A text that spreadsheets run as a formula, made harmless by an apostrophe; any other as it is. */
export function withoutFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
}

function cell(value: string | number): string {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const safe = withoutFormula(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
