/** A raster over a plane: cell (column, row) covers `cell` metres from (x + column·cell, y + row·cell), rows northward. */
export interface RasterFrame {
  readonly x: number;
  readonly y: number;
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
}

/** A raster of square cells around a box (x1, y1, x2, y2 in metres). */
export function rasterAround([x1, y1, x2, y2]: readonly [number, number, number, number], cell: number): RasterFrame {
  const columns = Math.max(1, Math.ceil((x2 - x1) / cell));
  return { x: x1, y: y1, cell, columns, rows: Math.max(1, Math.ceil((y2 - y1) / cell)) };
}

/**
 * Sets `mask` (width × height cells) to `value` where cell centres lie in a polygon by the even-odd rule. `polygon` holds
 * x and y interleaved in cells of the mask, not closed. `flips` is scratch of (width + 1) × height, zero before and after.
 */
export function fillPolygon(
  mask: { readonly cells: Uint8Array; readonly flips: Uint8Array; readonly width: number; readonly height: number },
  polygon: ArrayLike<number>,
  value: number,
): void {
  const { cells, flips, width, height } = mask;
  const n = polygon.length;
  let bottom = height;
  let top = -1;
  for (let p = 0; p < n; p += 2) {
    const q = p + 2 === n ? 0 : p + 2;
    let [x1, y1, x2, y2] = [polygon[p], polygon[p + 1], polygon[q], polygon[q + 1]];
    if (y1 > y2) [x1, y1, x2, y2] = [x2, y2, x1, y1];
    const from = Math.max(0, Math.ceil(y1 - 0.5));
    const to = Math.min(height, Math.ceil(y2 - 0.5));
    if (from >= to) continue;
    const slope = (x2 - x1) / (y2 - y1);
    for (let row = from; row < to; row++) {
      const x = Math.ceil(x1 + (row + 0.5 - y1) * slope - 0.5);
      flips[row * (width + 1) + Math.max(0, Math.min(width, x))] ^= 1;
    }
    if (from < bottom) bottom = from;
    if (to > top) top = to;
  }
  for (let row = bottom; row < top; row++) {
    const first = row * (width + 1);
    let inside = 0;
    for (let column = 0; column < width; column++) {
      inside ^= flips[first + column];
      if (inside) cells[row * width + column] = value;
    }
    flips.fill(0, first, first + width + 1);
  }
}

/** Runs of cells by row: those of row `r` are `start[r]` to `start[r + 1] - 1`, ascending; `to` is not included. */
export interface RowRuns {
  readonly start: Uint32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Feature that the run belongs to. */
  readonly id: Uint32Array;
}

/** The feature whose run holds a cell, or -1. */
export function runAt(runs: RowRuns, column: number, row: number): number {
  if (!(row >= 0 && row + 1 < runs.start.length)) return -1;
  let low = runs.start[row];
  let high = runs.start[row + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (runs.to[middle] <= column) low = middle + 1;
    else high = middle;
  }
  return low < runs.start[row + 1] && runs.from[low] <= column ? low : -1;
}

/** Every cell of a raster as one feature, number 0. */
export function wholeRuns({ rows, columns }: RasterFrame): RowRuns {
  return {
    start: Uint32Array.from({ length: rows + 1 }, (_, r) => r),
    from: new Int32Array(rows),
    to: new Int32Array(rows).fill(columns),
    id: new Uint32Array(rows),
  };
}
