import type { CommonPieces } from "./overlay.ts";

/** One comprehensive grid: pieces that stay as they are, and pieces that join one of those. */
export interface ComprehensiveGrid {
  /** Piece → its grid, -1 for pieces outside the frame. */
  readonly gridOf: Int32Array;
  readonly grids: number;
  /** Grid → the piece it grew from. */
  readonly core: readonly number[];
  /** Pieces that change the thematic grid they belong to, or that get one. */
  readonly moved: readonly number[];
}

/**
 * One comprehensive grid out of thematic grids (`other`) within a frame such as communities (`one`): no grid crosses the
 * frame. A piece with at least `leastShare` of the weight of its thematic grid stays a grid; a smaller one, or one that
 * no thematic grid covers, joins the piece of the same frame that it has the longest border with, the lightest first.
 */
export function comprehensiveGrid(
  pieces: CommonPieces,
  { weight, leastShare }: { readonly weight: Float64Array; readonly leastShare: number },
): ComprehensiveGrid {
  const { count, one, other } = pieces;
  const whole = new Map<number, number>();
  for (let p = 0; p < count; p++) whole.set(other[p], (whole.get(other[p]) ?? 0) + weight[p]);
  const isCore = (p: number) => {
    const total = whole.get(other[p]) ?? 0;
    return other[p] >= 0 && (total > 0 ? weight[p] / total >= leastShare : false);
  };
  const host = Int32Array.from({ length: count }, (_, p) => p);
  const find = (p: number): number => {
    let at = p;
    while (host[at] !== at) at = host[at];
    return at;
  };
  const small = [...host.keys()].filter((p) => one[p] >= 0 && !isCore(p));
  small.sort((p, q) => weight[p] - weight[q] || p - q);
  const members = Array.from({ length: count }, (_, p) => [p]);
  for (const p of small) {
    const along = new Map<number, number>();
    for (const member of members[p]) {
      for (const [neighbour, metres] of pieces.borders[member]) {
        const q = find(neighbour);
        if (q !== p && one[q] === one[p]) along.set(q, (along.get(q) ?? 0) + metres);
      }
    }
    const [best] = [...along].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    if (!best) continue;
    host[p] = best[0];
    members[best[0]].push(...members[p]);
  }
  const core = [...host.keys()].filter((p) => host[p] === p && one[p] >= 0);
  const numberOf = new Map(core.map((p, g) => [p, g]));
  const gridOf = Int32Array.from({ length: count }, (_, p) => numberOf.get(find(p)) ?? -1);
  const moved = [...host.keys()].filter((p) => gridOf[p] >= 0 && other[core[gridOf[p]]] !== other[p]);
  return { gridOf, grids: core.length, core, moved };
}
