import { type PlanePolygons, pointsOfFeature } from "./plane.ts";
import { finished, within } from "./progress.ts";

/** Bits of `BuildingIndex.problems`: what is wrong with a building's outline. */
export const outlineProblems = { notFinite: 1, noArea: 2, crossesItself: 4, duplicate: 8 } as const;

/** Buildings on a plane, found by place through a grid of square cells. Ill-formed outlines stay in, flagged. */
export interface BuildingIndex {
  readonly polygons: PlanePolygons;
  /** Metres above ground per building; NaN where unknown. */
  readonly heights: Float64Array;
  /** Bits of `outlineProblems` per building; those not finite or without area are left out of the index. */
  readonly problems: Uint8Array;
  /** Point → building that its edge (to the next point) belongs to. */
  readonly buildingOfPoint: Uint32Array;
  readonly grid: BuildingGrid;
}

interface BuildingGrid {
  readonly minX: number;
  readonly minY: number;
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  /** Cell → its edges (index of an edge's first point). */
  readonly edgeStart: Uint32Array;
  readonly edges: Uint32Array;
  /** Cell → buildings whose box meets it. */
  readonly boxStart: Uint32Array;
  readonly boxes: Uint32Array;
}

const cellMetres = 32;
const mostCells = 4_000_000;

/** Indexes buildings given in metres, with their heights, at once. */
export function indexBuildings(polygons: PlanePolygons, heights: Float64Array): BuildingIndex {
  return finished(indexing(polygons, heights));
}

/** Indexes buildings given in metres, with their heights, bit by bit. */
export function* indexing(polygons: PlanePolygons, heights: Float64Array): Generator<number, BuildingIndex, void> {
  const count = polygons.featureStart.length - 1;
  if (heights.length !== count) throw new Error(`buildings: ${heights.length} heights for ${count} outlines`);
  const problems = yield* within(findProblems(polygons), 0, 0.5);
  const buildingOfPoint = new Uint32Array(polygons.points.length / 2);
  for (let f = 0; f < count; f++) buildingOfPoint.fill(f, ...pointsOfFeature(polygons, f));
  const grid = yield* within(buildGrid(polygons, problems), 0.5, 1);
  return { polygons, heights, problems, buildingOfPoint, grid };
}

/** Whether a building takes part: neither without a finite position nor without area, nor the double of another. */
export function isSolid(problems: number): boolean {
  return (problems & (outlineProblems.notFinite | outlineProblems.noArea | outlineProblems.duplicate)) === 0;
}

function* findProblems(polygons: PlanePolygons): Generator<number, Uint8Array, void> {
  const { points } = polygons;
  const count = polygons.featureStart.length - 1;
  const problems = new Uint8Array(count);
  const firstOf = new Map<string, number>();
  for (let f = 0; f < count; f++) {
    if ((f & 4095) === 0) yield f / count;
    const [from, to] = pointsOfFeature(polygons, f);
    let area = 0;
    let sum = 0;
    for (let r = polygons.featureStart[f]; r < polygons.featureStart[f + 1]; r++) {
      const signed = ringArea(polygons, r);
      area += Math.abs(signed);
      if (crossesItself(polygons, r)) problems[f] |= outlineProblems.crossesItself;
    }
    for (let p = 2 * from; p < 2 * to; p++) sum += points[p];
    if (!Number.isFinite(sum)) problems[f] |= outlineProblems.notFinite;
    else if (!(area > 0.01) && !(problems[f] & outlineProblems.crossesItself)) problems[f] |= outlineProblems.noArea;
    const key = `${to - from} ${sum.toFixed(3)} ${area.toFixed(3)}`;
    const twin = firstOf.get(key);
    if (twin === undefined) firstOf.set(key, f);
    else if (samePoints(polygons, twin, f)) problems[f] |= outlineProblems.duplicate;
  }
  return problems;
}

function samePoints(polygons: PlanePolygons, f: number, g: number): boolean {
  const [from, to] = pointsOfFeature(polygons, f);
  const [other] = pointsOfFeature(polygons, g);
  for (let p = 2 * from, q = 2 * other; p < 2 * to; p++, q++) {
    if (polygons.points[p] !== polygons.points[q]) return false;
  }
  return true;
}

function ringArea({ points, ringStart }: PlanePolygons, ring: number): number {
  let twice = 0;
  for (let p = ringStart[ring]; p + 1 < ringStart[ring + 1]; p++) {
    twice += points[2 * p] * points[2 * p + 3] - points[2 * p + 2] * points[2 * p + 1];
  }
  return twice / 2;
}

/** Whether two edges of a ring cross inside both; rings of more than 500 points are taken as sound. */
function crossesItself({ points, ringStart }: PlanePolygons, ring: number): boolean {
  const from = ringStart[ring];
  const to = ringStart[ring + 1] - 1;
  if (to - from > 500) return false;
  const side = (a: number, b: number, c: number) =>
    (points[2 * b] - points[2 * a]) * (points[2 * c + 1] - points[2 * a + 1]) -
    (points[2 * b + 1] - points[2 * a + 1]) * (points[2 * c] - points[2 * a]);
  for (let a = from; a < to; a++) {
    for (let b = a + 2; b < to; b++) {
      if (side(a, a + 1, b) * side(a, a + 1, b + 1) < 0 && side(b, b + 1, a) * side(b, b + 1, a + 1) < 0) return true;
    }
  }
  return false;
}

