import type { RasterFrame } from "./scanline.ts";

/** Cells that things cover, as runs: thing `t` has runs `start[t]` to `start[t + 1] - 1`, each row, from, to (excluded). */
export interface Footprints {
  readonly start: Uint32Array;
  /** Row, first column and end column of each run, interleaved. */
  readonly runs: Int32Array;
}

const side = 32;
const tileCells = side * side;
const tilesPerBlock = 256;

/**
 * How many things cover each cell of a raster. Only tiles of 32 × 32 cells that something touches take memory, so that
 * a city fits; adding and taking away are exact opposites.
 */
export class CoverageRaster {
  readonly frame: RasterFrame;
  private readonly tileColumns: number;
  /** Tile → 1 + its place in the blocks, 0 where nothing was ever added. */
  private readonly places: Uint32Array;
  private readonly blocks: Uint16Array[] = [];
  private used = 0;

  constructor(frame: RasterFrame) {
    this.frame = frame;
    this.tileColumns = Math.ceil(frame.columns / side);
    this.places = new Uint32Array(this.tileColumns * Math.ceil(frame.rows / side));
  }

  /** Adds (`change` 1) or takes away (-1) one run of cells. */
  addRun(row: number, from: number, to: number, change: 1 | -1): void {
    const firstTile = Math.floor(row / side) * this.tileColumns;
    const inTile = (row % side) * side;
    for (let column = from; column < to; ) {
      const tile = Math.floor(column / side);
      const end = Math.min(to, (tile + 1) * side);
      const block = this.blockOf(firstTile + tile);
      const place = this.places[firstTile + tile] - 1;
      const at = (place % tilesPerBlock) * tileCells + inTile - tile * side;
      for (; column < end; column++) block[at + column] += change;
    }
  }

  /** Adds or takes away every run of thing `t`. */
  addFootprint({ start, runs }: Footprints, t: number, change: 1 | -1): void {
    for (let k = 3 * start[t]; k < 3 * start[t + 1]; k += 3) this.addRun(runs[k], runs[k + 1], runs[k + 2], change);
  }

  /** How many things cover a cell; 0 outside the raster. */
  depthAt(column: number, row: number): number {
    const { columns, rows } = this.frame;
    if (!(column >= 0 && column < columns && row >= 0 && row < rows)) return 0;
    const place = this.places[Math.floor(row / side) * this.tileColumns + Math.floor(column / side)];
    if (place === 0) return 0;
    const block = this.blocks[Math.floor((place - 1) / tilesPerBlock)];
    return block[((place - 1) % tilesPerBlock) * tileCells + (row % side) * side + (column % side)];
  }

  /** Writes the depths of a whole row into `out`. */
  readRow(row: number, out: Uint16Array): void {
    out.fill(0);
    const firstTile = Math.floor(row / side) * this.tileColumns;
    const inTile = (row % side) * side;
    for (let tile = 0; tile < this.tileColumns; tile++) {
      const place = this.places[firstTile + tile];
      if (place === 0) continue;
      const at = ((place - 1) % tilesPerBlock) * tileCells + inTile;
      const size = Math.min(side, this.frame.columns - tile * side);
      const block = this.blocks[Math.floor((place - 1) / tilesPerBlock)];
      for (let c = 0; c < size; c++) out[tile * side + c] = block[at + c];
    }
  }

  /** Bytes that the tiles in use take. */
  get bytes(): number {
    return this.places.byteLength + this.blocks.length * tilesPerBlock * tileCells * 2;
  }

  private blockOf(tile: number): Uint16Array {
    if (this.places[tile] === 0) {
      if (this.used % tilesPerBlock === 0) this.blocks.push(new Uint16Array(tilesPerBlock * tileCells));
      this.places[tile] = ++this.used;
    }
    return this.blocks[Math.floor((this.places[tile] - 1) / tilesPerBlock)];
  }
}

/** Triples of several parts one after another: things of the first part keep their numbers. */
export function joinFootprints<Values extends Int32Array | Float32Array>(
  parts: readonly { readonly start: Uint32Array; readonly runs: Values }[],
  Kind: new (length: number) => Values,
): { readonly start: Uint32Array; readonly runs: Values } {
  const things = parts.reduce((sum, part) => sum + part.start.length - 1, 0);
  const size = parts.reduce((sum, part) => sum + part.runs.length, 0);
  const start = new Uint32Array(things + 1);
  const runs = new Kind(size);
  let thing = 0;
  let at = 0;
  for (const part of parts) {
    for (let t = 0; t + 1 < part.start.length; t++) start[++thing] = at / 3 + part.start[t + 1];
    runs.set(part.runs, at);
    at += part.runs.length;
  }
  return { start, runs };
}
