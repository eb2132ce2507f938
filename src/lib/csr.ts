/**
 * Neighbours in compressed rows: those of area `i` are `neighbour[start[i]]` to `neighbour[start[i + 1] - 1]`, ascending,
 * each once, never `i` itself.
 */
export interface Csr {
  readonly start: Uint32Array;
  readonly neighbour: Uint32Array;
}

/** Weights of neighbours: 1 each, or 1/(number of neighbours) so that a row sums to 1. */
export type WeightStyle = "binary" | "row";

/** Number of areas of a graph. */
export function areaCount(csr: Csr): number {
  return csr.start.length - 1;
}

/** Most neighbours any area has. */
export function maxDegree(csr: Csr): number {
  let most = 0;
  for (let i = 1; i < csr.start.length; i++) most = Math.max(most, csr.start[i] - csr.start[i - 1]);
  return most;
}

/** Number of areas without a neighbour. */
export function islandCount(csr: Csr): number {
  let count = 0;
  for (let i = 1; i < csr.start.length; i++) if (csr.start[i] === csr.start[i - 1]) count++;
  return count;
}

/** Throws when offsets are not ascending, a neighbour is out of range, or the sizes do not fit `n` areas. */
export function checkCsr(csr: Csr, n: number): void {
  const { start, neighbour } = csr;
  if (start.length !== n + 1) throw new Error(`neighbours: start has ${start.length} entries, expected ${n + 1}`);
  for (let i = 0; i < n; i++) if (start[i] > start[i + 1]) throw new Error(`neighbours: start descends at area ${i}`);
  if (start[0] !== 0 || start[n] !== neighbour.length) {
    throw new Error(`neighbours: start ends at ${start[n]}, expected ${neighbour.length}`);
  }
  for (let k = 0; k < neighbour.length; k++) {
    if (neighbour[k] >= n) throw new Error(`neighbours: area ${neighbour[k]} does not exist among ${n}`);
  }
}

/** The graph of directed pairs `from[k]` → `to[k]` among `n` areas; doubles and pairs of an area with itself are dropped. */
export function csrFromPairs(n: number, from: ArrayLike<number>, to: ArrayLike<number>): Csr {
  const start = new Uint32Array(n + 1);
  for (let k = 0; k < from.length; k++) if (from[k] !== to[k]) start[from[k] + 1]++;
  for (let i = 0; i < n; i++) start[i + 1] += start[i];
  const filled = start.slice(0, n);
  const neighbour = new Uint32Array(start[n]);
  for (let k = 0; k < from.length; k++) if (from[k] !== to[k]) neighbour[filled[from[k]]++] = to[k];
  return withoutDoubles({ start, neighbour });
}

/** The graph that has every pair in both directions. */
export function symmetrised(csr: Csr): Csr {
  const n = areaCount(csr);
  const size = csr.neighbour.length;
  const from = new Uint32Array(2 * size);
  const to = new Uint32Array(2 * size);
  for (let i = 0; i < n; i++) {
    for (let k = csr.start[i]; k < csr.start[i + 1]; k++) {
      from[k] = to[size + k] = i;
      to[k] = from[size + k] = csr.neighbour[k];
    }
  }
  return csrFromPairs(n, from, to);
}

/** The graph among the areas with `keep[i]` ≠ 0, renumbered, and the old number of each. */
export function subgraph(csr: Csr, keep: Uint8Array): { readonly csr: Csr; readonly rows: Uint32Array } {
  const n = areaCount(csr);
  const renumbered = new Int32Array(n).fill(-1);
  let count = 0;
  for (let i = 0; i < n; i++) if (keep[i]) renumbered[i] = count++;
  const rows = new Uint32Array(count);
  if (count === n) {
    for (let i = 0; i < n; i++) rows[i] = i;
    return { csr, rows };
  }
  const start = new Uint32Array(count + 1);
  const neighbour = new Uint32Array(csr.neighbour.length);
  let size = 0;
  for (let i = 0; i < n; i++) {
    if (!keep[i]) continue;
    rows[renumbered[i]] = i;
    for (let k = csr.start[i]; k < csr.start[i + 1]; k++) {
      const j = renumbered[csr.neighbour[k]];
      if (j >= 0) neighbour[size++] = j;
    }
    start[renumbered[i] + 1] = size;
  }
  return { csr: { start, neighbour: neighbour.slice(0, size) }, rows };
}

/** S0 = Σw, S1 = ½ Σ (w_ij + w_ji)², S2 = Σ (w_i· + w_·i)²: what the moments of global statistics need. */
export function weightMoments(csr: Csr, style: WeightStyle): { s0: number; s1: number; s2: number } {
  const { start, neighbour } = csr;
  const n = areaCount(csr);
  const weight = (i: number) => (style === "binary" ? 1 : 1 / (start[i + 1] - start[i]));
  const columnSum = new Float64Array(n);
  let [s0, s1, s2] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const w = weight(i);
    for (let k = start[i]; k < start[i + 1]; k++) {
      const j = neighbour[k];
      s0 += w;
      columnSum[j] += w;
      s1 += w * w + (hasNeighbour(csr, j, i) ? w * weight(j) : 0);
    }
  }
  for (let i = 0; i < n; i++) {
    const rowSum = start[i + 1] > start[i] ? weight(i) * (start[i + 1] - start[i]) : 0;
    s2 += (rowSum + columnSum[i]) ** 2;
  }
  return { s0, s1, s2 };
}

/** Whether `j` is a neighbour of `i`. */
export function hasNeighbour(csr: Csr, i: number, j: number): boolean {
  let low = csr.start[i];
  let high = csr.start[i + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (csr.neighbour[middle] < j) low = middle + 1;
    else high = middle;
  }
  return low < csr.start[i + 1] && csr.neighbour[low] === j;
}

/** Sort each row and keep each neighbour once. */
function withoutDoubles({ start, neighbour }: Csr): Csr {
  const n = start.length - 1;
  const clean = new Uint32Array(n + 1);
  let size = 0;
  for (let i = 0; i < n; i++) {
    const row = neighbour.subarray(start[i], start[i + 1]);
    sortRow(row);
    for (let k = 0; k < row.length; k++) if (k === 0 || row[k] !== row[k - 1]) neighbour[size++] = row[k];
    clean[i + 1] = size;
  }
  return { start: clean, neighbour: neighbour.slice(0, size) };
}

/** Insertion sort: rows are short, and mostly in order. */
function sortRow(row: Uint32Array): void {
  if (row.length > 40) {
    row.sort();
    return;
  }
  for (let k = 1; k < row.length; k++) {
    const value = row[k];
    let at = k;
    for (; at > 0 && row[at - 1] > value; at--) row[at] = row[at - 1];
    row[at] = value;
  }
}
