import {
  dateText,
  type ExportCell,
  type ExportTable,
  type ExportType,
  encoded,
  hexText,
  timestampText,
} from "../../src/data/export/table.ts";

/** A table as a JSON array with an object a row; moments are ISO 8601 texts of the wall clock. */
export async function* jsonStream({ fields, pages }: ExportTable): AsyncGenerator<Uint8Array> {
  yield encoded("[\n");
  let first = true;
  for await (const page of pages) {
    const lines = Array.from({ length: page.rows }, (_, row) =>
      JSON.stringify(
        Object.fromEntries(fields.map(({ name, type }, c) => [name, jsonValue(page.columns[c]?.[row] ?? null, type)])),
      ),
    );
    if (lines.length > 0) yield encoded(`${first ? "" : ",\n"}${lines.join(",\n")}`);
    first &&= lines.length === 0;
  }
  yield encoded("\n]\n");
}

function jsonValue(cell: ExportCell, type: ExportType): string | number | boolean | null {
  if (cell instanceof Uint8Array) return hexText(cell);
  if (typeof cell !== "number") return cell;
  if (type === "date") return dateText(cell);
  return type === "timestamp" ? timestampText(cell).replace(" ", "T") : cell;
}
