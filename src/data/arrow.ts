import {
  Binary,
  Bool,
  type Data,
  DataType,
  DateMillisecond,
  Dictionary,
  Float32,
  Float64,
  Int32,
  makeData,
  makeVector,
  type RecordBatch,
  Table,
  TimestampMillisecond,
  TimeUnit,
  tableFromIPC,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import type { Column } from "../domain/columns.ts";
import { Fault } from "../domain/fault.ts";
import type { FieldType } from "../domain/tables.ts";
import { numberOf } from "./numbers.ts";

/** One column of one record batch as raw memory. `valid(i)` is a bit test; `validity` is absent where nothing is missing. */
export interface RawColumn {
  readonly rows: number;
  readonly kind: "number" | "int64" | "time" | "boolean" | "decimal" | "text" | "code" | "binary" | "empty";
  /** Numbers, dictionary indices, bits of booleans, bytes of texts. */
  readonly values: NumberArray;
  /** 64-bit and decimal values as 32-bit words, the low one first. */
  readonly words: Int32Array;
  /** Bit `offset + i` is set where row `i` has a value. */
  readonly validity: Uint8Array | undefined;
  readonly offset: number;
  /** Row borders of texts and binaries. */
  readonly borders: Int32Array | BigInt64Array | undefined;
  /** What a stored time is divided by to give seconds, and a decimal to give its value. */
  readonly scale: number;
  /** Distinct values of a coded column. */
  readonly dictionary: readonly (string | null)[] | undefined;
}

/** The arrays in which Arrow keeps values of up to 64-bit floats. */
export type NumberArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** Tables read from Arrow IPC bytes: only this file and the DuckDB adapter know the library's own types. */
export type ArrowTable = Table;

/** Parse an Arrow IPC stream or file; throws `corrupt`. */
export function parseIpc(bytes: Uint8Array, file: string): ArrowTable {
  try {
    return tableFromIPC(bytes);
  } catch (error) {
    throw new Fault("corrupt", { file, reason: error instanceof Error ? error.message : String(error) }, error);
  }
}

/** Names of the columns of a table. */
export function columnNames(table: ArrowTable): string[] {
  return table.schema.fields.map((field) => field.name);
}

/** The column called `name`, batch by batch; undefined if the table has none of that name. */
export function rawColumns(table: ArrowTable, name: string, file: string): RawColumn[] | undefined {
  const index = table.schema.fields.findIndex((field) => field.name === name);
  if (index < 0) return undefined;
  return table.batches.map((batch: RecordBatch) => {
    const data = batch.data.children[index];
    if (!data) throw new Fault("corrupt", { file, reason: `column ${name} is missing from a batch` });
    return rawColumn(data);
  });
}

const none = new Int32Array(0);

function rawColumn(data: Data): RawColumn {
  const { type, length: rows, offset } = data;
  const validity = data.nullCount > 0 && data.nullBitmap?.length ? data.nullBitmap : undefined;
  const base = {
    rows,
    validity,
    offset,
    values: none,
    words: none,
    borders: undefined,
    scale: 1,
    dictionary: undefined,
  };
  if (DataType.isDictionary(type)) {
    return { ...base, kind: "code", values: data.values as NumberArray, dictionary: dictionaryOf(data.dictionary) };
  }
  if (DataType.isInt(type) && type.bitWidth === 64) return { ...base, kind: "int64", words: words(data) };
  if (DataType.isInt(type) || (DataType.isFloat(type) && type.precision > 0)) {
    return { ...base, kind: "number", values: data.values as NumberArray };
  }
  if (DataType.isTimestamp(type)) return { ...base, kind: "time", words: words(data), scale: perSecond(type.unit) };
  if (DataType.isDate(type)) {
    if (type.unit === 0) return { ...base, kind: "number", values: data.values as NumberArray, scale: 1 / 86_400 };
    return { ...base, kind: "time", words: words(data), scale: 1000 };
  }
  if (DataType.isBool(type)) return { ...base, kind: "boolean", values: data.values as Uint8Array };
  if (DataType.isDecimal(type)) return { ...base, kind: "decimal", words: words(data), scale: 10 ** type.scale };
  const borders = data.valueOffsets as Int32Array | BigInt64Array | undefined;
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type))
    return { ...base, kind: "text", values: bytesOf(data), borders };
  if (DataType.isBinary(type) || DataType.isLargeBinary(type)) {
    return { ...base, kind: "binary", values: bytesOf(data), borders };
  }
  if (DataType.isNull(type)) return { ...base, kind: "empty" };
  return { ...base, kind: "code", validity: undefined, ...spelledOut(data) };
}

/** Values that JSON does not know: big numbers, and arrays of numbers. */
function plain(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  return ArrayBuffer.isView(value) ? Array.from(value as Int32Array) : value;
}

function timeOfDay(seconds: number): string {
  return new Date(Math.floor(seconds) * 1000).toISOString().slice(11, 19);
}

/** Lists, structs, intervals and the like: each value as its JSON text. */
function spelledOut(data: Data): Pick<RawColumn, "values" | "dictionary"> {
  const vector = makeVector(data);
  const perUnit = DataType.isTime(data.type) ? perSecond(data.type.unit) : undefined;
  const dictionary = Array.from({ length: data.length }, (_, i) => {
    const value: unknown = vector.get(i);
    if (value === null) return null;
    return perUnit ? timeOfDay(Number(value) / perUnit) : JSON.stringify(value, plain);
  });
  return { values: Uint32Array.from(dictionary, (_, i) => i), dictionary };
}

