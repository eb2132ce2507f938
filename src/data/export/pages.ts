import type { Column } from "../../domain/columns.ts";
import { parseIpc } from "../arrow.ts";
import { fillNumbers, textAt } from "../decode/values.ts";
import { isValid, type RawColumn } from "../raw-columns.ts";
import type { ExportCell, ExportField, ExportPage, ExportType } from "./table.ts";

/** The rows of an Arrow IPC stream as pages of a table with these fields, one for each record batch. */
export function pagesOfIpc(bytes: Uint8Array, fields: readonly ExportField[]): ExportPage[] {
  const table = parseIpc(bytes, "DuckDB");
  const columns = table.names.map((name) => table.columns(name) ?? []);
  const batches = columns[0]?.length ?? 0;
  return Array.from({ length: batches }, (_, batch): ExportPage => {
    const own = columns.map((parts) => parts[batch]);
    return {
      rows: own[0]?.rows ?? 0,
      columns: own.map((part, c) => (part ? cellsOf(part, fields[c]?.type ?? "text") : [])),
    };
  });
}

function cellsOf(column: RawColumn, type: ExportType): ExportCell[] {
  const { rows } = column;
  const each = (cell: (row: number) => ExportCell) =>
    Array.from({ length: rows }, (_, row) => (isValid(column, row) ? cell(row) : null));
  if (type === "text") {
    if (column.kind !== "code") return each((row) => textAt(column, row));
    return Array.from({ length: rows }, (_, row) => {
      return isValid(column, row) ? (column.dictionary?.[column.values[row] ?? 0] ?? null) : null;
    });
  }
  if (type === "bytes" || type === "geometry") {
    const bytes = column.values as Uint8Array; // binary columns are bytes
    const { borders } = column;
    return each((row) => bytes.slice(Number(borders?.[row] ?? 0), Number(borders?.[row + 1] ?? 0)));
  }
  const numbers = new Float64Array(rows);
  fillNumbers(column, numbers);
  if (type === "boolean") return each((row) => numbers[row] === 1);
  return each((row) => finite(numbers[row] ?? Number.NaN));
}

/** No format that we write tells "not a number" from "no value", so neither do we. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

const arrayTypes: readonly (readonly [new (length: number) => Column, ExportType])[] = [
  [Float64Array, "float64"],
  [Float32Array, "float32"],
  [Int32Array, "int32"],
  [Uint32Array, "uint32"],
  [Int16Array, "int16"],
  [Uint16Array, "uint16"],
  [Int8Array, "int8"],
  [Uint8Array, "uint8"],
];

const pageRows = 20_480;

/** Columns of a result as a table's fields and pages: NaN and empty texts are "no value", as the database has them. */
export function tableOfColumns(columns: Readonly<Record<string, Column | readonly string[]>>): {
  readonly fields: readonly ExportField[];
  readonly pages: ExportPage[];
} {
  const entries = Object.entries(columns);
  const fields = entries.map(([name, values]): ExportField => {
    const found = arrayTypes.find(([Kind]) => values instanceof Kind);
    return { name, type: found?.[1] ?? "text" };
  });
  const rows = entries[0]?.[1].length ?? 0;
  const pages = Array.from({ length: Math.ceil(rows / pageRows) }, (_, page): ExportPage => {
    const [from, to] = [page * pageRows, Math.min(rows, (page + 1) * pageRows)];
    return {
      rows: to - from,
      columns: entries.map(([, values]) =>
        Array.from({ length: to - from }, (_, i): ExportCell => {
          const value = values[from + i] ?? null;
          return typeof value === "number" ? finite(value) : value || null;
        }),
      ),
    };
  });
  return { fields, pages };
}
