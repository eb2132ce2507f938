import { type BandwidthTask, rasterBandwidth } from "../../lib/bandwidth-raster.ts";
import { densityRaster, type Raster, scottBandwidth, silvermanBandwidth, type WeightedPoints } from "../../lib/kde.ts";
import { within } from "../../lib/progress.ts";
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
  const field = { columns, rows, cellMetres, weight, ...(inside.length > 0 && { inside }) };
  const bandwidthMetres = yield* bandwidthOf(field, params);
  const perKm2 = yield* densityRaster({ ...field, bandwidthMetres, shape: params.shape, edge: params.edge });
  return { perKm2, bandwidthMetres: Float64Array.of(bandwidthMetres) };
}

/** A quartic kernel of this bandwidth has a standard deviation of 1 along either axis. */
const quarticPerDeviation = Math.sqrt(8);

/** By the chosen rule from the cells as weighted points; at least one cell, which is what too few cases give. */
function* bandwidthOf(field: BandwidthTask, params: Params): Generator<number, number, void> {
  if (params.bandwidth === "chosen") return params.bandwidthMetres;
  const metres =
    params.bandwidth === "likelihood" || params.bandwidth === "area"
      ? (yield* within(rasterBandwidth(field, params.bandwidth), 0, 0.8)) *
        (params.shape === "quartic" ? quarticPerDeviation : 1)
      : ruleOf(weightedPoints(field.weight, field), params.bandwidth);
  return Number.isFinite(metres) ? Math.max(metres, field.cellMetres) : field.cellMetres;
}

function ruleOf(points: WeightedPoints, rule: "silverman" | "scott"): number {
  if (rule === "silverman") return silvermanBandwidth(points);
  const [along, across] = scottBandwidth(points);
  return Math.sqrt(along * across);
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
