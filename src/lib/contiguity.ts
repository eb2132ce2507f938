import type { Polygons } from "../domain/geometry.ts";
import { type Csr, csrFromPairs } from "./csr.ts";
import { type Segments, splitAtTouchingVertices } from "./t-junctions.ts";
import { snapVertices } from "./vertices.ts";

/** `rook`: areas share a stretch of border; `queen`: or at least a point of it. */
export type Contiguity = "queen" | "rook";

/** One centimetre in degrees: how far apart two vertices may be and still be the same place. */
const defaultTolerance = 1e-7;

/**
 * Neighbours by shared borders. Vertices closer than `tolerance` (in the unit of the coordinates) count as one; doubled
 * vertices do no harm; a border that one side draws with more vertices than the other is still shared (T-junctions).
 * Gaps and overlaps wider than the tolerance separate.
 */
export function contiguity(areas: Polygons, kind: Contiguity, tolerance = defaultTolerance): Csr {
  const vertices = snapVertices(areas.coordinates, tolerance);
  const segments = borderSegments(areas, vertices.id);
  const pairs = new PairList();
  const edges = new EdgeOwners(segments.count);
  for (let s = 0; s < segments.count; s++) {
    edges.add(segments.from[s], segments.to[s], segments.area[s], (other) => pairs.add(segments.area[s], other));
  }
  const open = pick(segments, (s) => !edges.isShared(segments.from[s], segments.to[s]));
  const junctions = splitAtTouchingVertices(open, vertices, tolerance);
  for (let p = 0; p < junctions.parts.count; p++) {
    const { from, to, area } = junctions.parts;
    edges.add(from[p], to[p], area[p], (other) => pairs.add(area[p], other));
  }
  if (kind === "queen") {
    const owners = vertexOwners(segments, vertices.count);
    addCornerPairs(owners, pairs);
    for (let t = 0; t < junctions.vertex.length; t++) {
      const vertex = junctions.vertex[t];
      for (let k = owners.start[vertex]; k < owners.start[vertex + 1]; k++) {
        pairs.add(junctions.area[t], owners.area[k]);
      }
    }
  }
  return pairs.graph(areas.featureOffsets.length - 1);
}

/** Every border segment of every area, those of no length left out. */
function borderSegments(areas: Polygons, id: Uint32Array): Segments {
  const from = new Uint32Array(id.length);
  const to = new Uint32Array(id.length);
  const area = new Uint32Array(id.length);
  let count = 0;
  for (let f = 0; f + 1 < areas.featureOffsets.length; f++) {
    const firstRing = areas.polygonOffsets[areas.featureOffsets[f]];
    const lastRing = areas.polygonOffsets[areas.featureOffsets[f + 1]];
    for (let r = firstRing; r < lastRing; r++) {
      for (let v = areas.ringOffsets[r] + 1; v < areas.ringOffsets[r + 1]; v++) {
        if (id[v] === id[v - 1]) continue;
        from[count] = id[v - 1];
        to[count] = id[v];
        area[count++] = f;
      }
    }
  }
  return { from, to, area, count };
}

function pick(segments: Segments, keep: (s: number) => boolean): Segments {
  const chosen: number[] = [];
  for (let s = 0; s < segments.count; s++) if (keep(s)) chosen.push(s);
  const take = (column: Uint32Array) => Uint32Array.from(chosen, (s) => column[s]);
  return { from: take(segments.from), to: take(segments.to), area: take(segments.area), count: chosen.length };
}

/** Areas by the vertices of their borders, each area once per vertex. */
function vertexOwners(segments: Segments, vertices: number): { start: Uint32Array; area: Uint32Array } {
  const start = new Uint32Array(vertices + 1);
  const last = new Int32Array(vertices).fill(-1);
  const each = (visit: (vertex: number, area: number) => void) => {
    last.fill(-1);
    for (let s = 0; s < segments.count; s++) {
      for (const vertex of [segments.from[s], segments.to[s]]) {
        if (last[vertex] === segments.area[s]) continue;
        last[vertex] = segments.area[s];
        visit(vertex, segments.area[s]);
      }
    }
  };
  each((vertex) => start[vertex + 1]++);
  for (let v = 0; v < vertices; v++) start[v + 1] += start[v];
  const filled = start.slice();
  const area = new Uint32Array(start[vertices]);
  each((vertex, a) => {
    area[filled[vertex]++] = a;
  });
  return { start, area };
}

function addCornerPairs({ start, area }: { start: Uint32Array; area: Uint32Array }, pairs: PairList): void {
  for (let v = 0; v + 1 < start.length; v++) {
    for (let k = start[v]; k < start[v + 1]; k++) {
      for (let m = k + 1; m < start[v + 1]; m++) pairs.add(area[k], area[m]);
    }
  }
}

/** Which areas own each undirected edge between two vertices. */
class EdgeOwners {
  private readonly owners = new Map<number, number | number[]>();
  private readonly size: number;

  constructor(segments: number) {
    this.size = 2 * segments + 2;
  }

  /** Record an owner and report each other area that owns the edge already. */
  add(a: number, b: number, area: number, onShared: (other: number) => void): void {
    const key = this.key(a, b);
    const known = this.owners.get(key);
    if (known === undefined) this.owners.set(key, area);
    else if (typeof known === "number") {
      if (known === area) return;
      onShared(known);
      this.owners.set(key, [known, area]);
    } else {
      for (const other of known) if (other !== area) onShared(other);
      if (!known.includes(area)) known.push(area);
    }
  }

  isShared(a: number, b: number): boolean {
    return typeof this.owners.get(this.key(a, b)) === "object";
  }

  private key(a: number, b: number): number {
    return a < b ? a * this.size + b : b * this.size + a;
  }
}

/** Pairs of neighbours, in both directions once made into a graph. */
class PairList {
  private readonly from: number[] = [];
  private readonly to: number[] = [];

  add(a: number, b: number): void {
    if (a === b) return;
    this.from.push(a, b);
    this.to.push(b, a);
  }

  graph(areas: number): Csr {
    return csrFromPairs(areas, this.from, this.to);
  }
}
