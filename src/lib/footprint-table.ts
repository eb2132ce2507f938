import type { Footprints } from "./coverage-raster.ts";
import type { CostTable } from "./road-graph.ts";
import type { RasterFrame } from "./scanline.ts";

/**
 * Which points (metres on the plane) each footprint holds, as a table of costs 0: cameras that might be built as the
 * sites of a covering model. Build one footprint per place and direction, and give those of one place one group.
 */
export function footprintTable(
  frame: RasterFrame,
  footprints: Footprints,
  points: { readonly x: Float64Array; readonly y: Float64Array },
): CostTable {
  const byCell = new Map<number, number[]>();
  for (let i = 0; i < points.x.length; i++) {
    const column = Math.floor((points.x[i] - frame.x) / frame.cell);
    const row = Math.floor((points.y[i] - frame.y) / frame.cell);
    if (!(column >= 0 && column < frame.columns && row >= 0 && row < frame.rows)) continue;
    const list = byCell.get(row * frame.columns + column);
    if (list) list.push(i);
    else byCell.set(row * frame.columns + column, [i]);
  }
  const things = footprints.start.length - 1;
  const start = new Uint32Array(things + 1);
  const target: number[] = [];
  for (let t = 0; t < things; t++) {
    for (let k = 3 * footprints.start[t]; k < 3 * footprints.start[t + 1]; k += 3) {
      const row = footprints.runs[k] * frame.columns;
      for (let column = footprints.runs[k + 1]; column < footprints.runs[k + 2]; column++) {
        const list = byCell.get(row + column);
        if (list) target.push(...list);
      }
    }
    start[t + 1] = target.length;
  }
  return { start, target: Uint32Array.from(target), cost: new Float64Array(target.length) };
}
