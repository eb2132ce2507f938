/** Straight pieces between numbered vertices, and what each was cut from. */
export interface Pieces {
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** The segment a piece is part of. */
  readonly segment: readonly number[];
}

/** Places of vertices in whole units of a grid: at most 2^26, so that every cross product is exact. */
export interface Places {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** Twice the signed area of the triangle `a` `b` `c`: above 0 where `c` is left of the line from `a` to `b`. Exact. */
export function turn({ x, y }: Places, a: number, b: number, c: number): number {
  return (x[b] - x[a]) * (y[c] - y[a]) - (x[c] - x[a]) * (y[b] - y[a]);
}

/** Where two pieces cross inside both of them; the place is rounded to the grid. */
export interface Crossing {
  readonly one: number;
  readonly other: number;
  readonly x: number;
  readonly y: number;
}

/** All pairs of pieces that properly cross, found with a grid of cells about as wide as a piece is long. */
export function crossingsOf(pieces: Pieces, places: Places): Crossing[] {
  const { from, to } = pieces;
  const cells = cellsOf(pieces, places);
  const found: Crossing[] = [];
  const seen = new Set<number>();
  for (let c = 0; c + 1 < cells.start.length; c++) {
    for (let i = cells.start[c]; i < cells.start[c + 1]; i++) {
      for (let j = cells.start[c]; j < i; j++) {
        const [one, other] = [cells.item[j], cells.item[i]];
        if (!cross(places, [from[one], to[one]], [from[other], to[other]])) continue;
        const key = one * from.length + other;
        if (seen.has(key)) continue;
        seen.add(key);
        found.push({ one, other, ...meeting(places, [from[one], to[one]], [from[other], to[other]]) });
      }
    }
  }
  return found;
}

type Ends = readonly [number, number];

function cross(places: Places, [a, b]: Ends, [c, d]: Ends): boolean {
  const { x, y } = places;
  if (Math.max(x[a], x[b]) < Math.min(x[c], x[d]) || Math.max(x[c], x[d]) < Math.min(x[a], x[b])) return false;
  if (Math.max(y[a], y[b]) < Math.min(y[c], y[d]) || Math.max(y[c], y[d]) < Math.min(y[a], y[b])) return false;
  const [left, right] = [turn(places, a, b, c), turn(places, a, b, d)];
  if (!(left > 0 !== right > 0) || left === 0 || right === 0) return false;
  const [before, behind] = [turn(places, c, d, a), turn(places, c, d, b)];
  return before > 0 !== behind > 0 && before !== 0 && behind !== 0;
}

function meeting(places: Places, [a, b]: Ends, [c, d]: Ends): { x: number; y: number } {
  const { x, y } = places;
  const before = turn(places, c, d, a);
  const share = before / (before - turn(places, c, d, b));
  return { x: Math.round(x[a] + share * (x[b] - x[a])), y: Math.round(y[a] + share * (y[b] - y[a])) };
}

interface Cells {
  readonly start: Uint32Array;
  readonly item: Uint32Array;
}

/** The pieces that touch each cell of a grid, row by row. */
function cellsOf({ from, to }: Pieces, { x, y }: Places): Cells {
  let [minX, minY, maxX, maxY, total] = [Infinity, Infinity, -Infinity, -Infinity, 0];
  for (let p = 0; p < from.length; p++) {
    const [a, b] = [from[p], to[p]];
    minX = Math.min(minX, x[a], x[b]);
    maxX = Math.max(maxX, x[a], x[b]);
    minY = Math.min(minY, y[a], y[b]);
    maxY = Math.max(maxY, y[a], y[b]);
    total += Math.hypot(x[a] - x[b], y[a] - y[b]);
  }
  if (from.length === 0) return { start: new Uint32Array(1), item: new Uint32Array() };
  const most = Math.sqrt(4 * from.length) + 1;
  const size = Math.max(total / from.length, (maxX - minX) / most, (maxY - minY) / most, 1);
  const columns = Math.floor((maxX - minX) / size) + 1;
  const rows = Math.floor((maxY - minY) / size) + 1;
  const eachCell = (p: number, visit: (cell: number) => void): void => {
    const [low, high] = y[from[p]] <= y[to[p]] ? [from[p], to[p]] : [to[p], from[p]];
    const slope = y[high] > y[low] ? (x[high] - x[low]) / (y[high] - y[low]) : 0;
    const last = Math.floor((y[high] - minY) / size);
    for (let row = Math.floor((y[low] - minY) / size); row <= last; row++) {
      const bottom = Math.max(y[low], minY + row * size);
      const top = Math.min(y[high], minY + (row + 1) * size);
      const [x0, x1] = slope === 0 ? [x[low], x[high]] : [bottom, top].map((at) => x[low] + (at - y[low]) * slope);
      const first = Math.max(0, Math.floor((Math.min(x0, x1) - minX) / size - 1e-6));
      const end = Math.min(columns - 1, Math.floor((Math.max(x0, x1) - minX) / size + 1e-6));
      for (let column = first; column <= end; column++) visit(row * columns + column);
    }
  };
  const start = new Uint32Array(columns * rows + 1);
  for (let p = 0; p < from.length; p++) eachCell(p, (cell) => start[cell + 1]++);
  for (let c = 0; c < columns * rows; c++) start[c + 1] += start[c];
  const filled = start.slice();
  const item = new Uint32Array(start[columns * rows]);
  for (let p = 0; p < from.length; p++) {
    eachCell(p, (cell) => {
      item[filled[cell]++] = p;
    });
  }
  return { start, item };
}
