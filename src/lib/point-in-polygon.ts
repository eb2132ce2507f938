import { boxOf, growBox, unionBox } from "./geodesy.ts";
import type { FlatGeometry } from "./wkb.ts";

/** Finds which polygon of a set a position lies in. */
export interface PolygonIndex {
  /**
   * Writes to `out[i]` the index of the polygon that position `i` lies in, -1 for none. Where polygons overlap the
   * lowest index wins. On edges the rule is half-open: in a seamless coverage every position inside its outline,
   * shared edges and corners included, lies in exactly one polygon.
   */
  locate(lon: ArrayLike<number>, lat: ArrayLike<number>, out: Int32Array): void;
  /** The same for one position. */
  locateOne(lon: number, lat: number): number;
}

type Rings = Pick<FlatGeometry, "coords" | "ringEnds">;

interface Grid {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly columns: number;
  readonly rows: number;
  /** Cells per degree. */
  readonly perLon: number;
  readonly perLat: number;
}

/**
 * The edges of every polygon in every grid row that they touch, `polygon row` after `polygon row`. Four numbers an edge:
 * the lower end, then the upper one, so that two polygons that share an edge compute exactly the same crossing.
 */
interface RowEdges {
  /** The southernmost grid row of a polygon, and one past its northernmost. */
  readonly firstRow: Int32Array;
  readonly endRow: Int32Array;
  /** Row `r` of polygon `p` has the edges `starts[slots[p] + r - firstRow[p]]` to the entry after it. */
  readonly slots: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Float64Array;
}

function forEachEdge(polygon: Rings, visit: (ax: number, ay: number, bx: number, by: number) => void): void {
  const { coords, ringEnds } = polygon;
  let from = 0;
  for (const end of ringEnds) {
    for (let i = from, j = end - 1; i < end; j = i++) {
      const [px, py, qx, qy] = [coords[2 * j], coords[2 * j + 1], coords[2 * i], coords[2 * i + 1]];
      if (py < qy || (py === qy && px < qx)) visit(px, py, qx, qy);
      else if (px !== qx || py !== qy) visit(qx, qy, px, py);
    }
    from = end;
  }
}

function createGrid(polygons: readonly Rings[]): Grid {
  let box = unionBox(undefined, undefined);
  for (const { coords } of polygons) box = unionBox(box, boxOf(coords));
  const [west, south, east, north] = growBox(box ?? [0, 0, 0, 0], 1e-6);
  const side = 2 ** Math.min(11, Math.max(8, Math.ceil(Math.log2(48 * Math.sqrt(polygons.length)))));
  const perLon = side / Math.max(east - west, 1e-12);
  const perLat = side / Math.max(north - south, 1e-12);
  return { west, south, east, north, columns: side, rows: side, perLon, perLat };
}

const clamp = (value: number, end: number): number => (value < 0 ? 0 : value >= end ? end - 1 : value);
const rowOf = (grid: Grid, lat: number): number => clamp(Math.floor((lat - grid.south) * grid.perLat), grid.rows);
const columnOf = (grid: Grid, lon: number): number => clamp(Math.floor((lon - grid.west) * grid.perLon), grid.columns);

