import type { Polygons } from "../../domain/geometry.ts";
import { type AreaSets, createAreaSets } from "./area-sets.ts";
import { nestCycles } from "./nesting.ts";
import { type Noded, nodeBorders } from "./noding.ts";

/**
 * The plane cut by the borders of areas into faces, each covered by a set of areas. Half-edge `2 e` runs along edge `e`,
 * `2 e + 1` back; what a half-edge knows is on its left. Face 0 is the outside.
 */
export interface Arrangement {
  readonly noded: Noded;
  readonly areas: number;
  /** Ends of edges, `from` below `to` by number of vertex. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Edge → the set of areas whose border it is (an odd number of times). */
  readonly edgeSet: Uint32Array;
  /** Piece of `noded.pieces` → its edge, -1 where borders cancel. */
  readonly pieceEdge: Int32Array;
  /** Half-edge → the next one around the face on its left. */
  readonly next: Uint32Array;
  /** Half-edge → the face on its left. */
  readonly face: Uint32Array;
  readonly faces: number;
  /** Face → the set of areas that cover it, by the even-odd rule. */
  readonly faceSet: Uint32Array;
  /** Face → m², and metres of its borders; the outside's area is that of what it surrounds, negative. */
  readonly areaM2: Float64Array;
  readonly perimeterMetres: Float64Array;
  readonly sets: AreaSets;
}

/** Cuts the plane by the borders of areas in plane metres; vertices and borders within `toleranceMetres` are one. */
export function arrange(polygons: Polygons, toleranceMetres: number): Arrangement {
  const noded = nodeBorders(polygons, toleranceMetres);
  const sets = createAreaSets();
  const edges = edgesOf(noded, sets);
  const next = nextAround(noded, edges);
  const cycles = cyclesOf(noded, edges, next);
  const nested = nestCycles({ ...edges, x: noded.x, y: noded.y, cycle: cycles.cycle, twiceArea: cycles.twiceArea });
  const face = cycles.cycle.map((c) => nested.face[c]);
  const areaM2 = new Float64Array(nested.faces);
  const perimeterMetres = new Float64Array(nested.faces);
  cycles.twiceArea.forEach((twice, c) => {
    areaM2[nested.face[c]] += (twice / 2) * noded.unit ** 2;
    perimeterMetres[nested.face[c]] += cycles.length[c] * noded.unit;
  });
  const faceSet = spread(face, edges.edgeSet, nested.faces, sets);
  const areas = polygons.featureOffsets.length - 1;
  return { noded, areas, ...edges, next, face, faces: nested.faces, faceSet, areaM2, perimeterMetres, sets };
}

interface Edges {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly edgeSet: Uint32Array;
  readonly pieceEdge: Int32Array;
}

/** Edges: pieces that lie on each other are one; those that are nobody's border in the end are none. */
function edgesOf({ pieces, x, useSegment, useArea }: Noded, sets: AreaSets): Edges {
  const areasOf: number[][] = [];
  useSegment.forEach((segment, use) => {
    const known = areasOf[segment];
    if (known) known.push(useArea[use]);
    else areasOf[segment] = [useArea[use]];
  });
  const known = new Map<number, number>();
  const ends: [number, number][] = [];
  const areas: number[][] = [];
  const edgeOf = pieces.from.map((a, p) => {
    const [low, high] = a < pieces.to[p] ? [a, pieces.to[p]] : [pieces.to[p], a];
    const key = low * x.length + high;
    let edge = known.get(key);
    if (edge === undefined) {
      edge = ends.length;
      known.set(key, edge);
      ends.push([low, high]);
      areas.push([]);
    }
    areas[edge].push(...areasOf[pieces.segment[p]]);
    return edge;
  });
  const setOf = areas.map((list) => sets.idOf(oddOnes(list)));
  const number = new Int32Array(ends.length).fill(-1);
  const kept = [...ends.keys()].filter((e) => setOf[e] !== 0);
  kept.forEach((e, k) => {
    number[e] = k;
  });
  return {
    from: Uint32Array.from(kept, (e) => ends[e][0]),
    to: Uint32Array.from(kept, (e) => ends[e][1]),
    edgeSet: Uint32Array.from(kept, (e) => setOf[e]),
    pieceEdge: Int32Array.from(edgeOf, (e) => number[e]),
  };
}

