import type { Csr } from "./csr.ts";
import { type PointGrid, pointGrid } from "./point-grid.ts";

/** Neighbours of points at a distance of at most `radius` (in the unit of x and y, which are plane coordinates). */
export function distanceBand(x: Float64Array, y: Float64Array, radius: number): Csr {
  if (!(radius > 0)) throw new Error(`distance band: radius must be positive, not ${radius}`);
  const grid = pointGrid(x, y, radius);
  const start = new Uint32Array(x.length + 1);
  for (let i = 0; i < x.length; i++) {
    let degree = 0;
    visitNear(grid, { x, y, i, radius }, () => degree++);
    start[i + 1] = start[i] + degree;
  }
  const neighbour = new Uint32Array(start[x.length]);
  for (let i = 0; i < x.length; i++) {
    let at = start[i];
    visitNear(grid, { x, y, i, radius }, (j) => {
      neighbour[at++] = j;
    });
    neighbour.subarray(start[i], at).sort();
  }
  return { start, neighbour };
}

interface Near {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly i: number;
  readonly radius: number;
}

function visitNear(grid: PointGrid, { x, y, i, radius }: Near, visit: (j: number) => void): void {
  const column = Math.floor((x[i] - grid.minX) / grid.size);
  const row = Math.floor((y[i] - grid.minY) / grid.size);
  const limit = radius * radius;
  for (let r = Math.max(0, row - 1); r <= Math.min(grid.rows - 1, row + 1); r++) {
    const first = grid.start[r * grid.columns + Math.max(0, column - 1)];
    const last = grid.start[r * grid.columns + Math.min(grid.columns - 1, column + 1) + 1];
    for (let k = first; k < last; k++) {
      const j = grid.item[k];
      if (j !== i && (x[j] - x[i]) ** 2 + (y[j] - y[i]) ** 2 <= limit) visit(j);
    }
  }
}

/**
 * The `count` nearest others of every point (fewer where there are no more points), by plane distance; of equally far
 * ones the first in order. Not symmetric: see `symmetrised`.
 */
export function nearestNeighbours(x: Float64Array, y: Float64Array, count: number): Csr {
  const n = x.length;
  const k = Math.min(count, n - 1);
  if (!(k >= 1)) return { start: new Uint32Array(n + 1), neighbour: new Uint32Array(0) };
  const grid = pointGrid(x, y, typicalSpacing(x, y));
  const start = Uint32Array.from({ length: n + 1 }, (_, i) => i * k);
  const neighbour = new Uint32Array(n * k);
  const best: Best = { distance: new Float64Array(k), item: new Uint32Array(k), size: 0 };
  for (let i = 0; i < n; i++) {
    best.size = 0;
    const column = Math.floor((x[i] - grid.minX) / grid.size);
    const row = Math.floor((y[i] - grid.minY) / grid.size);
    const furthestRing = Math.max(column, row, grid.columns - 1 - column, grid.rows - 1 - row);
    for (let ring = 0; ring <= furthestRing; ring++) {
      const reached = (ring - 1) * grid.size;
      if (ring > 0 && best.size === k && best.distance[k - 1] < reached * reached) break;
      for (let r = Math.max(0, row - ring); r <= Math.min(grid.rows - 1, row + ring); r++) {
        const step = Math.abs(r - row) === ring ? 1 : Math.max(1, 2 * ring);
        for (let c = column - ring; c <= column + ring; c += step) {
          if (c >= 0 && c < grid.columns) offerCell(grid, r * grid.columns + c, { x, y, i, best });
        }
      }
    }
    neighbour.set(best.item, i * k);
    neighbour.subarray(i * k, (i + 1) * k).sort();
  }
  return { start, neighbour };
}

interface Best {
  readonly distance: Float64Array;
  readonly item: Uint32Array;
  size: number;
}

interface Offer {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly i: number;
  readonly best: Best;
}

function offerCell(grid: PointGrid, cell: number, { x, y, i, best }: Offer): void {
  for (let m = grid.start[cell]; m < grid.start[cell + 1]; m++) {
    const j = grid.item[m];
    if (j !== i) insert(best, j, (x[j] - x[i]) ** 2 + (y[j] - y[i]) ** 2);
  }
}

function insert(best: Best, j: number, distance: number): void {
  const k = best.distance.length;
  const before = (at: number) => best.distance[at] < distance || (best.distance[at] === distance && best.item[at] < j);
  if (best.size === k && before(k - 1)) return;
  if (best.size < k) best.size++;
  let at = best.size - 1;
  for (; at > 0 && !before(at - 1); at--) {
    best.distance[at] = best.distance[at - 1];
    best.item[at] = best.item[at - 1];
  }
  best.distance[at] = distance;
  best.item[at] = j;
}

/** Side of a square that holds about two points if they were spread evenly. */
function typicalSpacing(x: Float64Array, y: Float64Array): number {
  const spread = (v: Float64Array) =>
    v.reduce((a, b) => Math.max(a, b), -Infinity) - v.reduce((a, b) => Math.min(a, b), Infinity);
  const [width, height] = [spread(x), spread(y)];
  return Math.sqrt((2 * Math.max(width, height / x.length) * Math.max(height, width / x.length)) / x.length) || 1;
}
