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
import type { FieldType } from "../domain/fields.ts";
import { numberOf } from "./numbers.ts";
import { bare, type ColumnSet, type NumberArray, type RawColumn } from "./raw-columns.ts";

/** Parse an Arrow IPC stream or file; throws `corrupt`. */
export function parseIpc(bytes: Uint8Array, file: string): ColumnSet {
  const table = parse(bytes, file);
  const names = table.schema.fields.map((field) => field.name);
  return {
    rows: table.numRows,
    names,
    columns(name) {
      const index = names.indexOf(name);
      if (index < 0) return undefined;
      return table.batches.flatMap((batch: RecordBatch) => batch.data.children[index] ?? []).map(rawColumn);
    },
  };
}

function parse(bytes: Uint8Array, file: string): Table {
  try {
    return tableFromIPC(bytes);
  } catch (error) {
    throw new Fault("corrupt", { file, reason: error instanceof Error ? error.message : String(error) }, error);
  }
}

function rawColumn(data: Data): RawColumn {
  const { type, length: rows, offset } = data;
  const validity = data.nullCount > 0 && data.nullBitmap?.length ? data.nullBitmap : undefined;
  const base = { ...bare, rows, validity, offset };
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
      ArrayBuffer.isView(values) ? numberVector(values) : textVector(values),
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

/** Texts as a dictionary, the empty one as null. Arrow's own builders compile code, which the page's policy forbids. */
function textVector(texts: readonly string[]): Vector {
  // A stream without rows carries no dictionaries, and readers refuse a schema that names some.
  if (texts.length === 0) return utf8Vector(texts);
  const places = new Map<string, number>();
  const codes = new Int32Array(texts.length);
  const bits = new Uint8Array((texts.length >> 3) + 1);
  let missing = 0;
  texts.forEach((text, i) => {
    if (text === "") missing++;
    else {
      if (!places.has(text)) places.set(text, places.size);
      codes[i] = places.get(text) ?? 0;
      bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
    }
  });
  const type = new Dictionary(new Utf8(), new Int32());
  const dictionary = utf8Vector([...places.keys()]);
  return makeVector(
    makeData({ type, data: codes, length: texts.length, nullCount: missing, nullBitmap: bits, dictionary }),
  );
}

function utf8Vector(texts: readonly string[]): Vector<Utf8> {
  const parts = texts.map((text) => new TextEncoder().encode(text));
  const valueOffsets = new Int32Array(parts.length + 1);
  parts.forEach((part, i) => {
    valueOffsets[i + 1] = (valueOffsets[i] ?? 0) + part.length;
  });
  const data = new Uint8Array(valueOffsets.at(-1) ?? 0);
  parts.forEach((part, i) => {
    data.set(part, valueOffsets[i] ?? 0);
  });
  return makeVector(makeData({ type: new Utf8(), length: parts.length, nullCount: 0, valueOffsets, data }));
}

/** An Arrow IPC file or stream as a stream. */
export function toStream(bytes: Uint8Array, file: string): Uint8Array {
  const isFile = new TextDecoder().decode(bytes.subarray(0, 6)) === "ARROW1";
  return isFile ? tableToIPC(parse(bytes, file), "stream") : bytes;
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
