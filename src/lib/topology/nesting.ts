/** A plane graph as closed walks of half-edges (see `arrangement.ts`). */
export interface Walks {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Half-edge → its walk, and walk → twice its signed area: negative for walks around the outside of something. */
  readonly cycle: Uint32Array;
  readonly twiceArea: Float64Array;
}

/**
 * The face each walk bounds: a walk that turns left bounds a face of its own; one around the outside of something lies
 * in the face that holds it, which a ray to the west finds. Face 0 is the outside of all.
 */
export function nestCycles(walks: Walks): { readonly face: Uint32Array; readonly faces: number } {
  const { x, y, from, to, cycle, twiceArea } = walks;
  const face = new Uint32Array(twiceArea.length);
  let faces = 1;
  const leftmost = new Int32Array(twiceArea.length).fill(-1);
  for (let h = 0; h < cycle.length; h++) {
    const c = cycle[h];
    if (twiceArea[c] > 0) continue;
    const v = h & 1 ? to[h >> 1] : from[h >> 1];
    const best = leftmost[c];
    if (best < 0 || x[v] < x[best] || (x[v] === x[best] && y[v] < y[best])) leftmost[c] = v;
  }
  for (let c = 0; c < face.length; c++) if (twiceArea[c] > 0) face[c] = faces++;
  const outer = [...face.keys()].filter((c) => !(twiceArea[c] > 0));
  if (outer.length < 2) return { face, faces };
  const westOf = westFinder(walks);
  outer.sort((c, d) => x[leftmost[c]] - x[leftmost[d]] || y[leftmost[c]] - y[leftmost[d]]);
  for (const c of outer) {
    const half = westOf(leftmost[c]);
    face[c] = half < 0 ? 0 : face[cycle[half]];
  }
  return { face, faces };
}

/** Finds the half-edge, its left side to the east, that is first met going west from a vertex; -1 for none. */
function westFinder({ x, y, from, to }: Walks): (vertex: number) => number {
  let [low, high] = [Infinity, -Infinity];
  for (let e = 0; e < from.length; e++) {
    low = Math.min(low, y[from[e]], y[to[e]]);
    high = Math.max(high, y[from[e]], y[to[e]]);
  }
  const bands = Math.max(1, Math.min(4096, from.length >> 3));
  const height = (high - low) / bands || 1;
  const band = (at: number) => Math.max(0, Math.min(bands - 1, Math.floor((at - low) / height)));
  const lists = Array.from({ length: bands }, (): number[] => []);
  for (let e = 0; e < from.length; e++) {
    const [one, other] = [band(y[from[e]]), band(y[to[e]])];
    for (let b = Math.min(one, other); b <= Math.max(one, other); b++) lists[b].push(e);
  }
  return (vertex) => {
    const [vx, vy] = [x[vertex], y[vertex]];
    let [best, bestX, bestSlope] = [-1, -Infinity, 0];
    for (const e of lists[band(vy)]) {
      const [a, b] = y[from[e]] <= y[to[e]] ? [from[e], to[e]] : [to[e], from[e]];
      // Half-open: an edge counts at its lower end and not at its upper one.
      if (!(y[a] <= vy && vy < y[b])) continue;
      const slope = (x[b] - x[a]) / (y[b] - y[a]);
      const at = x[a] + (vy - y[a]) * slope;
      if (!(at < vx) || at < bestX || (at === bestX && slope <= bestSlope)) continue;
      [best, bestX, bestSlope] = [2 * e + (a === from[e] ? 1 : 0), at, slope];
    }
    return best;
  };
}