function oddOnes(list: number[]): number[] {
  if (list.length === 1) return list;
  const sorted = list.sort((a, b) => a - b);
  const odd: number[] = [];
  for (const area of sorted) {
    if (odd.at(-1) === area) odd.pop();
    else odd.push(area);
  }
  return odd;
}

/** For every half-edge the next around the face on its left: at its head the one clockwise of the way back. */
function nextAround({ x, y }: Noded, { from, to }: Edges): Uint32Array {
  const halves = 2 * from.length;
  const tail = (h: number) => (h & 1 ? to[h >> 1] : from[h >> 1]);
  const head = (h: number) => (h & 1 ? from[h >> 1] : to[h >> 1]);
  const start = new Uint32Array(x.length + 1);
  for (let h = 0; h < halves; h++) start[tail(h) + 1]++;
  for (let v = 0; v < x.length; v++) start[v + 1] += start[v];
  const filled = start.slice();
  const out = new Uint32Array(halves);
  for (let h = 0; h < halves; h++) out[filled[tail(h)]++] = h;
  const next = new Uint32Array(halves);
  const order = (g: number, h: number): number => {
    const [gx, gy] = [x[head(g)] - x[tail(g)], y[head(g)] - y[tail(g)]];
    const [hx, hy] = [x[head(h)] - x[tail(h)], y[head(h)] - y[tail(h)]];
    const [gLow, hLow] = [gy < 0 || (gy === 0 && gx < 0) ? 1 : 0, hy < 0 || (hy === 0 && hx < 0) ? 1 : 0];
    return gLow - hLow || Math.sign(gy * hx - gx * hy);
  };
  for (let v = 0; v < x.length; v++) {
    const around = out.subarray(start[v], start[v + 1]);
    if (around.length > 1) around.sort(order);
    // Coming in along the way back of `around[k]`, the next is the one before it, counter-clockwise.
    for (let k = 0; k < around.length; k++) next[around[k] ^ 1] = around[(k + around.length - 1) % around.length];
  }
  return next;
}

/** The closed walks of half-edges, twice their signed area and their length in units. */
function cyclesOf({ x, y }: Noded, { from, to }: Edges, next: Uint32Array) {
  const cycle = new Uint32Array(next.length).fill(0xffffffff);
  const twiceArea: number[] = [];
  const length: number[] = [];
  for (let first = 0; first < next.length; first++) {
    if (cycle[first] !== 0xffffffff) continue;
    const c = twiceArea.length;
    const origin = from[first >> 1];
    let [twice, long] = [0, 0];
    let h = first;
    do {
      cycle[h] = c;
      const [a, b] = h & 1 ? [to[h >> 1], from[h >> 1]] : [from[h >> 1], to[h >> 1]];
      twice += (x[a] - x[origin]) * (y[b] - y[origin]) - (x[b] - x[origin]) * (y[a] - y[origin]);
      long += Math.hypot(x[b] - x[a], y[b] - y[a]);
      h = next[h];
    } while (h !== first);
    twiceArea.push(twice);
    length.push(long);
  }
  return { cycle, twiceArea: Float64Array.from(twiceArea), length };
}

/** The set of areas on every face: crossing an edge changes who covers by those whose border it is. */
function spread(face: Uint32Array, edgeSet: Uint32Array, faces: number, sets: AreaSets): Uint32Array {
  const start = new Uint32Array(faces + 1);
  for (let h = 0; h < face.length; h++) start[face[h] + 1]++;
  for (let f = 0; f < faces; f++) start[f + 1] += start[f];
  const filled = start.slice();
  const halves = new Uint32Array(face.length);
  for (let h = 0; h < face.length; h++) halves[filled[face[h]]++] = h;
  const faceSet = new Uint32Array(faces);
  const known = new Uint8Array(faces);
  known[0] = 1;
  const queue = [0];
  for (let f = queue.pop(); f !== undefined; f = queue.pop()) {
    for (let k = start[f]; k < start[f + 1]; k++) {
      const beyond = face[halves[k] ^ 1];
      if (known[beyond]) continue;
      known[beyond] = 1;
      faceSet[beyond] = sets.xor(faceSet[f], edgeSet[halves[k] >> 1]);
      queue.push(beyond);
    }
  }
  return faceSet;
}
