import type { BuildingIndex } from "../../../lib/building-index.ts";
import { createFacadeMover } from "../../../lib/city-scene.ts";
import type { CoverageRaster } from "../../../lib/coverage-raster.ts";
import { type RasterFrame, type RowRuns, runAt } from "../../../lib/scanline.ts";
import type { Demand } from "./gaps.ts";

/** What two rasters say of things on the ground: always seen by ≥ 1, 2, 3 cameras, or only in reach of one that turns. */
export interface Watched {
  /** Metres, square metres or weight of each thing as a whole. */
  readonly total: Float64Array;
  readonly seen1: Float64Array;
  readonly seen2: Float64Array;
  readonly seen3: Float64Array;
  readonly reachable: Float64Array;
}

export interface Rasters {
  readonly frame: RasterFrame;
  readonly seen: CoverageRaster;
  readonly reach: CoverageRaster;
}

/** An empty count of `n` things. */
export function watched(n: number): Watched {
  const zeros = () => new Float64Array(n);
  return { total: zeros(), seen1: zeros(), seen2: zeros(), seen3: zeros(), reachable: zeros() };
}

/** Adds `amount` of thing `i` at a cell. */
export function countCell({ seen, reach }: Rasters, out: Watched, i: number, at: CellAmount): void {
  const depth = seen.depthAt(at.column, at.row);
  out.total[i] += at.amount;
  if (depth > 0) out.seen1[i] += at.amount;
  else if (reach.depthAt(at.column, at.row) > 0) out.reachable[i] += at.amount;
  if (depth > 1) out.seen2[i] += at.amount;
  if (depth > 2) out.seen3[i] += at.amount;
}

interface CellAmount {
  readonly column: number;
  readonly row: number;
  readonly amount: number;
}

/** Metres of each line (x and y in metres, interleaved) that are seen, sampled every raster cell. */
export function watchStreets(rasters: Rasters, points: Float64Array, lineStart: Uint32Array): Watched {
  const { frame } = rasters;
  const out = watched(lineStart.length - 1);
  for (let line = 0; line + 1 < lineStart.length; line++) {
    for (let p = lineStart[line]; p + 1 < lineStart[line + 1]; p++) {
      const [x, y] = [points[2 * p], points[2 * p + 1]];
      const [dx, dy] = [points[2 * p + 2] - x, points[2 * p + 3] - y];
      const length = Math.hypot(dx, dy);
      if (!Number.isFinite(length)) continue;
      const samples = Math.ceil(length / frame.cell);
      for (let s = 0; s < samples; s++) {
        const t = (s + 0.5) / samples;
        const column = Math.floor((x + t * dx - frame.x) / frame.cell);
        const row = Math.floor((y + t * dy - frame.y) / frame.cell);
        countCell(rasters, out, line, { column, row, amount: length / samples });
      }
    }
  }
  return out;
}

/**
 * Square metres of open ground within `frontageMetres` of each place that are seen. A place inside a building is taken
 * to be at its nearest facade.
 */
export function watchPlaces(
  rasters: Rasters,
  places: { readonly x: Float64Array; readonly y: Float64Array },
  { buildings, runs, frontageMetres }: { buildings: BuildingIndex; runs: RowRuns; frontageMetres: number },
): Watched {
  const { frame } = rasters;
  const out = watched(places.x.length);
  const front = createFacadeMover(buildings);
  const amount = frame.cell * frame.cell;
  for (let i = 0; i < places.x.length; i++) {
    if (!Number.isFinite(places.x[i] + places.y[i])) continue;
    const { x, y } = front(places.x[i], places.y[i]);
    const first = Math.floor((y - frontageMetres - frame.y) / frame.cell);
    const last = Math.floor((y + frontageMetres - frame.y) / frame.cell);
    for (let row = first; row <= last; row++) {
      const dy = frame.y + (row + 0.5) * frame.cell - y;
      const half = Math.sqrt(frontageMetres * frontageMetres - dy * dy);
      if (!(half > 0)) continue;
      const to = Math.ceil((x + half - frame.x) / frame.cell - 0.5);
      for (let column = Math.ceil((x - half - frame.x) / frame.cell - 0.5); column < to; column++) {
        if (runAt(runs, column, row) < 0) countCell(rasters, out, i, { column, row, amount });
      }
    }
  }
  return out;
}

/** Demand by area (the last entry is demand in none), seen or not. */
export function watchDemand(rasters: Rasters, demand: Demand, areas: RowRuns, areaCount: number): Watched {
  const { frame } = rasters;
  const out = watched(areaCount + 1);
  for (let d = 0; d < demand.x.length; d++) {
    const column = Math.floor((demand.x[d] - frame.x) / frame.cell);
    const row = Math.floor((demand.y[d] - frame.y) / frame.cell);
    const run = runAt(areas, column, row);
    countCell(rasters, out, run < 0 ? areaCount : areas.id[run], { column, row, amount: demand.weight[d] });
  }
  return out;
}