/** 64-bit and wider values as pairs (quadruples) of 32-bit words, low word first. */
function words(data: Data): Int32Array {
  const { buffer, byteOffset, byteLength } = data.values as BigInt64Array;
  return new Int32Array(buffer, byteOffset, byteLength / 4);
}

function bytesOf(data: Data): Uint8Array {
  return data.values as Uint8Array;
}

function perSecond(unit: TimeUnit): number {
  return { [TimeUnit.SECOND]: 1, [TimeUnit.MILLISECOND]: 1e3, [TimeUnit.MICROSECOND]: 1e6, [TimeUnit.NANOSECOND]: 1e9 }[
    unit
  ];
}

function dictionaryOf(vector: Vector | undefined): (string | null)[] {
  if (!vector) return [];
  return Array.from({ length: vector.length }, (_, i) => {
    const value: unknown = vector.get(i);
    return value === null || value === undefined ? null : String(value);
  });
}

/** Whether row `i` of a column has a value. */
export function isValid(column: RawColumn, i: number): boolean {
  const { validity, offset } = column;
  if (column.kind === "empty") return false;
  if (!validity) return true;
  const bit = offset + i;
  return ((validity[bit >> 3] as number) & (1 << (bit & 7))) !== 0;
}

/** Put `value` into `out` at every row that has none in the column. */
export function fillMissing(column: RawColumn, out: { [row: number]: number }, value: number): void {
  const { rows, validity, offset } = column;
  if (column.kind === "empty") for (let i = 0; i < rows; i++) out[i] = value;
  if (!validity) return;
  for (let i = 0; i < rows; i++) {
    const bit = offset + i;
    const byte = validity[bit >> 3] as number;
    if (byte === 255) i += 7 - (bit & 7);
    else if ((byte & (1 << (bit & 7))) === 0) out[i] = value;
  }
}

/** One column to be written: its type in the model, and a value (text, number, bytes or null) for each row. */
export interface ColumnToWrite {
  readonly name: string;
  readonly type: FieldType;
  readonly values: readonly unknown[];
}

/** Columns as an Arrow IPC stream; texts of numbers, booleans, dates and times are read as such. */
export function writeIpc(columns: readonly ColumnToWrite[]): Uint8Array {
  const vectors = Object.fromEntries(columns.map(({ name, type, values }) => [name, vectorOf(type, values)]));
  return tableToIPC(new Table(vectors), "stream");
}

/** Columns of numbers and texts as an Arrow IPC stream; NaN and empty texts become missing values. */
export function columnsToIpc(columns: Readonly<Record<string, Column | readonly string[]>>): Uint8Array {
  const vectors = Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [
      name,
      ArrayBuffer.isView(values) ? numberVector(values) : vectorOf("code", values),
    ]),
  );
  return tableToIPC(new Table(vectors), "stream");
}

function numberVector(values: Column): Vector {
  if (!(values instanceof Float64Array || values instanceof Float32Array)) return makeVector(values);
  const bits = new Uint8Array((values.length >> 3) + 1);
  let missing = 0;
  values.forEach((value, i) => {
    if (Number.isNaN(value)) missing++;
    else bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
  });
  if (missing === 0) return makeVector(values);
  const type = values instanceof Float64Array ? new Float64() : new Float32();
  return makeVector(makeData({ type, data: values, length: values.length, nullCount: missing, nullBitmap: bits }));
}

/** An Arrow IPC file or stream as a stream. */
export function toStream(bytes: Uint8Array, file: string): Uint8Array {
  const isFile = new TextDecoder().decode(bytes.subarray(0, 6)) === "ARROW1";
  return isFile ? tableToIPC(parseIpc(bytes, file), "stream") : bytes;
}

function vectorOf(type: FieldType, values: readonly unknown[]): Vector {
  if (type === "text") return vectorFromArray(values.map(asText), new Utf8());
  if (type === "code") return vectorFromArray(values.map(asText), new Dictionary(new Utf8(), new Int32()));
  if (type === "geometry") return vectorFromArray(values as (Uint8Array | null)[], new Binary());
  const numbers = values.map(asNumber);
  if (type === "boolean")
    return vectorFromArray(
      numbers.map((value) => (value === null ? null : value !== 0)),
      new Bool(),
    );
  if (type === "integer")
    return vectorFromArray(
      numbers.map((value) => value && Math.round(value)),
      new Int32(),
    );
  if (type === "timestamp")
    return vectorFromArray(
      numbers.map((value) => value && value * 1000),
      new TimestampMillisecond(),
    );
  if (type === "date")
    return vectorFromArray(
      numbers.map((value) => value && value * 1000),
      new DateMillisecond(),
    );
  return vectorFromArray(numbers, new Float64());
}

function asText(value: unknown): string | null {
  return value === null || value === undefined || value === "" ? null : String(value);
}

function asNumber(value: unknown): number | null {
  if (typeof value === "boolean") return Number(value);
  const number = typeof value === "number" ? value : numberOf(asText(value) ?? "");
  return Number.isFinite(number) ? number : null;
}
