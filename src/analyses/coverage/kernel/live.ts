import { CoverageRaster, type Footprints } from "../../../lib/coverage-raster.ts";
import type { RasterFrame, RowRuns } from "../../../lib/scanline.ts";

/**
 * Coverage that follows cameras being switched off and on: costs the cells of the one camera, not of the city. Counts
 * are cells always seen by ≥ 1, ≥ 2, ≥ 3 cameras.
 */
export class LiveCoverage {
  readonly raster: CoverageRaster;
  /** Area → its cells seen by ≥ 1, ≥ 2, ≥ 3, interleaved; the last three are of cells in no area. */
  readonly areaSeen: Float64Array;
  readonly on: Uint8Array;
  private readonly footprints: Footprints;
  private readonly areas: RowRuns;
  private readonly areaCount: number;

  /** `on[c]` ≠ 0 for cameras that take part; their footprints are added one by one. */
  constructor(frame: RasterFrame, footprints: Footprints, areas: { runs: RowRuns; count: number }, on: Uint8Array) {
    this.raster = new CoverageRaster(frame);
    this.footprints = footprints;
    this.areas = areas.runs;
    this.areaCount = areas.count;
    this.areaSeen = new Float64Array(3 * (areas.count + 1));
    this.on = new Uint8Array(on.length);
    for (let c = 0; c < on.length; c++) if (on[c]) this.set(c, true);
  }

  /** Switches a camera on or off; does nothing when it already is. */
  set(camera: number, on: boolean): void {
    if ((this.on[camera] !== 0) === on) return;
    this.on[camera] = on ? 1 : 0;
    const change = on ? 1 : -1;
    const { start, runs } = this.footprints;
    for (let k = 3 * start[camera]; k < 3 * start[camera + 1]; k += 3) {
      this.countRun(runs[k], runs[k + 1], runs[k + 2], change);
      this.raster.addRun(runs[k], runs[k + 1], runs[k + 2], change);
    }
  }

  /** Cells of the whole raster seen by ≥ 1, ≥ 2, ≥ 3 cameras. */
  totals(): readonly [number, number, number] {
    const totals: [number, number, number] = [0, 0, 0];
    for (let i = 0; i < this.areaSeen.length; i++) totals[i % 3] += this.areaSeen[i];
    return totals;
  }

  /** Cells that go dark when this camera fails, as runs of row, from, to (excluded). */
  onlySeenBy(camera: number): Int32Array {
    const out: number[] = [];
    const { start, runs } = this.footprints;
    for (let k = 3 * start[camera]; this.on[camera] && k < 3 * start[camera + 1]; k += 3) {
      for (let column = runs[k + 1]; column < runs[k + 2]; column++) {
        if (this.raster.depthAt(column, runs[k]) !== 1) continue;
        const first = column;
        while (column < runs[k + 2] && this.raster.depthAt(column, runs[k]) === 1) column++;
        out.push(runs[k], first, column);
      }
    }
    return Int32Array.from(out);
  }

  private countRun(row: number, from: number, to: number, change: 1 | -1): void {
    const { start, from: areaFrom, to: areaTo, id } = this.areas;
    let a = start[row];
    for (let column = from; column < to; column++) {
      while (a < start[row + 1] && areaTo[a] <= column) a++;
      const inside = a < start[row + 1] && areaFrom[a] <= column;
      const depth = this.raster.depthAt(column, row) + (change === 1 ? 1 : 0);
      if (depth <= 3) this.areaSeen[3 * (inside ? id[a] : this.areaCount) + depth - 1] += change;
    }
  }
}

/**
 * The greatest depth in squares of `stride` × `stride` cells of a window (column, row, width, height in cells), row by row
 * from the south, at most 255: what the map draws.
 */
export function depthPicture(
  raster: CoverageRaster,
  window: { readonly column: number; readonly row: number; readonly width: number; readonly height: number },
  stride: number,
): { readonly depth: Uint8Array; readonly width: number; readonly height: number } {
  const width = Math.ceil(window.width / stride);
  const height = Math.ceil(window.height / stride);
  const depth = new Uint8Array(width * height);
  const line = new Uint16Array(raster.frame.columns);
  for (let r = 0; r < window.height; r++) {
    const row = window.row + r;
    if (row < 0 || row >= raster.frame.rows) continue;
    raster.readRow(row, line);
    const at = Math.floor(r / stride) * width;
    for (let c = 0; c < window.width; c++) {
      const value = line[window.column + c] ?? 0;
      const p = at + Math.floor(c / stride);
      if (value > depth[p]) depth[p] = Math.min(255, value);
    }
  }
  return { depth, width, height };
}
