import { type RasterFrame, runAt } from "../../../lib/scanline.ts";
import { traceRings } from "../../../lib/trace-rings.ts";
import type { UnseenRuns } from "./union.ts";

/** Pieces of unseen ground, each connected (edge to edge) and inside one area; the weightiest first. */
export interface Gaps {
  readonly area: Uint32Array;
  readonly cells: Float64Array;
  /** Cells of the gap in reach of a camera that turns. */
  readonly reachable: Float64Array;
  readonly weight: Float64Array;
  /** A cell inside the gap, in its longest row: metres on the plane. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Gap → its runs (indices into the unseen runs), in order of rows. */
  readonly runStart: Uint32Array;
  readonly runs: Uint32Array;
  /** How many pieces were too small to keep, and their cells. */
  readonly small: number;
  readonly smallCells: number;
}

export interface Demand {
  /** Metres on the plane. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weight: Float64Array;
}

/** Joins unseen runs into gaps and weighs them by the demand inside. */
export function findGaps(
  frame: RasterFrame,
  unseen: UnseenRuns,
  { demand, minCells = 1 }: { demand?: Demand; minCells?: number } = {},
): Gaps {
  const parent = connect(unseen);
  const piece = new Int32Array(parent.length).fill(-1);
  let pieces = 0;
  for (let k = 0; k < parent.length; k++) {
    const root = find(parent, k);
    if (piece[root] < 0) piece[root] = pieces++;
    piece[k] = piece[root];
  }
  const cells = new Float64Array(pieces);
  const weights = new Float64Array(pieces);
  for (let k = 0; k < parent.length; k++) cells[piece[k]] += unseen.to[k] - unseen.from[k];
  for (let d = 0; demand && d < demand.x.length; d++) {
    const column = Math.floor((demand.x[d] - frame.x) / frame.cell);
    const run = runAt(unseen, column, Math.floor((demand.y[d] - frame.y) / frame.cell));
    if (run >= 0) weights[piece[run]] += demand.weight[d];
  }
  const kept = Array.from({ length: pieces }, (_, p) => p).filter((p) => cells[p] >= minCells || weights[p] > 0);
  kept.sort((p, q) => weights[q] - weights[p] || cells[q] - cells[p] || p - q);
  return describeGaps(frame, unseen, { piece, kept, cells, weights });
}

interface Pieces {
  /** Run → its piece. */
  readonly piece: Int32Array;
  readonly kept: readonly number[];
  readonly cells: Float64Array;
  readonly weights: Float64Array;
}

function describeGaps(frame: RasterFrame, unseen: UnseenRuns, { piece, kept, cells, weights }: Pieces): Gaps {
  const n = kept.length;
  const rank = new Int32Array(cells.length).fill(-1);
  kept.forEach((p, g) => {
    rank[p] = g;
  });
  const out = {
    area: new Uint32Array(n),
    cells: Float64Array.from(kept, (p) => cells[p]),
    reachable: new Float64Array(n),
    weight: Float64Array.from(kept, (p) => weights[p]),
    x: new Float64Array(n),
    y: new Float64Array(n),
    runStart: new Uint32Array(n + 1),
  };
  const longest = new Int32Array(n);
  for (let row = 0; row + 1 < unseen.start.length; row++) {
    for (let k = unseen.start[row]; k < unseen.start[row + 1]; k++) {
      const g = rank[piece[k]];
      if (g < 0) continue;
      out.runStart[g + 1]++;
      out.area[g] = unseen.id[k];
      out.reachable[g] += unseen.reachable[k];
      const length = unseen.to[k] - unseen.from[k];
      if (length <= longest[g]) continue;
      longest[g] = length;
      out.x[g] = frame.x + (Math.floor((unseen.from[k] + unseen.to[k] - 1) / 2) + 0.5) * frame.cell;
      out.y[g] = frame.y + (row + 0.5) * frame.cell;
    }
  }
  for (let g = 0; g < n; g++) out.runStart[g + 1] += out.runStart[g];
  const filled = out.runStart.slice();
  const runs = new Uint32Array(out.runStart[n]);
  for (let k = 0; k < piece.length; k++) if (rank[piece[k]] >= 0) runs[filled[rank[piece[k]]]++] = k;
  let smallCells = 0;
  for (let p = 0; p < cells.length; p++) if (rank[p] < 0) smallCells += cells[p];
  return { ...out, runs, small: cells.length - n, smallCells };
}

/** Joins runs of one area that share an edge across rows: run → a run of the same piece, nearer to its first. */
function connect({ start, from, to, id }: UnseenRuns): Int32Array {
  const parent = new Int32Array(from.length);
  for (let k = 0; k < parent.length; k++) parent[k] = k;
  for (let row = 1; row + 1 < start.length; row++) {
    let below = start[row - 1];
    for (let k = start[row]; k < start[row + 1]; k++) {
      while (below < start[row] && to[below] <= from[k]) below++;
      for (let other = below; other < start[row] && from[other] < to[k]; other++) {
        if (id[other] === id[k]) join(parent, k, other);
      }
      const before = k - 1;
      if (before >= start[row] && to[before] === from[k] && id[before] === id[k]) join(parent, k, before);
    }
  }
  return parent;
}

function find(parent: Int32Array, k: number): number {
  while (parent[k] !== k) {
    parent[k] = parent[parent[k]];
    k = parent[k];
  }
  return k;
}

function join(parent: Int32Array, a: number, b: number): void {
  const [p, q] = [find(parent, a), find(parent, b)];
  if (p < q) parent[q] = p;
  else parent[p] = q;
}

const mostMaskCells = 1 << 25;

/**
 * The outline of gap `g` as closed rings in metres (outer counter-clockwise, holes clockwise), following cell edges. Empty
 * when its box is too large to trace (over 33 million cells).
 */
export function gapRings(frame: RasterFrame, unseen: UnseenRuns, gaps: Gaps, g: number): number[][] {
  const mine = gaps.runs.subarray(gaps.runStart[g], gaps.runStart[g + 1]);
  const rows = Array.from(mine, (k) => rowOf(unseen.start, k));
  let [left, right] = [frame.columns, 0];
  for (const k of mine) {
    left = Math.min(left, unseen.from[k]);
    right = Math.max(right, unseen.to[k]);
  }
  const bottom = rows[0] ?? 0;
  const width = right - left;
  const height = (rows[rows.length - 1] ?? 0) - bottom + 1;
  if (width <= 0 || width * height > mostMaskCells) return [];
  const mask = new Uint8Array(width * height);
  mine.forEach((k, i) => {
    const at = (rows[i] - bottom) * width - left;
    mask.fill(1, at + unseen.from[k], at + unseen.to[k]);
  });
  return traceRings(mask, width, height).map((ring) =>
    ring.map((corner, i) =>
      i % 2 ? frame.y + (bottom + corner) * frame.cell : frame.x + (left + corner) * frame.cell,
    ),
  );
}

function rowOf(start: Uint32Array, run: number): number {
  let low = 0;
  let high = start.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (start[middle + 1] <= run) low = middle + 1;
    else high = middle;
  }
  return low;
}
