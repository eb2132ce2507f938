import type { Lines, Polygons } from "../../domain/geometry.ts";
import type { Segments } from "./segments-layer.ts";

/** One polygon of a feature, in the form deck.gl tessellates without copying it into nested arrays. */
export interface Part {
  /** The feature it belongs to. */
  readonly row: number;
  readonly polygon: { readonly positions: Float64Array; readonly holeIndices: number[] };
}

/** Every polygon of every feature, with vertices as views into the flat coordinates. */
export function partsOf(polygons: Polygons): Part[] {
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = polygons;
  const parts: Part[] = [];
  for (let row = 0; row < featureOffsets.length - 1; row++) {
    for (let polygon = at(featureOffsets, row); polygon < at(featureOffsets, row + 1); polygon++) {
      const [from, to] = [at(polygonOffsets, polygon), at(polygonOffsets, polygon + 1)];
      const start = 2 * at(ringOffsets, from);
      const holeIndices = Array.from(ringOffsets.subarray(from + 1, to), (offset) => 2 * offset - start);
      parts.push({ row, polygon: { positions: coordinates.subarray(start, 2 * at(ringOffsets, to)), holeIndices } });
    }
  }
  return parts;
}

function at(offsets: Uint32Array, index: number): number {
  return offsets[index] ?? 0;
}

/** Collects pieces of line, each once, whichever way round it is met. */
class SegmentSet {
  private readonly seen = new Map<number, number[]>();
  private readonly ends: number[] = [];

  add(x0: number, y0: number, x1: number, y1: number): void {
    if (x0 === x1 && y0 === y1) return;
    const forward = x0 < x1 || (x0 === x1 && y0 < y1);
    const piece = forward ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
    const key = Math.fround(x0 + x1) * 7919 + Math.fround(y0 + y1);
    const others = this.seen.get(key) ?? [];
    if (others.some((start) => piece.every((value, i) => this.ends[start + i] === value))) return;
    this.seen.set(key, [...others, this.ends.length]);
    this.ends.push(...piece);
  }

  finish(): Segments {
    return { length: this.ends.length / 4, ends: Float64Array.from(this.ends) };
  }
}

/** The outlines of all features, or of one `row`; an edge that two features share is there once. */
export function outlinesOf(polygons: Polygons, row?: number): Segments {
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = polygons;
  const set = new SegmentSet();
  const [first, last] = row === undefined ? [0, featureOffsets.length - 1] : [row, row + 1];
  const rings = [first, last].map((feature) => at(polygonOffsets, at(featureOffsets, feature)));
  for (let ring = rings[0] ?? 0; ring < (rings[1] ?? 0); ring++) {
    addLine(set, coordinates, at(ringOffsets, ring), at(ringOffsets, ring + 1));
  }
  return set.finish();
}

/** The pieces of lines. */
export function segmentsOf({ coordinates, lineOffsets }: Lines): Segments {
  const set = new SegmentSet();
  for (let line = 0; line < lineOffsets.length - 1; line++) {
    addLine(set, coordinates, at(lineOffsets, line), at(lineOffsets, line + 1));
  }
  return set.finish();
}

function addLine(set: SegmentSet, coordinates: Float64Array, from: number, to: number): void {
  for (let i = 2 * from; i < 2 * (to - 1); i += 2) {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = coordinates.subarray(i, i + 4);
    set.add(x0, y0, x1, y1);
  }
}
