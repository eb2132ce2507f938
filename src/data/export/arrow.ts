import {
  Binary,
  Bool,
  type Data,
  type DataType,
  DateDay,
  Field,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
  Table,
  TimestampMicrosecond,
  tableToIPC,
  Uint8,
  Uint16,
  Uint32,
  Utf8,
} from "apache-arrow";
import { type ExportProvenance, provenanceJson } from "./provenance.ts";
import type { ExportCell, ExportField, ExportPage, ExportTable, ExportType } from "./table.ts";

/** The entry of the metadata of Arrow and Parquet files that holds their provenance. */
export const provenanceKey = "wangge.provenance";

/** A type of Arrow and how numbers of it are kept. */
interface NumberKind {
  readonly type: DataType;
  readonly make: (length: number) => NumberValues;
  readonly value: (number: number) => number | bigint;
}

type NumberValues =
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array;

const own = (number: number) => number;

const numberKinds: Readonly<Partial<Record<ExportType, NumberKind>>> = {
  int8: { type: new Int8(), make: (n) => new Int8Array(n), value: own },
  int16: { type: new Int16(), make: (n) => new Int16Array(n), value: own },
  int32: { type: new Int32(), make: (n) => new Int32Array(n), value: own },
  int64: { type: new Int64(), make: (n) => new BigInt64Array(n), value: (number) => BigInt(Math.round(number)) },
  uint8: { type: new Uint8(), make: (n) => new Uint8Array(n), value: own },
  uint16: { type: new Uint16(), make: (n) => new Uint16Array(n), value: own },
  uint32: { type: new Uint32(), make: (n) => new Uint32Array(n), value: own },
  float32: { type: new Float32(), make: (n) => new Float32Array(n), value: own },
  float64: { type: new Float64(), make: (n) => new Float64Array(n), value: own },
  date: { type: new DateDay(), make: (n) => new Int32Array(n), value: (seconds) => Math.floor(seconds / 86_400) },
  timestamp: { type: new TimestampMicrosecond(), make: (n) => new BigInt64Array(n), value: microseconds },
};

function microseconds(seconds: number): bigint {
  const whole = Math.floor(seconds);
  return BigInt(whole) * 1_000_000n + BigInt(Math.round((seconds - whole) * 1e6));
}

function typeOf(type: ExportType): DataType {
  if (type === "text") return new Utf8();
  if (type === "boolean") return new Bool();
  return numberKinds[type]?.type ?? new Binary();
}

/** The Arrow schema of a table with its metadata. */
export function schemaOf(fields: readonly ExportField[], metadata: ReadonlyMap<string, string>): Schema {
  return new Schema(
    fields.map(({ name, type }) => new Field(name, typeOf(type), true)),
    new Map(metadata),
  );
}

/** A page as a record batch. Arrow's own builders compile code, which the page's policy forbids: arrays are made here. */
export function batchOf(schema: Schema, fields: readonly ExportField[], page: ExportPage): RecordBatch {
  const children = fields.map(({ type }, c) => dataOf(type, page.columns[c] ?? [], page.rows));
  return new RecordBatch(
    schema,
    makeData({ type: new Struct(schema.fields), length: page.rows, nullCount: 0, children }),
  );
}

function dataOf(type: ExportType, cells: readonly ExportCell[], length: number): Data {
  const nullBitmap = new Uint8Array((length >> 3) + 1);
  let nullCount = 0;
  for (let row = 0; row < length; row++) {
    if (cells[row] === null || cells[row] === undefined) nullCount++;
    else nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | (1 << (row & 7));
  }
  const base = { length, nullCount, nullBitmap };
  const kind = numberKinds[type];
  if (kind) {
    const data = kind.make(length);
    for (let row = 0; row < length; row++) {
      const cell = cells[row];
      if (typeof cell === "number") data[row] = kind.value(cell);
    }
    return makeData({ type: kind.type, data, ...base } as never); // the arrays are those of their types
  }
  if (type === "boolean") {
    const data = new Uint8Array((length >> 3) + 1);
    for (let row = 0; row < length; row++) {
      if (cells[row] === true) data[row >> 3] = (data[row >> 3] ?? 0) | (1 << (row & 7));
    }
    return makeData({ type: new Bool(), data, ...base });
  }
  const { data, valueOffsets } = bytesOf(cells, length);
  return type === "text"
    ? makeData({ type: new Utf8(), data, valueOffsets, ...base })
    : makeData({ type: new Binary(), data, valueOffsets, ...base });
}

const encoder = new TextEncoder();
const nothing = new Uint8Array(0);

function bytesOf(cells: readonly ExportCell[], length: number): { data: Uint8Array; valueOffsets: Int32Array } {
  const parts = Array.from({ length }, (_, row) => {
    const cell = cells[row];
    return typeof cell === "string" ? encoder.encode(cell) : cell instanceof Uint8Array ? cell : nothing;
  });
  const valueOffsets = new Int32Array(length + 1);
  parts.forEach((part, row) => {
    valueOffsets[row + 1] = (valueOffsets[row] ?? 0) + part.length;
  });
  const data = new Uint8Array(valueOffsets[length] ?? 0);
  parts.forEach((part, row) => {
    data.set(part, valueOffsets[row] ?? 0);
  });
  return { data, valueOffsets };
}

/** A page as an Arrow IPC stream. */
export function pageToIpc(schema: Schema, fields: readonly ExportField[], page: ExportPage): Uint8Array {
  return tableToIPC(new Table(schema, [batchOf(schema, fields, page)]), "stream");
}

/** A table as an Arrow IPC file, batch by batch, with its provenance in the schema's metadata. */
export async function* arrowStream(
  { fields, pages }: ExportTable,
  provenance: ExportProvenance,
): AsyncGenerator<Uint8Array> {
  const schema = schemaOf(fields, new Map([[provenanceKey, provenanceJson(provenance)]]));
  const writer = new RecordBatchFileWriter();
  writer.reset(undefined, schema);
  const writing = (async () => {
    try {
      for await (const page of pages) if (page.rows > 0) writer.write(batchOf(schema, fields, page));
      writer.finish();
    } catch (error) {
      writer.abort(error);
      throw error;
    }
  })();
  writing.catch(() => undefined); // told below, when what was written so far is over
  for await (const part of writer) yield part.slice();
  await writing;
}
