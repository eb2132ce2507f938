import type { Polygons } from "../domain/geometry.ts";
import type { Csr } from "./csr.ts";
import { csrFromPairs } from "./csr.ts";
import { metresPerDegree, ringAreaM2 } from "./geodesy.ts";
import { type Segments, splitAtTouchingVertices } from "./t-junctions.ts";
import { snapVertices, type Vertices } from "./vertices.ts";

/**
 * The borders of areas cut into straight pieces that each have one area on their left and one, or nothing (-1), on their
 * right. Pieces run as the ring of the left area does: its inside is on the left.
 */
export interface BorderPieces {
  readonly count: number;
  /** Vertices at both ends; equal numbers are the same place. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly metres: Float64Array;
  /** Longitude and latitude of each vertex, degrees. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Neighbours by shared borders, with how long each shared border is. */
export interface BorderGraph extends Csr {
  /** Metres shared with each neighbour, beside `neighbour`. */
  readonly metres: Float64Array;
  /** How much of it counts as lying on a line (street, river, railway): metres, beside `neighbour`. */
  readonly onLineMetres: Float64Array;
  /** Border of each area that it shares with none: metres, and how much of it lies on lines. */
  readonly outerMetres: Float64Array;
  readonly outerOnLineMetres: Float64Array;
}

/** One centimetre in degrees. */
const defaultTolerance = 1e-7;

/** Cuts the borders of areas into pieces; vertices within `tolerance` degrees are one, and T-junctions are cut. */
export function borderPieces(areas: Polygons, tolerance = defaultTolerance): BorderPieces {
  const vertices = snapVertices(areas.coordinates, tolerance);
  const segments = directedSegments(areas, vertices.id);
  const size = vertices.count + 1;
  const keyOf = (a: number, b: number) => (a < b ? a * size + b : b * size + a);
  const met = new Map<number, number>();
  for (let s = 0; s < segments.count; s++) {
    const key = keyOf(segments.from[s], segments.to[s]);
    met.set(key, (met.get(key) ?? 0) + 1);
  }
  const open: number[] = [];
  for (let s = 0; s < segments.count; s++) {
    if (met.get(keyOf(segments.from[s], segments.to[s])) === 1) open.push(s);
  }
  const cut = splitAtTouchingVertices(picked(segments, open), vertices, tolerance).parts;
  const whole = new Set(cutSegments(segments, open, cut));
  const pieces = new PieceList(keyOf);
  for (let s = 0; s < segments.count; s++) {
    if (!whole.has(s)) pieces.add(segments.from[s], segments.to[s], segments.area[s]);
  }
  for (let p = 0; p < cut.count; p++) pieces.add(cut.from[p], cut.to[p], cut.area[p]);
  return pieces.finish(vertices);
}

/** The segments among `open` that were cut: both ends of the first and last part tell which. */
function cutSegments(segments: Segments, open: readonly number[], cut: Segments): number[] {
  const starts = new Map<string, number>();
  for (const s of open) starts.set(`${segments.area[s]} ${segments.from[s]} ${segments.to[s]}`, s);
  const result: number[] = [];
  for (let p = 0; p < cut.count; ) {
    const from = cut.from[p];
    let s: number | undefined;
    let q = p;
    for (; q < cut.count && s === undefined; q++) s = starts.get(`${cut.area[p]} ${from} ${cut.to[q]}`);
    if (s !== undefined) result.push(s);
    p = Math.max(q, p + 1);
  }
  return result;
}

function picked(segments: Segments, rows: readonly number[]): Segments {
  const take = (column: Uint32Array) => Uint32Array.from(rows, (s) => column[s]);
  return { from: take(segments.from), to: take(segments.to), area: take(segments.area), count: rows.length };
}

/** Every border segment, turned so that its area is on its left. */
function directedSegments(areas: Polygons, id: Uint32Array): Segments {
  const from = new Uint32Array(id.length);
  const to = new Uint32Array(id.length);
  const area = new Uint32Array(id.length);
  let count = 0;
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = areas;
  for (let f = 0; f + 1 < featureOffsets.length; f++) {
    for (let p = featureOffsets[f]; p < featureOffsets[f + 1]; p++) {
      for (let r = polygonOffsets[p]; r < polygonOffsets[p + 1]; r++) {
        const turnsLeft = ringAreaM2(coordinates, ringOffsets[r], ringOffsets[r + 1]) > 0;
        const forward = turnsLeft === (r === polygonOffsets[p]);
        for (let v = ringOffsets[r] + 1; v < ringOffsets[r + 1]; v++) {
          if (id[v] === id[v - 1]) continue;
          from[count] = forward ? id[v - 1] : id[v];
          to[count] = forward ? id[v] : id[v - 1];
          area[count++] = f;
        }
      }
    }
  }
  return { from, to, area, count };
}

class PieceList {
  private readonly keyOf: (a: number, b: number) => number;
  private readonly open = new Map<number, number>();
  private readonly from: number[] = [];
  private readonly to: number[] = [];
  private readonly left: number[] = [];
  private readonly right: number[] = [];

