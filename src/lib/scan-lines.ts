import type { PlanePolygons } from "./plane.ts";
import { within } from "./progress.ts";
import type { RasterFrame, RowRuns } from "./scanline.ts";

/** Lines are at most so far apart, metres: areas of cameras' footprints then are true to 0.1 %. */
const finestMetres = 0.34;

/**
 * How many lines per row of cells areas are measured by: odd, so that the middle one runs through the cells' centres,
 * and never far apart, whatever the cell.
 */
export function linesPerRow({ cell }: Pick<RasterFrame, "cell">): number {
  return 2 * Math.max(0, Math.ceil((cell / finestMetres - 1) / 2)) + 1;
}

/** Rings that make one shape by the even-odd rule: points interleaved, metres; an end is joined to its ring's start. */
export interface Rings {
  readonly points: ArrayLike<number>;
  /** Ring → its first point. */
  readonly ringStart: ArrayLike<number>;
  readonly first: number;
  /** One past the last ring. */
  readonly last: number;
}

/** The lines of a raster, `lines` per row from its south edge; those from `from` up to `to` (excluded) are looked at. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/**
 * A function that visits where a shape lies on the lines of a raster: line, and from and to in cells, not rounded, by
 * line and from west to east. It keeps its scratch memory between calls.
 */
export function createScanner(frame: RasterFrame, lines: number) {
  const step = frame.cell / lines;
  const all: LineRange = { from: 0, to: frame.rows * lines };
  let ends = new Uint32Array(256);
  let crossings = new Float64Array(1024);

  return (shape: Rings, visit: (line: number, from: number, to: number) => void, range = all): void => {
    const { bottom, top } = linesOf(shape, range);
    const count = top - bottom;
    if (!(count > 0)) return;
    if (ends.length < count + 1) ends = new Uint32Array(2 * count + 1);
    else ends.fill(0, 0, count + 1);
    eachEdge(shape, bottom, top, (from, to) => {
      for (let line = from; line < to; line++) ends[line - bottom + 1]++;
    });
    for (let k = 0; k < count; k++) ends[k + 1] += ends[k];
    if (crossings.length < ends[count]) crossings = new Float64Array(2 * ends[count]);
    // Filling moves each start to its end.
    eachEdge(shape, bottom, top, (from, to, x, slope) => {
      for (let line = from; line < to; line++) crossings[ends[line - bottom]++] = x + (line - from) * slope;
    });
    for (let k = 0, begin = 0; k < count; begin = ends[k++]) {
      sortPart(crossings, begin, ends[k]);
      for (let c = begin; c + 1 < ends[k]; c += 2) {
        const from = Math.max(0, crossings[c]);
        const to = Math.min(frame.columns, crossings[c + 1]);
        if (from < to) visit(bottom + k, from, to);
      }
    }
  };

  function linesOf({ points, ringStart, first, last }: Rings, range: LineRange) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let p = 2 * ringStart[first] + 1; p < 2 * ringStart[last]; p += 2) {
      if (points[p] < low) low = points[p];
      if (points[p] > high) high = points[p];
    }
    const bottom = Math.max(range.from, Math.ceil((low - frame.y) / step - 0.5));
    return { bottom, top: Math.min(range.to, Math.ceil((high - frame.y) / step - 0.5)) };
  }

  /** Calls `visit` with the lines each edge crosses, the column where it crosses the first, and its change per line. */
  function eachEdge(
    { points, ringStart, first, last }: Rings,
    bottom: number,
    top: number,
    visit: (from: number, to: number, x: number, slope: number) => void,
  ): void {
    for (let r = first; r < last; r++) {
      const end = ringStart[r + 1];
      for (let p = ringStart[r]; p < end; p++) {
        const q = p + 1 === end ? ringStart[r] : p + 1;
        let [px, py, qx, qy] = [points[2 * p], points[2 * p + 1], points[2 * q], points[2 * q + 1]];
        if (py > qy) [px, py, qx, qy] = [qx, qy, px, py];
        const y = (py - frame.y) / step;
        const from = Math.max(bottom, Math.ceil(y - 0.5));
        const to = Math.min(top, Math.ceil((qy - frame.y) / step - 0.5));
        if (from >= to) continue;
        const slope = ((qx - px) / (qy - py)) * (step / frame.cell);
        visit(from, to, (px - frame.x) / frame.cell + (from + 0.5 - y) * slope, slope);
      }
    }
  }
}

/** Insertion sort of a short part of an array. */
function sortPart(values: Float64Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const value = values[i];
    let at = i - 1;
    for (; at >= from && values[at] > value; at--) values[at + 1] = values[at];
    values[at + 1] = value;
  }
}

/** Stretches along lines of a raster by line: those of line `l` are `start[l]` to `start[l + 1] - 1`, ascending. */
export interface Spans {
  readonly start: Uint32Array;
  /** Cells from the raster's west edge, not rounded. */
  readonly from: Float32Array;
  readonly to: Float32Array;
  /** Feature that the stretch belongs to. */
  readonly id: Uint32Array;
}

interface SpanOptions {
  readonly lines: number;
  readonly skip?: (feature: number) => boolean;
  readonly merged?: boolean;
}

