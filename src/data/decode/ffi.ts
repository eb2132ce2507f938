import { bare, type ColumnSet, type NumberArray, type RawColumn } from "../raw-columns.ts";

/**
 * Tables in the memory of the WebAssembly module, read where they are through the Arrow C data interface
 * (https://arrow.apache.org/docs/format/CDataInterface.html, with 32-bit pointers). Views end with the table.
 */
export interface ForeignTable {
  readonly memory: ArrayBuffer;
  /** Address of the `ArrowSchema` of a struct, and of the `ArrowArray` of each batch. */
  readonly schema: number;
  readonly arrays: ArrayLike<number>;
}

interface Column {
  readonly name: string;
  readonly format: string;
  /** Format of the distinct values, for dictionaries. */
  readonly valueFormat: string | undefined;
}

const schemaAt = { format: 0, name: 4, childCount: 24, children: 32, dictionary: 36 } as const;
const arrayAt = { length: 0, nullCount: 8, offset: 16, buffers: 40, children: 44, dictionary: 48 } as const;

/** A column of a type that is rare in our tables: it has to be read another way. */
export class UnreadableColumn extends Error {}

/** The columns of a table in foreign memory. Reading one of a rare type throws `UnreadableColumn`. */
export function foreignColumns({ memory, schema, arrays }: ForeignTable): ColumnSet {
  const view = new DataView(memory);
  const columns = children(view, schema, schemaAt).map((child) => columnOf(view, child));
  return {
    rows: Array.from(arrays).reduce((sum, array) => sum + int64(view, array + arrayAt.length), 0),
    names: columns.map(({ name }) => name),
    columns(name) {
      const index = columns.findIndex((column) => column.name === name);
      const column = columns[index];
      if (!column) return undefined;
      return Array.from(arrays, (array) => {
        const address = view.getUint32(view.getUint32(array + arrayAt.children, true) + 4 * index, true);
        const part = readArray(view, address, column);
        if (!part) throw new UnreadableColumn(`${name} has the format ${column.format}`);
        return part;
      });
    },
  };
}

function children(view: DataView, address: number, at: { childCount: number; children: number }): number[] {
  const first = view.getUint32(address + at.children, true);
  return Array.from({ length: int64(view, address + at.childCount) }, (_, i) => view.getUint32(first + 4 * i, true));
}

function columnOf(view: DataView, schema: number): Column {
  const dictionary = view.getUint32(schema + schemaAt.dictionary, true);
  return {
    name: text(view, view.getUint32(schema + schemaAt.name, true)),
    format: text(view, view.getUint32(schema + schemaAt.format, true)),
    valueFormat: dictionary === 0 ? undefined : text(view, view.getUint32(dictionary + schemaAt.format, true)),
  };
}

function readArray(view: DataView, address: number, { format, valueFormat }: Column): RawColumn | undefined {
  const rows = int64(view, address + arrayAt.length);
  const offset = int64(view, address + arrayAt.offset);
  const buffers = view.getUint32(address + arrayAt.buffers, true);
  const buffer = (i: number) => view.getUint32(buffers + 4 * i, true);
  const bits = (at: number) => new Uint8Array(view.buffer as ArrayBuffer, at, (offset + rows + 7) >> 3);
  const validity =
    view.getInt32(address + arrayAt.nullCount, true) !== 0 && buffer(0) !== 0 ? bits(buffer(0)) : undefined;
  const base = { ...bare, rows, offset, validity };
  const numbers = numberArrays[format];
  if (valueFormat !== undefined) {
    const dictionary = dictionaryOf(view, view.getUint32(address + arrayAt.dictionary, true), valueFormat);
    return (
      numbers && dictionary && { ...base, kind: "code", values: numbers(view, buffer(1), rows, offset), dictionary }
    );
  }
  if (numbers) {
    const scale = format === "tdD" ? 1 / 86_400 : 1;
    return { ...base, kind: "number", values: numbers(view, buffer(1), rows, offset), scale };
  }
  if (format === "b") return { ...base, kind: "boolean", values: bits(buffer(1)) };
  const perSecond = format === "l" || format === "L" ? 1 : timeScales[format.slice(0, 3)];
  if (perSecond !== undefined) {
    const words = new Int32Array(view.buffer as ArrayBuffer, buffer(1) + 8 * offset, 2 * rows);
    return { ...base, kind: format.startsWith("t") ? "time" : "int64", words, scale: perSecond };
  }
  return textual(view, { buffer, base, format });
}

/** Texts and binaries: 32-bit row borders, then the bytes. */
function textual(
  view: DataView,
  { buffer, base, format }: { buffer(i: number): number; base: Omit<RawColumn, "kind">; format: string },
): RawColumn | undefined {
  if (format !== "u" && format !== "z") return undefined;
  const memory = view.buffer as ArrayBuffer;
  const borders = new Int32Array(memory, buffer(1) + 4 * base.offset, base.rows + 1);
  const values = new Uint8Array(memory, buffer(2), borders[base.rows] ?? 0);
  return { ...base, kind: format === "u" ? "text" : "binary", values, borders };
}

const decoder = new TextDecoder();

function dictionaryOf(view: DataView, address: number, format: string): (string | null)[] | undefined {
  const column = readArray(view, address, { name: "", format, valueFormat: undefined });
  if (column?.kind !== "text") return undefined;
  const { values, borders, validity, offset } = column;
  return Array.from({ length: column.rows }, (_, i) => {
    if (validity && ((validity[(offset + i) >> 3] ?? 0) & (1 << ((offset + i) & 7))) === 0) return null;
    return decoder.decode((values as Uint8Array).subarray(Number(borders?.[i] ?? 0), Number(borders?.[i + 1] ?? 0)));
  });
}

type Make = (view: DataView, address: number, rows: number, offset: number) => NumberArray;

function make(Kind: new (buffer: ArrayBuffer, at: number, length: number) => NumberArray, bytes: number): Make {
  return (view, address, rows, offset) => new Kind(view.buffer as ArrayBuffer, address + bytes * offset, rows);
}

/** Formats of numbers of up to 32 bits and of doubles; `tdD` counts days. */
const numberArrays: Readonly<Record<string, Make>> = {
  c: make(Int8Array, 1),
  C: make(Uint8Array, 1),
  s: make(Int16Array, 2),
  S: make(Uint16Array, 2),
  i: make(Int32Array, 4),
  I: make(Uint32Array, 4),
  f: make(Float32Array, 4),
  g: make(Float64Array, 8),
  tdD: make(Int32Array, 4),
};

const timeScales: Readonly<Record<string, number>> = { tss: 1, tsm: 1e3, tsu: 1e6, tsn: 1e9, tdm: 1e3 };

function int64(view: DataView, at: number): number {
  return view.getInt32(at + 4, true) * 4_294_967_296 + view.getUint32(at, true);
}

function text(view: DataView, at: number): string {
  let end = at;
  while (view.getUint8(end) !== 0) end++;
  return decoder.decode(new Uint8Array(view.buffer as ArrayBuffer, at, end - at));
}