function collectRowEdges(grid: Grid, polygons: readonly Rings[]): RowEdges {
  const firstRow = new Int32Array(polygons.length).fill(grid.rows);
  const endRow = new Int32Array(polygons.length);
  const slots = new Int32Array(polygons.length);
  let slotCount = 0;
  polygons.forEach(({ coords }, p) => {
    for (let i = 1; i < coords.length; i += 2) {
      const row = rowOf(grid, coords[i]);
      if (row < firstRow[p]) firstRow[p] = row;
      if (row >= endRow[p]) endRow[p] = row + 1;
    }
    slots[p] = slotCount;
    slotCount += Math.max(0, endRow[p] - firstRow[p]);
  });
  const starts = new Int32Array(slotCount + 1);
  const eachSlot = (visit: (slot: number, ax: number, ay: number, bx: number, by: number) => void): void => {
    polygons.forEach((polygon, p) => {
      forEachEdge(polygon, (ax, ay, bx, by) => {
        if (ay === by) return;
        for (let row = rowOf(grid, ay); row <= rowOf(grid, by); row++)
          visit(slots[p] + row - firstRow[p], ax, ay, bx, by);
      });
    });
  };
  eachSlot((slot) => {
    starts[slot + 1] += 1;
  });
  for (let slot = 0; slot < slotCount; slot++) starts[slot + 1] += starts[slot];
  const filled = starts.slice(0, slotCount);
  const ends = new Float64Array(4 * starts[slotCount]);
  eachSlot((slot, ax, ay, bx, by) => {
    const at = 4 * filled[slot]++;
    ends[at] = ax;
    ends[at + 1] = ay;
    ends[at + 2] = bx;
    ends[at + 3] = by;
  });
  return { firstRow, endRow, slots, starts, ends };
}

/**
 * Even-odd test of one position against the edges of polygon `p` in the grid row of the position. An edge counts when
 * the position is at its lower end or above, below its upper end, and strictly west of it.
 */
function contains({ firstRow, slots, starts, ends }: RowEdges, p: number, row: number, x: number, y: number): boolean {
  const slot = slots[p] + row - firstRow[p];
  let odd = false;
  for (let at = 4 * starts[slot], stop = 4 * starts[slot + 1]; at < stop; at += 4) {
    const ay = ends[at + 1];
    const by = ends[at + 3];
    if (y < ay || y >= by) continue;
    const ax = ends[at];
    const bx = ends[at + 2];
    if ((bx - ax) * (y - ay) > (x - ax) * (by - ay)) odd = !odd;
  }
  return odd;
}

/** What each grid cell knows: polygons in ascending order, until one that covers the whole cell. */
class CellLists {
  /** 0: nothing; else 1 + the place of the cell's first entry. */
  readonly heads: Int32Array;
  private readonly tails: Int32Array;
  private readonly closed: Uint8Array;
  /** Entry: polygon × 2, + 1 where it covers the cell. */
  private entries = new Int32Array(1 << 16);
  private next = new Int32Array(1 << 16);
  private count = 0;

  constructor(cells: number) {
    this.heads = new Int32Array(cells);
    this.tails = new Int32Array(cells);
    this.closed = new Uint8Array(cells);
  }

  add(cell: number, polygon: number, covered: boolean): void {
    if (this.closed[cell]) return;
    if (this.count === this.entries.length) this.grow();
    const entry = this.count++;
    this.entries[entry] = 2 * polygon + (covered ? 1 : 0);
    if (this.heads[cell] === 0) this.heads[cell] = entry + 1;
    else this.next[this.tails[cell]] = entry + 1;
    this.tails[cell] = entry;
    if (covered) this.closed[cell] = 1;
  }

  private grow(): void {
    const [entries, next] = [this.entries, this.next];
    this.entries = new Int32Array(2 * entries.length);
    this.next = new Int32Array(2 * next.length);
    this.entries.set(entries);
    this.next.set(next);
  }

  /**
   * Per cell: -1 nothing, `polygon ≥ 0` wholly inside that polygon, else -2 - the place in `lists` where its entries
   * begin, ended by -1.
   */
  compact(): { cells: Int32Array; lists: Int32Array } {
    const cells = new Int32Array(this.heads.length).fill(-1);
    const lists: number[] = [];
    for (let cell = 0; cell < cells.length; cell++) {
      let at = this.heads[cell];
      if (at === 0) continue;
      const first = this.entries[at - 1];
      if (first & 1) {
        cells[cell] = first >> 1;
        continue;
      }
      cells[cell] = -2 - lists.length;
      for (; at !== 0; at = this.next[at - 1]) lists.push(this.entries[at - 1]);
      lists.push(-1);
    }
    return { cells, lists: Int32Array.from(lists) };
  }
}