/**
 * Where polygons lie on the lines of a raster (even-odd per feature); features `skip` accepts are left out. `merged`:
 * stretches that touch or overlap become one, with the `id` of the first.
 */
export function* polygonSpans(
  frame: RasterFrame,
  { points, ringStart, featureStart }: PlanePolygons,
  { lines, skip = () => false, merged = false }: SpanOptions,
): Generator<number, Spans, void> {
  const features = featureStart.length - 1;
  const scan = createScanner(frame, lines);
  const found = new SpanBuilder(frame.rows * lines);
  for (let f = 0; f < features; f++) {
    if ((f & 255) === 0) yield (0.8 * f) / features;
    const [first, last] = [featureStart[f], featureStart[f + 1]];
    if (skip(f) || !isFinitePart(points, 2 * ringStart[first], 2 * ringStart[last])) continue;
    scan({ points, ringStart, first, last }, (line, from, to) => found.add(line, from, to, f));
  }
  yield 0.8;
  return yield* within(found.compact(merged), 0.8, 1);
}

function isFinitePart(values: Float64Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

const mostStretches = 2 ** 28;

/** Gathers stretches in any order and sorts them by line and start. */
class SpanBuilder {
  private readonly start: Uint32Array;
  private places = new Uint32Array(1 << 16);
  private ends = new Float32Array(1 << 16);
  private count = 0;

  constructor(lines: number) {
    this.start = new Uint32Array(lines + 1);
  }

  add(line: number, from: number, to: number, id: number): void {
    const k = 2 * this.count++;
    if (k === this.places.length) {
      const [places, ends] = [this.places, this.ends];
      this.places = new Uint32Array(2 * k);
      this.places.set(places);
      this.ends = new Float32Array(2 * k);
      this.ends.set(ends);
    }
    this.places[k] = line;
    this.places[k + 1] = id;
    this.ends[k] = from;
    this.ends[k + 1] = to;
    this.start[line + 1]++;
  }

  *compact(merged: boolean): Generator<number, Spans, void> {
    const { start, places, ends, count } = this;
    const lines = start.length - 1;
    for (let l = 0; l < lines; l++) start[l + 1] += start[l];
    const filled = start.slice();
    const order = new Float64Array(count);
    for (let k = 0; k < count; k++) {
      if ((k & 0xf_ffff) === 0) yield (0.3 * k) / count;
      // Start and stretch in one number, so that a plain sort orders them; places are told apart to 1/64 of a cell.
      order[filled[places[2 * k]]++] = Math.round(64 * ends[2 * k]) * mostStretches + k;
    }
    const [from, to, id] = [new Float32Array(count), new Float32Array(count), new Uint32Array(count)];
    let n = 0;
    for (let l = 0, at = 0; l < lines; l++) {
      if ((l & 1023) === 0) yield 0.3 + (0.7 * l) / lines;
      const [first, end] = [n, start[l + 1]];
      if (end - at > 1) order.subarray(at, end).sort();
      start[l] = n;
      for (; at < end; at++) {
        const k = 2 * (order[at] % mostStretches);
        if (merged && n > first && ends[k] <= to[n - 1]) to[n - 1] = Math.max(to[n - 1], ends[k + 1]);
        else {
          from[n] = ends[k];
          to[n] = ends[k + 1];
          id[n++] = places[k + 1];
        }
      }
    }
    start[lines] = n;
    return { start, from: from.subarray(0, n), to: to.subarray(0, n), id: id.subarray(0, n) };
  }
}

/** Cells whose centres lie in stretches, as runs: those of the middle line of each row. */
export function cellRuns(frame: RasterFrame, lines: number, spans: Spans): RowRuns {
  const start = new Uint32Array(frame.rows + 1);
  const middle = (lines - 1) / 2;
  let most = 0;
  for (let row = 0; row < frame.rows; row++) {
    const line = row * lines + middle;
    most += spans.start[line + 1] - spans.start[line];
  }
  const [from, to, id] = [new Int32Array(most), new Int32Array(most), new Uint32Array(most)];
  let n = 0;
  for (let row = 0; row < frame.rows; row++) {
    const line = row * lines + middle;
    for (let k = spans.start[line]; k < spans.start[line + 1]; k++) {
      from[n] = firstCell(spans.from[k]);
      to[n] = firstCell(spans.to[k]);
      id[n] = spans.id[k];
      if (from[n] < to[n]) n++;
    }
    start[row + 1] = n;
  }
  return { start, from: from.slice(0, n), to: to.slice(0, n), id: id.slice(0, n) };
}

/** The first cell whose centre is not west of a place given in cells. */
export function firstCell(x: number): number {
  return Math.ceil(x - 0.5);
}

/** Runs of cells whose centres lie in polygons (even-odd per feature); features `skip` accepts are left out. */
export function* polygonRuns(
  frame: RasterFrame,
  polygons: PlanePolygons,
  skip?: (feature: number) => boolean,
): Generator<number, RowRuns, void> {
  const spans = yield* polygonSpans(frame, polygons, { lines: 1, ...(skip && { skip }) });
  return cellRuns(frame, 1, spans);
}
