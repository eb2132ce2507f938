/** One column of numbers, row by row. */
export type Column =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

/** A named set of typed arrays: how numbers cross every boundary in this app. */
export type Columns = Readonly<Record<string, Column>>;
