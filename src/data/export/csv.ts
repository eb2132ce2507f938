import { csvLine } from "../../lib/csv-write.ts";
import { type ExportTable, encoded, isNumeric, plainText } from "./table.ts";

/** A table as CSV (RFC 4180): UTF-8 with a mark, CRLF, formulas neutralised. `titles`: the header has the titles for people. */
export async function* csvStream(
  { fields, pages }: ExportTable,
  { titles = false }: { readonly titles?: boolean } = {},
): AsyncGenerator<Uint8Array> {
  const header = fields.map(({ name, title }) => (titles ? (title ?? name) : name));
  yield encoded(`\ufeff${csvLine(header)}\r\n`);
  const isPlain = fields.map(({ type }) => isNumeric(type) || type === "date" || type === "timestamp");
  for await (const page of pages) {
    const lines: string[] = [];
    for (let row = 0; row < page.rows; row++) {
      const cells = fields.map(({ type }, c) => {
        const cell = page.columns[c]?.[row] ?? null;
        if (typeof cell === "number" && isPlain[c])
          return type === "date" || type === "timestamp" ? plainText(cell, type) : cell;
        return plainText(cell, type);
      });
      lines.push(csvLine(cells), "\r\n");
    }
    yield encoded(lines.join(""));
  }
}