  constructor(keyOf: (a: number, b: number) => number) {
    this.keyOf = keyOf;
  }

  add(from: number, to: number, area: number): void {
    const key = this.keyOf(from, to);
    const known = this.open.get(key);
    if (known !== undefined && this.left[known] !== area && this.right[known] < 0) {
      this.right[known] = area;
      return;
    }
    this.open.set(key, this.left.length);
    this.from.push(from);
    this.to.push(to);
    this.left.push(area);
    this.right.push(-1);
  }

  finish({ x, y }: Vertices): BorderPieces {
    const metres = Float64Array.from(this.from, (a, p) => {
      const b = this.to[p];
      const scale = metresPerDegree((y[a] + y[b]) / 2);
      return Math.hypot((x[b] - x[a]) * scale.lon, (y[b] - y[a]) * scale.lat);
    });
    return {
      count: this.left.length,
      from: Uint32Array.from(this.from),
      to: Uint32Array.from(this.to),
      left: Int32Array.from(this.left),
      right: Int32Array.from(this.right),
      metres,
      x,
      y,
    };
  }
}

/** The graph of areas that share a stretch of border; `onLine[p]` is 1 where piece `p` lies on a line. */
export function borderGraph(pieces: BorderPieces, areas: number, onLine: Uint8Array): BorderGraph {
  const { left, right, metres, count } = pieces;
  const from: number[] = [];
  const to: number[] = [];
  for (let p = 0; p < count; p++) {
    if (right[p] < 0) continue;
    from.push(left[p], right[p]);
    to.push(right[p], left[p]);
  }
  const csr = csrFromPairs(areas, from, to);
  const graph = {
    ...csr,
    metres: new Float64Array(csr.neighbour.length),
    onLineMetres: new Float64Array(csr.neighbour.length),
    outerMetres: new Float64Array(areas),
    outerOnLineMetres: new Float64Array(areas),
  };
  for (let p = 0; p < count; p++) {
    const counted = onLine[p] === 1 ? metres[p] : 0;
    if (right[p] < 0) {
      graph.outerMetres[left[p]] += metres[p];
      graph.outerOnLineMetres[left[p]] += counted;
      continue;
    }
    for (const k of [slotOf(csr, left[p], right[p]), slotOf(csr, right[p], left[p])]) {
      graph.metres[k] += metres[p];
      graph.onLineMetres[k] += counted;
    }
  }
  return graph;
}

/** The place of `j` in the row of `i`, -1 where they are not neighbours. */
export function slotOf({ start, neighbour }: Csr, i: number, j: number): number {
  for (let k = start[i]; k < start[i + 1]; k++) if (neighbour[k] === j) return k;
  return -1;
}
