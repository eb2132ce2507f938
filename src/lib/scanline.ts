import type { PlanePolygons } from "./plane.ts";

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

/** Runs of cells whose centres lie in polygons (even-odd per feature); features `skip` accepts are left out. */
export function* polygonRuns(
  frame: RasterFrame,
  polygons: PlanePolygons,
  skip: (feature: number) => boolean = () => false,
): Generator<number, RowRuns, void> {
  const features = polygons.featureStart.length - 1;
  const found = new RunBuilder(frame.rows);
  for (let f = 0; f < features; f++) {
    if ((f & 1023) === 0) yield f / features;
    if (!skip(f)) addFeature(frame, polygons, f, found);
  }
  return found.compact();
}

function addFeature(frame: RasterFrame, polygons: PlanePolygons, f: number, out: RunBuilder): void {
  const { points, ringStart, featureStart } = polygons;
  const crossings: number[][] = [];
  let bottom = frame.rows;
  for (let r = featureStart[f]; r < featureStart[f + 1]; r++) {
    for (let p = ringStart[r]; p < ringStart[r + 1]; p++) {
      const y = points[2 * p + 1];
      if (!Number.isFinite(y + points[2 * p])) return;
      bottom = Math.min(bottom, Math.max(0, Math.ceil((y - frame.y) / frame.cell - 0.5)));
    }
  }
  for (let r = featureStart[f]; r < featureStart[f + 1]; r++) {
    for (let p = 2 * ringStart[r]; p + 2 < 2 * ringStart[r + 1]; p += 2) {
      let x1 = (points[p] - frame.x) / frame.cell;
      let y1 = (points[p + 1] - frame.y) / frame.cell;
      let x2 = (points[p + 2] - frame.x) / frame.cell;
      let y2 = (points[p + 3] - frame.y) / frame.cell;
      if (y1 > y2) [x1, y1, x2, y2] = [x2, y2, x1, y1];
      const to = Math.min(frame.rows, Math.ceil(y2 - 0.5));
      const slope = (x2 - x1) / (y2 - y1);
      for (let row = Math.max(0, Math.ceil(y1 - 0.5)); row < to; row++) {
        const x = Math.ceil(x1 + (row + 0.5 - y1) * slope - 0.5);
        crossings[row - bottom] ??= [];
        crossings[row - bottom].push(Math.max(0, Math.min(frame.columns, x)));
      }
    }
  }
  crossings.forEach((xs, k) => {
    if (xs.length > 2) xs.sort((a, b) => a - b);
    else if (xs[0] > xs[1]) xs.reverse();
    for (let c = 0; c + 1 < xs.length; c += 2) if (xs[c] < xs[c + 1]) out.add(bottom + k, xs[c], xs[c + 1], f);
  });
}

/** Gathers runs in any order and sorts them by row and start. */
class RunBuilder {
  private readonly start: Uint32Array;
  private runs = new Int32Array(1 << 16);
  private count = 0;

  constructor(rows: number) {
    this.start = new Uint32Array(rows + 1);
  }

  add(row: number, from: number, to: number, id: number): void {
    if (4 * this.count === this.runs.length) {
      const larger = new Int32Array(this.runs.length * 2);
      larger.set(this.runs);
      this.runs = larger;
    }
    const k = 4 * this.count++;
    this.runs[k] = row;
    this.runs[k + 1] = from;
    this.runs[k + 2] = to;
    this.runs[k + 3] = id;
    this.start[row + 1]++;
  }

  compact(): RowRuns {
    const { start, runs, count } = this;
    const rows = start.length - 1;
    for (let r = 0; r < rows; r++) start[r + 1] += start[r];
    const filled = start.slice();
    const order = new Float64Array(count);
    // Start column and run in one number, so that a plain sort orders them.
    for (let k = 0; k < count; k++) order[filled[runs[4 * k]]++] = runs[4 * k + 1] * 0x1_0000_0000 + k;
    const from = new Int32Array(count);
    const to = new Int32Array(count);
    const id = new Uint32Array(count);
    for (let r = 0; r < rows; r++) {
      if (start[r + 1] - start[r] > 1) order.subarray(start[r], start[r + 1]).sort();
      for (let at = start[r]; at < start[r + 1]; at++) {
        const k = order[at] % 0x1_0000_0000;
        from[at] = runs[4 * k + 1];
        to[at] = runs[4 * k + 2];
        id[at] = runs[4 * k + 3];
      }
    }
    return { start, from, to, id };
  }
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

/** The same cells with runs that touch or overlap made one; `id` becomes that of the first. */
export function mergeRuns(runs: RowRuns): RowRuns {
  const rows = runs.start.length - 1;
  const start = new Uint32Array(rows + 1);
  const from = new Int32Array(runs.from.length);
  const to = new Int32Array(runs.from.length);
  const id = new Uint32Array(runs.from.length);
  let n = 0;
  for (let r = 0; r < rows; r++) {
    for (let k = runs.start[r]; k < runs.start[r + 1]; k++) {
      if (n > start[r] && runs.from[k] <= to[n - 1]) {
        if (runs.to[k] > to[n - 1]) to[n - 1] = runs.to[k];
        continue;
      }
      from[n] = runs.from[k];
      to[n] = runs.to[k];
      id[n++] = runs.id[k];
    }
    start[r + 1] = n;
  }
  return { start, from: from.slice(0, n), to: to.slice(0, n), id: id.slice(0, n) };
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