function* buildGrid(polygons: PlanePolygons, problems: Uint8Array): Generator<number, BuildingGrid, void> {
  const { points } = polygons;
  const frame = gridFrame(polygons, problems);
  const { minX, minY, cell, columns, rows } = frame;
  const cells = columns * rows;
  const boxes = new CellLists(cells);
  const edges = new CellLists(cells);
  const column = (x: number) => Math.min(columns - 1, Math.max(0, Math.floor((x - minX) / cell)));
  const row = (y: number) => Math.min(rows - 1, Math.max(0, Math.floor((y - minY) / cell)));
  const enter = (lists: CellLists, item: number, [x1, y1, x2, y2]: readonly [number, number, number, number]): void => {
    for (let r = row(y1); r <= row(y2); r++) {
      for (let c = column(x1); c <= column(x2); c++) lists.add(r * columns + c, item);
    }
  };
  for (let f = 0; f < problems.length; f++) {
    if ((f & 4095) === 0) yield f / problems.length;
    if (!isSolid(problems[f])) continue;
    enter(boxes, f, boxOfFeature(polygons, f));
    for (let r = polygons.featureStart[f]; r < polygons.featureStart[f + 1]; r++) {
      for (let p = polygons.ringStart[r]; p + 1 < polygons.ringStart[r + 1]; p++) {
        const [x1, y1, x2, y2] = [points[2 * p], points[2 * p + 1], points[2 * p + 2], points[2 * p + 3]];
        enter(edges, p, [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]);
      }
    }
  }
  const [edgeStart, edgeItems] = edges.compact();
  const [boxStart, boxItems] = boxes.compact();
  return { ...frame, edgeStart, edges: edgeItems, boxStart, boxes: boxItems };
}

function gridFrame(polygons: PlanePolygons, problems: Uint8Array) {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let f = 0; f < problems.length; f++) {
    if (!isSolid(problems[f])) continue;
    const [x1, y1, x2, y2] = boxOfFeature(polygons, f);
    [minX, minY] = [Math.min(minX, x1), Math.min(minY, y1)];
    [maxX, maxY] = [Math.max(maxX, x2), Math.max(maxY, y2)];
  }
  if (minX > maxX) [minX, minY, maxX, maxY] = [0, 0, 0, 0];
  let cell = cellMetres;
  while (((maxX - minX) / cell + 1) * ((maxY - minY) / cell + 1) > mostCells) cell *= 2;
  const columns = Math.floor((maxX - minX) / cell) + 1;
  return { minX, minY, cell, columns, rows: Math.floor((maxY - minY) / cell) + 1 };
}

function boxOfFeature(polygons: PlanePolygons, f: number): readonly [number, number, number, number] {
  const { points } = polygons;
  const [from, to] = pointsOfFeature(polygons, f);
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let p = from; p < to; p++) {
    const x = points[2 * p];
    const y = points[2 * p + 1];
    if (x < x1) x1 = x;
    if (x > x2) x2 = x;
    if (y < y1) y1 = y;
    if (y > y2) y2 = y;
  }
  return [x1, y1, x2, y2];
}

/** Lists of items per cell, gathered as pairs and sorted at the end. */
class CellLists {
  private readonly sizes: Uint32Array;
  private pairs = new Uint32Array(1 << 16);
  private count = 0;

  constructor(cells: number) {
    this.sizes = new Uint32Array(cells + 1);
  }

  add(cell: number, item: number): void {
    if (2 * this.count === this.pairs.length) {
      const larger = new Uint32Array(this.pairs.length * 2);
      larger.set(this.pairs);
      this.pairs = larger;
    }
    this.pairs[2 * this.count] = cell;
    this.pairs[2 * this.count + 1] = item;
    this.count++;
    this.sizes[cell + 1]++;
  }

  compact(): readonly [Uint32Array, Uint32Array] {
    const start = this.sizes;
    for (let c = 0; c + 1 < start.length; c++) start[c + 1] += start[c];
    const filled = start.slice();
    const items = new Uint32Array(this.count);
    for (let k = 0; k < this.count; k++) items[filled[this.pairs[2 * k]]++] = this.pairs[2 * k + 1];
    return [start, items];
  }
}

/** Calls `visit` with every cell that a box in metres meets. */
function visitCells(grid: BuildingGrid, box: readonly [number, number, number, number], visit: (cell: number) => void) {
  const { minX, minY, cell, columns, rows } = grid;
  const c1 = Math.max(0, Math.floor((box[0] - minX) / cell));
  const c2 = Math.min(columns - 1, Math.floor((box[2] - minX) / cell));
  const r1 = Math.max(0, Math.floor((box[1] - minY) / cell));
  const r2 = Math.min(rows - 1, Math.floor((box[3] - minY) / cell));
  for (let r = r1; r <= r2; r++) for (let c = c1; c <= c2; c++) visit(r * columns + c);
}

