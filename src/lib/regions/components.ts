import { type AtomGraph, atomCount } from "./atoms.ts";

/** Connected parts of a graph: the part of each atom, numbered from the largest (0) down, and the size of each. */
export interface Components {
  readonly component: Int32Array;
  readonly sizes: readonly number[];
}

/** The connected parts of the atoms with `keep` ≠ 0; the others belong to none (−1). */
export function components(graph: Pick<AtomGraph, "start" | "neighbour">, keep?: Uint8Array): Components {
  const n = atomCount(graph);
  const raw = new Int32Array(n).fill(-1);
  const stack = new Uint32Array(n);
  const sizes: number[] = [];
  for (let seed = 0; seed < n; seed++) {
    if (raw[seed] >= 0 || keep?.[seed] === 0) continue;
    const own = sizes.length;
    let [top, size] = [1, 0];
    stack[0] = seed;
    raw[seed] = own;
    while (top > 0) {
      const v = stack[--top];
      size++;
      for (let k = graph.start[v]; k < graph.start[v + 1]; k++) {
        const w = graph.neighbour[k];
        if (raw[w] >= 0 || keep?.[w] === 0) continue;
        raw[w] = own;
        stack[top++] = w;
      }
    }
    sizes.push(size);
  }
  const order = sizes.map((_, c) => c).sort((a, b) => sizes[b] - sizes[a] || a - b);
  const rank = new Int32Array(sizes.length);
  order.forEach((c, at) => {
    rank[c] = at;
  });
  return { component: raw.map((c) => (c < 0 ? -1 : rank[c])), sizes: order.map((c) => sizes[c]) };
}

/** A link without a border between two atoms, over a river for example. */
export interface Bridge {
  readonly from: number;
  readonly to: number;
  readonly metres: number;
}

/**
 * The shortest bridges that make one whole of the parts: the least tree of nearest pairs between parts (Kruskal, 1956).
 * `x` and `y` are places of atoms in metres; atoms of part −1 are left out. Looks at all pairs of different parts.
 */
export function proposeBridges(component: Int32Array, x: Float64Array, y: Float64Array): Bridge[] {
  const parts = component.reduce((most, c) => Math.max(most, c + 1), 0);
  const nearest = new Map<number, Bridge>();
  for (let i = 0; i < component.length && parts > 1; i++) {
    for (let j = i + 1; j < component.length; j++) {
      const [a, b] = [component[i], component[j]];
      if (a === b || a < 0 || b < 0) continue;
      const key = Math.min(a, b) * parts + Math.max(a, b);
      const metres = Math.hypot(x[i] - x[j], y[i] - y[j]);
      if (metres < (nearest.get(key)?.metres ?? Infinity)) nearest.set(key, { from: i, to: j, metres });
    }
  }
  const root = Int32Array.from({ length: parts }, (_, c) => c);
  const rootOf = (c: number): number => (root[c] === c ? c : rootOf(root[c]));
  const chosen: Bridge[] = [];
  for (const bridge of [...nearest.values()].sort((a, b) => a.metres - b.metres)) {
    const [a, b] = [rootOf(component[bridge.from]), rootOf(component[bridge.to])];
    if (a === b) continue;
    root[a] = b;
    chosen.push(bridge);
  }
  return chosen;
}

/** The graph with more links, of no border; those that are there already stay as they are. */
export function withBridges(graph: AtomGraph, from: ArrayLike<number>, to: ArrayLike<number>): AtomGraph {
  const n = atomCount(graph);
  const rows = Array.from({ length: n }, (_, i) => {
    const row = new Map<number, number>();
    for (let k = graph.start[i]; k < graph.start[i + 1]; k++) row.set(graph.neighbour[k], k);
    return row;
  });
  for (let b = 0; b < from.length; b++) {
    const [i, j] = [from[b], to[b]];
    if (!(i < n && j < n)) throw new Error(`bridge ${b} names an atom beyond ${n}`);
    if (i === j) continue;
    if (!rows[i].has(j)) rows[i].set(j, -1);
    if (!rows[j].has(i)) rows[j].set(i, -1);
  }
  const start = new Uint32Array(n + 1);
  const links = rows.flatMap((row, i) => {
    start[i + 1] = start[i] + row.size;
    return [...row].sort((p, q) => p[0] - q[0]);
  });
  const column = (values: Float64Array) => Float64Array.from(links, ([, k]) => (k < 0 ? 0 : values[k]));
  return {
    start,
    neighbour: Uint32Array.from(links, ([j]) => j),
    borderMetres: column(graph.borderMetres),
    lineMetres: column(graph.lineMetres),
    outerMetres: graph.outerMetres,
  };
}
