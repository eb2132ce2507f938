import type { CodedColumn } from "../../domain/case-chunk.ts";
import type { Column, Columns } from "../../domain/columns.ts";
import { parseIpc } from "../arrow.ts";
import { readCodes } from "../decode/codes.ts";
import { fillNumbers, readNumbers, textAt } from "../decode/values.ts";
import { isoText } from "../plan.ts";
import { type ColumnSet, isValid, type RawColumn } from "../raw-columns.ts";

/** A value of a row: times are wall-clock ISO 8601 texts, lists and structs are JSON texts. */
export type Cell = string | number | boolean | null | Uint8Array;

/** One row, by column name. */
export type Row = Readonly<Record<string, Cell>>;

/** A column of a result. */
export interface ResultColumn {
  readonly name: string;
  readonly type: "number" | "boolean" | "time" | "text" | "bytes";
}

/** The rows of a query, read as they are needed. */
export interface QueryResult {
  readonly length: number;
  readonly columns: readonly ResultColumn[];
  /** All rows as plain objects. */
  rows(): Row[];
  /** A column as numbers, NaN where missing; times as wall-clock seconds since 1970. Throws `missing-column`. */
  numbers(name: string): Float64Array;
  /** A column as codes. */
  codes(name: string): CodedColumn;
  /** A column as texts, empty where missing. */
  texts(name: string): string[];
  /**
   * The columns of numbers, booleans (0, 1) and times as typed arrays, for analyses: whole numbers keep their width,
   * anything with missing values is a Float64Array with NaN.
   */
  typed(): Columns;
}

/** A result from Arrow IPC bytes. */
export function resultOf(bytes: Uint8Array): QueryResult {
  const table = parseIpc(bytes, "DuckDB");
  const { names } = table;
  const parts = (name: string) => table.columns(name) ?? [];
  const kinds = new Map(names.map((name) => [name, kindOf(parts(name)[0])]));
  const ofNumbers = names.filter((name) => !["text", "bytes"].includes(kinds.get(name) ?? ""));
  const texts = (name: string) =>
    parts(name).flatMap((part) => Array.from({ length: part.rows }, (_, i) => textAt(part, i)));
  return {
    length: table.rows,
    columns: names.map((name) => ({ name, type: kinds.get(name) ?? "text" })),
    rows: () => rowsOf(table, names, parts),
    numbers: (name) => readNumbers(table, name, "DuckDB"),
    codes: (name) => readCodes(table, name, "DuckDB"),
    texts,
    typed: () => Object.fromEntries(ofNumbers.map((name) => [name, typedColumn(table, name, parts(name))])),
  };
}

function kindOf(column: RawColumn | undefined): ResultColumn["type"] {
  if (!column || column.kind === "text" || column.kind === "code") return "text";
  if (column.kind === "binary") return "bytes";
  if (column.kind === "boolean" || column.kind === "time") return column.kind;
  return column.scale === 1 / 86_400 ? "time" : "number";
}

function rowsOf(table: ColumnSet, names: readonly string[], parts: (name: string) => RawColumn[]): Row[] {
  const columns = names.map((name) => parts(name).flatMap(cellsOf));
  return Array.from({ length: table.rows }, (_, i) =>
    Object.fromEntries(names.map((name, k) => [name, columns[k]?.[i] ?? null])),
  );
}

function cellsOf(column: RawColumn): Cell[] {
  const { rows, borders } = column;
  const type = kindOf(column);
  const each = (cell: (i: number) => Cell) =>
    Array.from({ length: rows }, (_, i) => (isValid(column, i) ? cell(i) : null));
  if (type === "text") return each((i) => textAt(column, i));
  if (type === "bytes") {
    const bytes = column.values as Uint8Array; // binary columns are bytes
    return each((i) => bytes.slice(Number(borders?.[i] ?? 0), Number(borders?.[i + 1] ?? 0)));
  }
  const numbers = new Float64Array(rows);
  fillNumbers(column, numbers);
  if (type === "boolean") return each((i) => numbers[i] === 1);
  if (type !== "time") return each((i) => numbers[i] ?? null);
  const isDate = column.scale === 1 / 86_400;
  return each((i) => isoText(numbers[i] ?? 0).slice(0, isDate ? 10 : 19));
}

function typedColumn(table: ColumnSet, name: string, parts: readonly RawColumn[]): Column {
  const first = parts[0];
  const plain = parts.every((part) => part.kind === "number" && !part.validity && part.scale === 1);
  if (!first || !plain) return readNumbers(table, name, "DuckDB");
  const out = new (first.values.constructor as new (length: number) => Column)(table.rows); // the same kind of array
  let at = 0;
  for (const part of parts) {
    out.set(part.values, at);
    at += part.rows;
  }
  return out;
}