/**
 * A function that lists the edges near a box (x1, y1, x2, y2 in metres), each once, as indices of their first points;
 * the list is overwritten by the next call.
 */
export function createEdgeFinder({ grid, polygons }: BuildingIndex) {
  const seen = new Uint32Array(polygons.points.length / 2);
  let stamp = 0;
  let found = new Uint32Array(256);
  return (box: readonly [number, number, number, number]): { readonly edges: Uint32Array; readonly count: number } => {
    let count = 0;
    stamp++;
    visitCells(grid, box, (cell) => {
      for (let k = grid.edgeStart[cell]; k < grid.edgeStart[cell + 1]; k++) {
        const edge = grid.edges[k];
        if (seen[edge] === stamp) continue;
        seen[edge] = stamp;
        if (count === found.length) {
          const larger = new Uint32Array(found.length * 2);
          larger.set(found);
          found = larger;
        }
        found[count++] = edge;
      }
    });
    return { edges: found, count };
  };
}
export type EdgeFinder = ReturnType<typeof createEdgeFinder>;

/** Whether a point lies in a building's outline by the even-odd rule. */
export function inBuilding({ points, ringStart, featureStart }: PlanePolygons, f: number, x: number, y: number) {
  let inside = false;
  for (let r = featureStart[f]; r < featureStart[f + 1]; r++) {
    for (let p = 2 * ringStart[r]; p + 2 < 2 * ringStart[r + 1]; p += 2) {
      if (points[p + 1] > y === points[p + 3] > y) continue;
      const share = (y - points[p + 1]) / (points[p + 3] - points[p + 1]);
      if (x < points[p] + share * (points[p + 2] - points[p])) inside = !inside;
    }
  }
  return inside;
}

/** The first building whose outline holds a point, or -1. */
export function buildingAt({ grid, polygons }: BuildingIndex, x: number, y: number): number {
  const { minX, minY, cell, columns, rows } = grid;
  const c = Math.floor((x - minX) / cell);
  const r = Math.floor((y - minY) / cell);
  if (!(c >= 0 && c < columns && r >= 0 && r < rows)) return -1;
  for (let k = grid.boxStart[r * columns + c]; k < grid.boxStart[r * columns + c + 1]; k++) {
    if (inBuilding(polygons, grid.boxes[k], x, y)) return grid.boxes[k];
  }
  return -1;
}

/** How far in front of a wall a point is put that was found inside a building, in metres. */
export const facadeOffsetMetres = 0.05;

/**
 * The nearest place outside every building, just in front of a wall, for a point inside one; undefined when there is
 * none within `reachMetres`. Walls shared by touching buildings are passed over.
 */
export function nearestFacade(
  index: BuildingIndex,
  findEdges: EdgeFinder,
  { x, y, reachMetres = 100 }: { x: number; y: number; reachMetres?: number },
): Facade | undefined {
  // Most walls are near: only where there is none is the search widened.
  for (let reach = Math.min(10, reachMetres); ; reach = Math.min(4 * reach, reachMetres)) {
    const found = facadeWithin(index, findEdges, { x, y, reachMetres: reach });
    if (found || reach >= reachMetres) return found;
  }
}

interface Facade {
  readonly x: number;
  readonly y: number;
  readonly distance: number;
}

function facadeWithin(
  index: BuildingIndex,
  findEdges: EdgeFinder,
  { x, y, reachMetres }: { x: number; y: number; reachMetres: number },
): Facade | undefined {
  const { points } = index.polygons;
  const { edges, count } = findEdges([x - reachMetres, y - reachMetres, x + reachMetres, y + reachMetres]);
  const feet: { x: number; y: number; distance: number; nx: number; ny: number }[] = [];
  for (let k = 0; k < count; k++) {
    const p = 2 * edges[k];
    const [ex, ey] = [points[p + 2] - points[p], points[p + 3] - points[p + 1]];
    const length = Math.hypot(ex, ey);
    if (length < 1e-6) continue;
    const along = ((x - points[p]) * ex + (y - points[p + 1]) * ey) / (length * length);
    // Never a corner itself: its front is not defined.
    const t = Math.min(1 - 0.01, Math.max(0.01, along));
    const [fx, fy] = [points[p] + t * ex, points[p + 1] + t * ey];
    const distance = Math.hypot(fx - x, fy - y);
    if (distance <= reachMetres) feet.push({ x: fx, y: fy, distance, nx: ey / length, ny: -ex / length });
  }
  feet.sort((a, b) => a.distance - b.distance);
  for (const foot of feet) {
    for (const side of [facadeOffsetMetres, -facadeOffsetMetres]) {
      const [fx, fy] = [foot.x + side * foot.nx, foot.y + side * foot.ny];
      if (buildingAt(index, fx, fy) < 0) return { x: fx, y: fy, distance: foot.distance };
    }
  }
  return undefined;
}
