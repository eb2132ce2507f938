import { type ColumnSet, isValid, type RawColumn } from "../raw-columns.ts";
import { readCodes } from "./codes.ts";
import type { FieldColumn, ShapeColumn, TableColumns, WantedField } from "./protocol.ts";
import { needColumns, readNumbers, textAt } from "./values.ts";

/** Some columns of a table, each in the kind that is wanted. Throws `missing-column` naming the file. */
export function buildColumns(
  table: ColumnSet,
  fields: Readonly<Record<string, WantedField>>,
  file: string,
): TableColumns {
  const columns: Record<string, FieldColumn> = {};
  const present = table.names;
  for (const [field, wanted] of Object.entries(fields)) {
    const absent = !wanted.required && !present.includes(wanted.column);
    columns[field] = absent ? missing(table.rows, wanted) : read(table, wanted, file);
  }
  return { rows: table.rows, fields: columns };
}

function missing(rows: number, { kind }: WantedField): FieldColumn {
  if (kind === "number") return new Float64Array(rows).fill(Number.NaN);
  if (kind === "code") return { values: new Uint8Array(rows), dictionary: [] };
  if (kind === "geometry" || kind === "bytes") return { bytes: new Uint8Array(0), borders: new Uint32Array(rows + 1) };
  return new Array<string>(rows).fill("");
}

function read(table: ColumnSet, { column, kind }: WantedField, file: string): FieldColumn {
  if (kind === "number") return readNumbers(table, column, file);
  const columns = needColumns(table, column, file);
  if (kind === "code") return readCodes(table, column, file);
  if (kind === "geometry") return readShapes(table, column, file);
  if (kind === "bytes") return readTextBytes(table, column, file);
  return columns.flatMap((part) => Array.from({ length: part.rows }, (_, i) => textAt(part, i)));
}

function readShapes(table: ColumnSet, column: string, file: string): ShapeColumn {
  const parts = needColumns(table, column, file);
  const borders = new Uint32Array(table.rows + 1);
  let row = 0;
  for (const { rows, borders: from, ...part } of parts) {
    for (let i = 0; i < rows; i++, row++) {
      const length = isValid({ ...part, rows, borders: from }, i)
        ? Number(from?.[i + 1] ?? 0) - Number(from?.[i] ?? 0)
        : 0;
      borders[row + 1] = (borders[row] ?? 0) + length;
    }
  }
  const bytes = new Uint8Array(borders[table.rows] ?? 0);
  row = 0;
  for (const part of parts) {
    const source = part.values as Uint8Array; // geometry is stored as bytes
    for (let i = 0; i < part.rows; i++, row++) {
      if (borders[row] === borders[row + 1]) continue;
      bytes.set(source.subarray(Number(part.borders?.[i] ?? 0), Number(part.borders?.[i + 1] ?? 0)), borders[row]);
    }
  }
  return { bytes, borders };
}

const encoder = new TextEncoder();

/** Texts as bytes: copied where the table keeps them so, spelled out where it keeps codes or numbers. */
function readTextBytes(table: ColumnSet, column: string, file: string): ShapeColumn {
  const parts = needColumns(table, column, file);
  if (parts.every(({ kind, validity }) => kind === "text" && !validity)) return joinTexts(parts, table.rows);
  const texts = parts.flatMap((part) => Array.from({ length: part.rows }, (_, i) => encoder.encode(textAt(part, i))));
  const borders = new Uint32Array(texts.length + 1);
  texts.forEach((text, i) => {
    borders[i + 1] = (borders[i] ?? 0) + text.length;
  });
  const bytes = new Uint8Array(borders[texts.length] ?? 0);
  texts.forEach((text, i) => {
    bytes.set(text, borders[i]);
  });
  return { bytes, borders };
}

/** Texts none of which is missing: whole pieces of memory, their borders moved. */
function joinTexts(parts: readonly RawColumn[], rows: number): ShapeColumn {
  const bordersOf = ({ borders }: RawColumn) => Int32Array.from(borders ?? [], Number);
  const pieces = parts.map((part) => ({
    part,
    own: part.borders instanceof Int32Array ? part.borders : bordersOf(part),
  }));
  const size = pieces.reduce((sum, { part, own }) => sum + (own[part.rows] ?? 0) - (own[0] ?? 0), 0);
  const bytes = new Uint8Array(size);
  const borders = new Uint32Array(rows + 1);
  let row = 0;
  let at = 0;
  for (const { part, own } of pieces) {
    const first = own[0] ?? 0;
    const end = own[part.rows] ?? 0;
    bytes.set((part.values as Uint8Array).subarray(first, end), at); // texts are stored as bytes
    for (let i = 0; i < part.rows; i++) borders[row + i] = at + (own[i] as number) - first;
    row += part.rows;
    at += end - first;
  }
  borders[rows] = at;
  return { bytes, borders };
}