/** Marks in `border` (rows of the polygon × columns) the cells that an edge of the polygon may touch. */
function markBorder(grid: Grid, polygon: Rings, firstRow: number, border: Uint8Array): void {
  const cellLat = 1 / grid.perLat;
  const slackLat = cellLat * 1e-6;
  const slackLon = 1e-6 / grid.perLon;
  forEachEdge(polygon, (ax, ay, bx, by) => {
    const last = rowOf(grid, by);
    for (let row = rowOf(grid, ay); row <= last; row++) {
      const bottom = Math.max(ay, grid.south + row * cellLat - slackLat);
      const top = Math.min(by, grid.south + (row + 1) * cellLat + slackLat);
      const slope = by > ay ? (bx - ax) / (by - ay) : 0;
      const x1 = by > ay ? ax + (bottom - ay) * slope : ax;
      const x2 = by > ay ? ax + (top - ay) * slope : bx;
      const from = columnOf(grid, Math.min(x1, x2) - slackLon);
      const to = columnOf(grid, Math.max(x1, x2) + slackLon);
      border.fill(1, (row - firstRow) * grid.columns + from, (row - firstRow) * grid.columns + to + 1);
    }
  });
}

/** Enters polygon `p` in the cells it touches: border cells one by one, runs between them by a test of one cell. */
function enterPolygon(grid: Grid, rowEdges: RowEdges, polygon: Rings, p: number, lists: CellLists): void {
  const firstRow = rowEdges.firstRow[p];
  const rows = rowEdges.endRow[p] - firstRow;
  const box = boxOf(polygon.coords);
  if (!box || rows <= 0) return;
  const border = new Uint8Array(rows * grid.columns);
  markBorder(grid, polygon, firstRow, border);
  const from = columnOf(grid, box[0]);
  const to = columnOf(grid, box[2]);
  for (let r = 0; r < rows; r++) {
    const row = firstRow + r;
    const lat = grid.south + (row + 0.5) / grid.perLat;
    let inRun = false;
    let inside = false;
    for (let column = from; column <= to; column++) {
      const cell = row * grid.columns + column;
      if (border[r * grid.columns + column]) {
        lists.add(cell, p, false);
        inRun = false;
        continue;
      }
      if (!inRun) inside = contains(rowEdges, p, row, grid.west + (column + 0.5) / grid.perLon, lat);
      inRun = true;
      if (inside) lists.add(cell, p, true);
    }
  }
}

/**
 * An index over polygons (flat, in degrees or any plane unit; holes and several parts allowed, whichever way rings
 * turn): a grid whose cells know their polygon when no edge crosses them, and else which polygons to test, each against
 * its edges in that grid row only ("true-hit filtering", Kipf et al. 2018).
 */
export function createPolygonIndex(polygons: readonly Rings[]): PolygonIndex {
  const grid = createGrid(polygons);
  const rowEdges = collectRowEdges(grid, polygons);
  const building = new CellLists(grid.columns * grid.rows);
  polygons.forEach((polygon, p) => {
    enterPolygon(grid, rowEdges, polygon, p, building);
  });
  const { cells, lists } = building.compact();
  const { west, south, east, north, columns, perLon, perLat } = grid;

  function locateOne(lon: number, lat: number): number {
    if (!(lon >= west && lon < east && lat >= south && lat < north)) return -1;
    const row = Math.min(grid.rows - 1, Math.floor((lat - south) * perLat));
    const column = Math.min(columns - 1, Math.floor((lon - west) * perLon));
    const cell = cells[row * columns + column];
    if (cell >= -1) return cell;
    for (let at = -2 - cell; lists[at] >= 0; at++) {
      const polygon = lists[at] >> 1;
      if (lists[at] & 1 || contains(rowEdges, polygon, row, lon, lat)) return polygon;
    }
    return -1;
  }

  return {
    locateOne,
    locate(lon, lat, out) {
      for (let i = 0; i < out.length; i++) out[i] = locateOne(lon[i], lat[i]);
    },
  };
}
