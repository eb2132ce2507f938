/** Small non-negative codes, one per row. */
export type Codes = Uint8Array | Uint16Array;

/** What is counted: one code, a pair of codes, or a raster of positions. `size` bins, row-major. */
export type View =
  | { readonly kind: "codes"; readonly size: number; readonly codes: Codes }
  | {
      readonly kind: "pair";
      readonly size: number;
      readonly outer: Codes;
      readonly inner: Codes;
      readonly innerSize: number;
    }
  | {
      readonly kind: "raster";
      readonly size: number;
      readonly x: Uint16Array;
      readonly y: Uint16Array;
      readonly window: RasterWindow;
    };

/** A raster of square cells of 2^shift units; rows outside are not counted. */
export interface RasterWindow {
  readonly x0: number;
  readonly y0: number;
  readonly shift: number;
  readonly width: number;
  readonly height: number;
}

/** Which rows count: those of [from, to) none of whose `mask` bits are set in `fail`. */
export interface Rows {
  readonly fail: Uint8Array;
  readonly mask: number;
  readonly from: number;
  readonly to: number;
}

/** Adds `step` (1 or -1) to the bin of every row that counts. `out` begins at `offset`. */
export function accumulate(view: View, rows: Rows, out: Uint32Array, step: 1 | -1, offset = 0): void {
  if (rows.from >= rows.to) return;
  if (view.kind === "codes") accumulateCodes(view.codes, rows, out, step, offset);
  else if (view.kind === "pair") accumulatePair(view, rows, out, step, offset);
  else accumulateRaster(view, rows, out, step, offset);
}

function accumulateCodes(
  codes: Codes,
  { fail, mask, from, to }: Rows,
  out: Uint32Array,
  step: number,
  offset: number,
): void {
  if (mask === 0) {
    for (let i = from; i < to; i++) out[offset + codes[i]] += step;
    return;
  }
  for (let i = from; i < to; i++) {
    if ((fail[i] & mask) === 0) out[offset + codes[i]] += step;
  }
}

function accumulatePair(
  { outer, inner, innerSize }: Extract<View, { kind: "pair" }>,
  { fail, mask, from, to }: Rows,
  out: Uint32Array,
  step: number,
  offset: number,
): void {
  for (let i = from; i < to; i++) {
    if ((fail[i] & mask) === 0) out[offset + outer[i] * innerSize + inner[i]] += step;
  }
}

function accumulateRaster(
  { x, y, window }: Extract<View, { kind: "raster" }>,
  { fail, mask, from, to }: Rows,
  out: Uint32Array,
  step: number,
  offset: number,
): void {
  const { x0, y0, shift, width, height } = window;
  for (let i = from; i < to; i++) {
    if ((fail[i] & mask) !== 0) continue;
    const column = (x[i] - x0) >> shift;
    const row = (y[i] - y0) >> shift;
    if (column >= 0 && column < width && row >= 0 && row < height) out[offset + row * width + column] += step;
  }
}
