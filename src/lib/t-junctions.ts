import { pointGrid } from "./point-grid.ts";
import type { Vertices } from "./vertices.ts";

/** Border segments between two vertices, each of one area. */
export interface Segments {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly area: Uint32Array;
  readonly count: number;
}

/** Where vertices lie on the inside of segments. */
export interface Junctions {
  /** Segments that are touched, cut at every vertex that touches them. */
  readonly parts: Segments;
  /** A vertex that touches … */
  readonly vertex: Uint32Array;
  /** … a segment of this area. */
  readonly area: Uint32Array;
}

/** Cut segments where an end of another one lies on them, at a distance of at most `tolerance`. */
export function splitAtTouchingVertices(segments: Segments, vertices: Vertices, tolerance: number): Junctions {
  const ends = endsOf(segments, vertices.count);
  const x = Float64Array.from(ends, (v) => vertices.x[v]);
  const y = Float64Array.from(ends, (v) => vertices.y[v]);
  const grid = pointGrid(x, y, cellSize(segments, vertices, tolerance));
  const parts: { from: number[]; to: number[]; area: number[] } = { from: [], to: [], area: [] };
  const touching: { vertex: number[]; area: number[] } = { vertex: [], area: [] };

  for (let s = 0; s < segments.count; s++) {
    const on: { vertex: number; at: number }[] = [];
    const [a, b] = [segments.from[s], segments.to[s]];
    const [ax, ay, bx, by] = [vertices.x[a], vertices.y[a], vertices.x[b], vertices.y[b]];
    const length = Math.hypot(bx - ax, by - ay);
    const column = (v: number) => clamp(Math.floor((v - grid.minX) / grid.size), grid.columns);
    const row = (v: number) => clamp(Math.floor((v - grid.minY) / grid.size), grid.rows);
    for (let r = row(Math.min(ay, by) - tolerance); r <= row(Math.max(ay, by) + tolerance); r++) {
      const first = grid.start[r * grid.columns + column(Math.min(ax, bx) - tolerance)];
      const last = grid.start[r * grid.columns + column(Math.max(ax, bx) + tolerance) + 1];
      for (let k = first; k < last; k++) {
        const vertex = ends[grid.item[k]];
        if (vertex === a || vertex === b) continue;
        const [vx, vy] = [vertices.x[vertex] - ax, vertices.y[vertex] - ay];
        const along = (vx * (bx - ax) + vy * (by - ay)) / length;
        const aside = Math.abs(vx * (by - ay) - vy * (bx - ax)) / length;
        if (aside <= tolerance && along > 0 && along < length) on.push({ vertex, at: along });
      }
    }
    if (on.length === 0) continue;
    on.sort((p, q) => p.at - q.at);
    const cuts = [a, ...on.map(({ vertex }) => vertex), b];
    for (let k = 1; k < cuts.length; k++) {
      parts.from.push(cuts[k - 1]);
      parts.to.push(cuts[k]);
      parts.area.push(segments.area[s]);
    }
    for (const { vertex } of on) {
      touching.vertex.push(vertex);
      touching.area.push(segments.area[s]);
    }
  }
  const columns = {
    from: new Uint32Array(parts.from),
    to: new Uint32Array(parts.to),
    area: new Uint32Array(parts.area),
  };
  return {
    parts: { ...columns, count: parts.from.length },
    vertex: new Uint32Array(touching.vertex),
    area: new Uint32Array(touching.area),
  };
}

function endsOf(segments: Segments, vertices: number): Uint32Array {
  const isEnd = new Uint8Array(vertices);
  for (let s = 0; s < segments.count; s++) isEnd[segments.from[s]] = isEnd[segments.to[s]] = 1;
  const ends: number[] = [];
  for (let v = 0; v < vertices; v++) if (isEnd[v]) ends.push(v);
  return new Uint32Array(ends);
}

/** About the mean length of a segment, so that most look at a few cells only. */
function cellSize(segments: Segments, { x, y }: Vertices, tolerance: number): number {
  let total = 0;
  for (let s = 0; s < segments.count; s++) {
    total += Math.hypot(x[segments.from[s]] - x[segments.to[s]], y[segments.from[s]] - y[segments.to[s]]);
  }
  return Math.max(4 * tolerance, total / Math.max(1, segments.count));
}

function clamp(cell: number, cells: number): number {
  return Math.max(0, Math.min(cells - 1, cell));
}
