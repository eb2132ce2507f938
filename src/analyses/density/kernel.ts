import { densityRaster, type Raster, scottBandwidth, silvermanBandwidth } from "../../lib/kde.ts";
import type { Params } from "./kernel/params.ts";

export type Input = {
  /** Cases in each cell of a raster, row by row. */
  readonly weight: Float64Array;
  /** Share of each cell inside the study area, 0 to 1; empty for a raster without an outside. */
  readonly inside: Float64Array;
  /** Columns, rows, and the side of a cell in metres. */
  readonly raster: Float64Array;
};
export type Output = { readonly perKm2: Float64Array; readonly bandwidthMetres: Float64Array };

/** Kernel density of cases per km², and the bandwidth it was made with. */
export function* run({ weight, inside, raster }: Input, params: Params): Generator<number, Output, void> {
  const [columns, rows, cellMetres] = raster;
  if (weight.length !== columns * rows) {
    throw new Error(`density: weight has ${weight.length} entries, expected ${columns} × ${rows}`);
  }
  if (inside.length !== 0 && inside.length !== weight.length) {
    throw new Error(`density: inside has ${inside.length} entries, expected ${weight.length}`);
  }
  const bandwidthMetres = bandwidthOf(weight, { columns, rows, cellMetres }, params);
  const perKm2 = yield* densityRaster({
    columns,
    rows,
    cellMetres,
    weight,
    bandwidthMetres,
    shape: params.shape,
    edge: params.edge,
    ...(inside.length > 0 && { inside }),
  });
  return { perKm2, bandwidthMetres: Float64Array.of(bandwidthMetres) };
}

/** By the chosen rule from the cells as weighted points; at least one cell, which is what too few cases give. */
function bandwidthOf(weight: Float64Array, raster: Raster, params: Params): number {
  if (params.bandwidth === "chosen") return params.bandwidthMetres;
  const points = weightedPoints(weight, raster);
  const [along, across] = params.bandwidth === "scott" ? scottBandwidth(points) : [silvermanBandwidth(points), 0];
  const metres = params.bandwidth === "scott" ? Math.sqrt(along * across) : along;
  return Number.isFinite(metres) ? Math.max(metres, raster.cellMetres) : raster.cellMetres;
}

function weightedPoints(weight: Float64Array, { columns, cellMetres }: Raster) {
  const cells: number[] = [];
  for (let c = 0; c < weight.length; c++) if (weight[c] > 0) cells.push(c);
  return {
    x: Float64Array.from(cells, (c) => ((c % columns) + 0.5) * cellMetres),
    y: Float64Array.from(cells, (c) => (Math.floor(c / columns) + 0.5) * cellMetres),
    weight: Float64Array.from(cells, (c) => weight[c]),
  };
}
