import type { CodedColumn } from "../domain/case-chunk.ts";
import { Fault } from "../domain/fault.ts";
import type { FieldColumn, ShapeColumn, TableColumns } from "./decode/protocol.ts";

/** A field of numbers (times as wall-clock seconds, booleans as 0 and 1), NaN where missing. */
export function numberField(table: TableColumns, field: string): Float64Array {
  const column = need(table, field);
  if (column instanceof Float64Array) return column;
  throw new Error(`field ${field} holds no numbers`);
}

/** A field of texts, empty where missing; codes are spelled out. */
export function textField(table: TableColumns, field: string): readonly string[] {
  const column = need(table, field);
  if (isTexts(column)) return column;
  if (isCoded(column)) return Array.from(column.values, (code) => column.dictionary[code - 1] ?? "");
  throw new Error(`field ${field} holds no texts`);
}

/** A field of codes. */
export function codeField(table: TableColumns, field: string): CodedColumn {
  const column = need(table, field);
  if (isCoded(column)) return column;
  throw new Error(`field ${field} holds no codes`);
}

/** A field of well-known-binary geometries, one array for each row, empty where missing. They share one buffer. */
export function shapeField(table: TableColumns, field = "geometry"): readonly Uint8Array[] {
  const column = need(table, field);
  if (!isShapes(column)) throw new Error(`field ${field} holds no geometries`);
  const { bytes, borders } = column;
  return Array.from({ length: table.rows }, (_, i) => bytes.subarray(borders[i], borders[i + 1]));
}

function need(table: TableColumns, field: string): FieldColumn {
  const column = table.fields[field];
  if (!column) throw new Fault("missing-column", { file: "", column: field });
  return column;
}

const isTexts = (column: FieldColumn): column is readonly string[] => Array.isArray(column);
const isCoded = (column: FieldColumn): column is CodedColumn => "dictionary" in column;
const isShapes = (column: FieldColumn): column is ShapeColumn => "borders" in column;

/** The rows of several tables with the same fields, one behind the other. */
export function concatColumns(parts: readonly TableColumns[]): TableColumns {
  const [first, ...others] = parts;
  if (!first) return { rows: 0, fields: {} };
  if (others.length === 0) return first;
  const fields = Object.fromEntries(
    Object.keys(first.fields).map((field) => [field, concat(parts.map((part) => need(part, field)))]),
  );
  return { rows: parts.reduce((sum, part) => sum + part.rows, 0), fields };
}

function concat(columns: readonly FieldColumn[]): FieldColumn {
  if (columns.every((column) => column instanceof Float64Array)) return concatNumbers(columns);
  if (columns.every(isTexts)) return columns.flat();
  if (columns.every(isCoded)) return concatCodes(columns);
  if (columns.every(isShapes)) return concatShapes(columns);
  throw new Error("parts of a table differ in kind");
}

function concatNumbers(columns: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(columns.reduce((sum, column) => sum + column.length, 0));
  let at = 0;
  for (const column of columns) {
    all.set(column, at);
    at += column.length;
  }
  return all;
}

function concatCodes(columns: readonly CodedColumn[]): CodedColumn {
  const dictionary = [...new Set(columns.flatMap((column) => column.dictionary))];
  const codes = new Map(dictionary.map((value, i) => [value, i + 1]));
  const values = columns.flatMap((column) => {
    const lookup = [0, ...column.dictionary.map((value) => codes.get(value) ?? 0)];
    return Array.from(column.values, (code) => lookup[code] ?? 0);
  });
  return { values: dictionary.length < 256 ? Uint8Array.from(values) : Uint16Array.from(values), dictionary };
}

function concatShapes(columns: readonly ShapeColumn[]): ShapeColumn {
  const bytes = new Uint8Array(columns.reduce((sum, column) => sum + column.bytes.length, 0));
  const borders = [0];
  let at = 0;
  for (const column of columns) {
    bytes.set(column.bytes, at);
    for (const border of column.borders.subarray(1)) borders.push(at + border);
    at += column.bytes.length;
  }
  return { bytes, borders: Uint32Array.from(borders) };
}
