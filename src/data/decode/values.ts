import { Fault } from "../../domain/fault.ts";
import { numberOf } from "../numbers.ts";
import { type ColumnSet, fillMissing, isValid, type RawColumn } from "../raw-columns.ts";

const high = 4_294_967_296;
const decoder = new TextDecoder();

/** A column of a whole table as numbers, NaN where a value is missing; times are wall-clock seconds since 1970. */
export function readNumbers(
  table: ColumnSet,
  name: string,
  file: string,
  out: Float64Array<ArrayBuffer> = new Float64Array(table.rows),
): Float64Array<ArrayBuffer> {
  let at = 0;
  for (const column of needColumns(table, name, file)) {
    fillNumbers(column, out.subarray(at, at + column.rows));
    at += column.rows;
  }
  return out;
}

/** The column, or the fault that it is missing. */
export function needColumns(table: ColumnSet, name: string, file: string): RawColumn[] {
  const columns = table.columns(name);
  if (!columns) throw new Fault("missing-column", { file, column: name });
  return columns;
}

/** One batch of a column as numbers. */
export function fillNumbers(column: RawColumn, out: Float64Array): void {
  const { rows, kind, values, words, scale } = column;
  if (kind === "number") {
    out.set(values.length > rows ? values.subarray(0, rows) : values); // a column without any value may be padded
    if (scale !== 1) for (let i = 0; i < rows; i++) out[i] = (out[i] as number) / scale;
  } else if (kind === "int64" || kind === "time") {
    for (let i = 0; i < rows; i++) out[i] = word64(words, 2 * i) / scale;
  } else if (kind === "decimal") {
    const width = words.length / rows;
    for (let i = 0; i < rows; i++) out[i] = word64(words, i * width) / scale;
  } else if (kind === "boolean") {
    for (let i = 0, bit = column.offset; i < rows; i++, bit++) out[i] = ((values[bit >> 3] as number) >> (bit & 7)) & 1;
  } else {
    for (let i = 0; i < rows; i++) out[i] = numberOf(textAt(column, i));
  }
  fillMissing(column, out, Number.NaN);
}

function word64(words: Int32Array, at: number): number {
  return (words[at + 1] as number) * high + ((words[at] as number) >>> 0);
}

/** Row `i` of a column as a text, empty where the value is missing. */
export function textAt(column: RawColumn, i: number): string {
  if (!isValid(column, i)) return "";
  const { kind, values, borders } = column;
  if (kind === "code") return column.dictionary?.[values[i] ?? 0] ?? "";
  if (kind === "text" || kind === "binary") {
    return decoder.decode((values as Uint8Array).subarray(Number(borders?.[i] ?? 0), Number(borders?.[i + 1] ?? 0)));
  }
  if (kind === "boolean")
    return ((values[(column.offset + i) >> 3] ?? 0) >> ((column.offset + i) & 7)) & 1 ? "true" : "false";
  if (kind === "int64" || kind === "time") return String(word64(column.words, 2 * i) / column.scale);
  return kind === "empty" ? "" : String(values[i] ?? "");
}
