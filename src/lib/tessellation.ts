import type { Polygons } from "../domain/geometry.ts";
import type { Csr } from "./csr.ts";

/**
 * A plane cut into equal cells. `size` is the side of a square, or the distance between opposite sides of a hexagon, in
 * the unit of the plane (metres). Hexagons stand on a corner; their odd rows are shifted by half a hexagon. Cells are
 * numbered row by row from the south-west.
 */
export interface Tessellation {
  readonly kind: "square" | "hexagon";
  /** Corner of the first square, or centre of the first hexagon. */
  readonly originX: number;
  readonly originY: number;
  readonly size: number;
  readonly columns: number;
  readonly rows: number;
}

/** Distance between rows of hexagons, as a share of their width. */
const hexRow = Math.sqrt(3) / 2;

/** A box in the plane. */
export interface PlaneBox {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** Cells that cover a box; throws when that takes more than `most` of them. */
export function tessellate(kind: Tessellation["kind"], box: PlaneBox, size: number, most = 4_000_000): Tessellation {
  if (!(size > 0)) throw new Error(`cell size must be positive, not ${size}`);
  const width = box.maxX - box.minX;
  const height = box.maxY - box.minY;
  const hexagon = kind === "hexagon";
  const columns = Math.max(1, hexagon ? Math.ceil(width / size) + 1 : Math.ceil(width / size));
  const rows = Math.max(1, hexagon ? Math.ceil(height / (size * hexRow)) + 1 : Math.ceil(height / size));
  if (columns * rows > most) throw new Error(`${columns * rows} cells of size ${size} are more than ${most}`);
  return { kind, originX: box.minX, originY: box.minY, size, columns, rows };
}

/** Number of cells. */
export function cellCount({ columns, rows }: Tessellation): number {
  return columns * rows;
}

/** Area of a cell in squared units of the plane. */
export function cellArea({ kind, size }: Tessellation): number {
  return kind === "square" ? size * size : size * size * hexRow;
}

/** Centre of a cell. */
export function cellCentre({ kind, originX, originY, size, columns }: Tessellation, cell: number): [number, number] {
  const column = cell % columns;
  const row = Math.floor(cell / columns);
  if (kind === "square") return [originX + (column + 0.5) * size, originY + (row + 0.5) * size];
  return [originX + (column + (row & 1) / 2) * size, originY + row * size * hexRow];
}

/** The cell a position lies in, or −1 outside. */
export function cellAt(cells: Tessellation, x: number, y: number): number {
  const { kind, originX, originY, size, columns, rows } = cells;
  let column = Math.floor((x - originX) / size);
  let row = Math.floor((y - originY) / size);
  if (kind === "hexagon") [column, row] = hexagonAt((x - originX) / size, (y - originY) / size);
  return column >= 0 && row >= 0 && column < columns && row < rows ? row * columns + column : -1;
}

/** Column and row of the nearest hexagon centre, in units of hexagon width. */
function hexagonAt(x: number, y: number): [number, number] {
  const nearRow = Math.round(y / hexRow);
  let best: [number, number] = [0, 0];
  let least = Infinity;
  for (let row = nearRow - 1; row <= nearRow + 1; row++) {
    const column = Math.round(x - (row & 1) / 2);
    const distance = (x - column - (row & 1) / 2) ** 2 + (y - row * hexRow) ** 2;
    if (distance < least) [best, least] = [[column, row], distance];
  }
  return best;
}

/** Cells that share a side (`rook`; 4 or 6) or also a corner (`queen`; 8 or 6), by arithmetic alone. */
export function cellNeighbours({ kind, columns, rows }: Tessellation, contiguity: "queen" | "rook"): Csr {
  const steps = [stepsOf(kind, contiguity, 0), stepsOf(kind, contiguity, 1)];
  const start = new Uint32Array(columns * rows + 1);
  const neighbour = new Uint32Array(columns * rows * steps[0].length);
  let size = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (const [dc, dr] of steps[row & 1]) {
        if (column + dc < 0 || column + dc >= columns || row + dr < 0 || row + dr >= rows) continue;
        neighbour[size++] = (row + dr) * columns + column + dc;
      }
      start[row * columns + column + 1] = size;
    }
  }
  return { start, neighbour: neighbour.slice(0, size) };
}

/** Steps to neighbours as [columns, rows], in ascending order of the cell they lead to. */
function stepsOf(kind: Tessellation["kind"], contiguity: "queen" | "rook", odd: number): [number, number][] {
  if (kind === "hexagon")
    return [
      [odd - 1, -1],
      [odd, -1],
      [-1, 0],
      [1, 0],
      [odd - 1, 1],
      [odd, 1],
    ];
  if (contiguity === "rook")
    return [
      [0, -1],
      [-1, 0],
      [1, 0],
      [0, 1],
    ];
  return [
    [-1, -1],
    [0, -1],
    [1, -1],
    [-1, 0],
    [1, 0],
    [-1, 1],
    [0, 1],
    [1, 1],
  ];
}

/** Outlines of chosen cells, in the plane's coordinates (a caller on a map turns them into degrees). */
export function cellPolygons(cells: Tessellation, chosen: ArrayLike<number>): Polygons {
  const corners = cornersOf(cells);
  const perRing = corners.length / 2 + 1;
  const coordinates = new Float64Array(chosen.length * perRing * 2);
  for (let i = 0; i < chosen.length; i++) {
    const [x, y] = cellCentre(cells, chosen[i]);
    for (let k = 0; k < perRing; k++) {
      const corner = 2 * (k % (perRing - 1));
      coordinates[2 * (i * perRing + k)] = x + corners[corner];
      coordinates[2 * (i * perRing + k) + 1] = y + corners[corner + 1];
    }
  }
  const each = Uint32Array.from({ length: chosen.length + 1 }, (_, i) => i);
  return { coordinates, ringOffsets: each.map((i) => i * perRing), polygonOffsets: each, featureOffsets: each };
}

/** Corners around a centre, counter-clockwise. */
function cornersOf({ kind, size }: Tessellation): number[] {
  const h = size / 2;
  if (kind === "square") return [-h, -h, h, -h, h, h, -h, h];
  const tip = size / Math.sqrt(3);
  return [0, -tip, h, -tip / 2, h, tip / 2, 0, tip, -h, tip / 2, -h, -tip / 2];
}
