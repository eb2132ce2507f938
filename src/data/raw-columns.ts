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

/** A table as raw memory, column by column. */
export interface ColumnSet {
  readonly rows: number;
  readonly names: readonly string[];
  /** The column called `name`, batch by batch; undefined if the table has none of that name. */
  columns(name: string): RawColumn[] | undefined;
}

/** What a column has of nothing: all kinds of columns begin with it. */
export const bare = {
  values: new Int32Array(0),
  words: new Int32Array(0),
  borders: undefined,
  scale: 1,
  dictionary: undefined,
} as const;

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
