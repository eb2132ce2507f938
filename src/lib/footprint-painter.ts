import { cos } from "./elementary/circle.ts";
import { createScanner, firstCell, linesPerRow } from "./scan-lines.ts";
import type { RasterFrame } from "./scanline.ts";
import { type Fan, fanOutline } from "./visibility.ts";

type Numbers = Int32Array | Float32Array;

/** Triples of numbers, growing. */
export class Triples<Values extends Numbers> {
  values: Values;
  count = 0;
  private readonly Kind: new (
    length: number,
  ) => Values;

  constructor(Kind: new (length: number) => Values) {
    this.Kind = Kind;
    this.values = new Kind(3 * 4096);
  }

  push(a: number, b: number, c: number): void {
    const at = 3 * this.count++;
    if (at === this.values.length) {
      const larger = new this.Kind(2 * at);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[at] = a;
    this.values[at + 1] = b;
    this.values[at + 2] = c;
  }

  /** A copy without the room to grow. */
  compact(): Values {
    const all = new this.Kind(3 * this.count);
    all.set(this.values.subarray(0, 3 * this.count));
    return all;
  }
}

/** What a fan does not show: the ground nearer than `near` metres, and shadows (polygons, x and y interleaved). */
export interface Hiding {
  readonly near: number;
  readonly shadows: readonly (readonly number[])[];
}

const arcStep = Math.PI / 36;

/**
 * A function that appends what of a fan is seen: stretches along the raster's lines, exact from west to east, and runs of
 * the cells whose centres are seen. Circles are exact circles.
 */
export function createPainter(frame: RasterFrame) {
  const lines = linesPerRow(frame);
  const step = frame.cell / lines;
  const middle = (lines - 1) / 2;
  const scan = createScanner(frame, lines);
  const hidden = createLineLists();

  return (
    fan: Fan,
    { near, shadows }: Hiding,
    { runs, spans }: { readonly runs: Triples<Int32Array>; readonly spans: Triples<Float32Array> },
  ): void => {
    const { x, y, radius } = fan.view;
    const lineOf = (metres: number) => Math.ceil((metres - frame.y) / step - 0.5);
    const range = {
      from: Math.max(0, lineOf(y - radius)),
      to: Math.min(frame.rows * lines, lineOf(y + radius)),
    };
    hidden.clear(range.from, range.to);
    for (const points of shadows) scan(ringOf(points), hidden.add, range);
    hidden.sort();
    const column = (x - frame.x) / frame.cell;
    const push = (line: number, from: number, to: number): void => {
      if (!(from < to)) return;
      spans.push(line, from, to);
      if (line % lines !== middle) return;
      const [first, end] = [firstCell(from), firstCell(to)];
      if (first < end) runs.push((line - middle) / lines, first, end);
    };
    const outline = fanOutline(fan, { arcStep, arcRadius: radius / cos(arcStep / 2) });
    scan(
      ringOf(outline),
      (line, from, to) => {
        const dy = frame.y + (line + 0.5) * step - y;
        // Between column ± reach it is within the radius, between column ± blind in the near ring.
        const reach = Math.sqrt(Math.max(0, radius * radius - dy * dy)) / frame.cell;
        const [west, east] = [Math.max(from, column - reach), Math.min(to, column + reach)];
        if (near <= Math.abs(dy)) return hidden.outside(line, west, east, push);
        const blind = Math.sqrt(near * near - dy * dy) / frame.cell;
        hidden.outside(line, west, Math.min(east, column - blind), push);
        hidden.outside(line, Math.max(west, column + blind), east, push);
      },
      range,
    );
  };
}

const ringOf = (points: readonly number[]) => ({ points, ringStart: [0, points.length / 2], first: 0, last: 1 });

/** Stretches of a few lines, sorted, and what lies outside them. */
function createLineLists() {
  let start = new Uint32Array(256);
  let stretches: { readonly line: number; readonly from: number; readonly to: number }[] = [];
  let [first, count] = [0, 0];
  return {
    clear(from: number, to: number): void {
      stretches = [];
      first = from;
      count = Math.max(0, to - from);
      if (start.length < count + 1) start = new Uint32Array(2 * count + 1);
      else start.fill(0, 0, count + 1);
    },
    add(line: number, from: number, to: number): void {
      stretches.push({ line, from, to });
      start[line - first + 1]++;
    },
    sort(): void {
      if (stretches.length > 1) stretches.sort((a, b) => a.line - b.line || a.from - b.from);
      for (let k = 0; k < count; k++) start[k + 1] += start[k];
    },
    /** Visits the parts of a stretch of a line that none of the list's covers. */
    outside(line: number, from: number, to: number, visit: (line: number, from: number, to: number) => void): void {
      let at = from;
      for (let k = start[line - first]; k < start[line - first + 1]; k++) {
        const stretch = stretches[k];
        if (stretch.from >= to) break;
        if (stretch.from > at) visit(line, at, stretch.from);
        if (stretch.to > at) at = stretch.to;
      }
      if (at < to) visit(line, at, to);
    },
  };
}
