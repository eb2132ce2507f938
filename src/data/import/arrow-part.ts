import {
  Binary,
  Bool,
  DateDay,
  Dictionary,
  Float64,
  Int32,
  makeData,
  makeVector,
  Table,
  TimestampMillisecond,
  tableToIPC,
  Utf8,
  type Vector,
} from "apache-arrow";
import { type TableName, tableSpec } from "../../domain/tables.ts";
import type { Dictionary as Codes, StagedValue } from "./encode.ts";

const encoder = new TextEncoder();

/** Which rows have a value, as Arrow keeps it. */
function validity(values: readonly StagedValue[]): { nullBitmap: Uint8Array; nullCount: number } {
  const nullBitmap = new Uint8Array((values.length >> 3) + 1);
  let nullCount = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] === null) nullCount++;
    else nullBitmap[i >> 3] = (nullBitmap[i >> 3] ?? 0) | (1 << (i & 7));
  }
  return { nullBitmap, nullCount };
}

/** Texts one behind the other. */
function textData(texts: readonly StagedValue[]): { data: Uint8Array; valueOffsets: Int32Array } {
  let room = 0;
  for (const text of texts) if (typeof text === "string") room += text.length * 3;
  let data = new Uint8Array(room);
  const valueOffsets = new Int32Array(texts.length + 1);
  let at = 0;
  texts.forEach((text, i) => {
    if (typeof text === "string") at += encoder.encodeInto(text, data.subarray(at)).written;
    valueOffsets[i + 1] = at;
  });
  data = data.slice(0, at);
  return { data, valueOffsets };
}

function binaryData(values: readonly StagedValue[]): { data: Uint8Array; valueOffsets: Int32Array } {
  const valueOffsets = new Int32Array(values.length + 1);
  let at = 0;
  values.forEach((value, i) => {
    if (value instanceof Uint8Array) at += value.length;
    valueOffsets[i + 1] = at;
  });
  const data = new Uint8Array(at);
  values.forEach((value, i) => {
    if (value instanceof Uint8Array) data.set(value, valueOffsets[i] ?? 0);
  });
  return { data, valueOffsets };
}

/** Milliseconds as 64-bit integers, written as two words each: quicker than going by way of big integers. */
function milliseconds(values: readonly StagedValue[]): BigInt64Array {
  const words = new Int32Array(values.length * 2);
  values.forEach((value, i) => {
    if (typeof value !== "number") return;
    const time = value * 1000;
    words[2 * i] = time >>> 0;
    words[2 * i + 1] = Math.floor(time / 4_294_967_296);
  });
  return new BigInt64Array(words.buffer);
}

function vectorOf(values: readonly StagedValue[], type: string, codes: Codes | undefined): Vector {
  const base = { length: values.length, ...validity(values) };
  const numbers = <T extends Float64Array | Int32Array>(into: T): T => {
    values.forEach((value, i) => {
      if (typeof value === "number") into[i] = value;
    });
    return into;
  };
  switch (type) {
    case "code": {
      const dictionary = makeVector(
        makeData({
          type: new Utf8(),
          length: codes?.values.length ?? 0,
          nullCount: 0,
          ...textData(codes?.values ?? []),
        }),
      );
      return makeVector(
        makeData({
          type: new Dictionary(new Utf8(), new Int32()),
          data: numbers(new Int32Array(values.length)),
          dictionary,
          ...base,
        }),
      );
    }
    case "number":
      return makeVector(makeData({ type: new Float64(), data: numbers(new Float64Array(values.length)), ...base }));
    case "integer":
      return makeVector(makeData({ type: new Int32(), data: numbers(new Int32Array(values.length)), ...base }));
    case "date":
      return makeVector(makeData({ type: new DateDay(), data: numbers(new Int32Array(values.length)), ...base }));
    case "timestamp":
      return makeVector(makeData({ type: new TimestampMillisecond(), data: milliseconds(values), ...base }));
    case "boolean": {
      const data = new Uint8Array((values.length >> 3) + 1);
      values.forEach((value, i) => {
        if (value === true) data[i >> 3] = (data[i >> 3] ?? 0) | (1 << (i & 7));
      });
      return makeVector(makeData({ type: new Bool(), data, ...base }));
    }
    case "geometry":
      return makeVector(makeData({ type: new Binary(), ...binaryData(values), ...base }));
    default:
      return makeVector(makeData({ type: new Utf8(), ...textData(values), ...base }));
  }
}

/** Checked rows of a table as an Arrow IPC stream, in the types of the model; codes as dictionaries. */
export function arrowPart(
  table: TableName,
  columns: ReadonlyMap<string, readonly StagedValue[]>,
  dictionaries: ReadonlyMap<string, Codes>,
): Uint8Array<ArrayBuffer> {
  const { fields } = tableSpec(table);
  const vectors: Record<string, Vector> = {};
  for (const [name, values] of columns) {
    const type = fields[name]?.type;
    if (type) vectors[name] = vectorOf(values, type, dictionaries.get(name));
  }
  return new Uint8Array(tableToIPC(new Table(vectors), "stream"));
}
