import type { AreaTable } from "../../../domain/area-table.ts";
import type { Filters, TimeRange } from "../../../domain/filters.ts";
import type { Box } from "../../../domain/manifest.ts";
import { frameStepMetres } from "../../../lib/frame.ts";
import { quantise, unquantise } from "../../../lib/mercator.ts";
import type { countCases } from "../../../state/counts.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { ParamsOf } from "../../index.ts";

/** What the density is computed from. */
export interface DensityInput {
  readonly params: ParamsOf<"density">;
  /** The areas that make up the study area. */
  readonly outline: AreaTable;
  readonly filters: Filters;
  readonly window: TimeRange;
  /** The square frame of the cases' positions. */
  readonly frame: Box;
  readonly dataVersion: string;
}

export interface DensityResult {
  readonly input: DensityInput;
  readonly problem: "no-cases" | null;
  readonly field: Float32Array;
  /** Cases of each cell, and 1 for those inside the study area. */
  readonly weight: Float64Array;
  readonly inside: Float64Array;
  readonly raster: FrameRaster;
  readonly bandwidthMetres: number;
  readonly cases: number;
  /** Cases per km² where they are densest, and the place. */
  readonly highest: number;
  readonly at: readonly [lon: number, lat: number];
  /** Square kilometres of the study area. */
  readonly km2: number;
}

export interface Means {
  readonly engine: Engine;
  readonly count: typeof countCases;
}

/** A raster over the frame, rows from the north: cells of `steps` 16-bit steps from column and row 0 at (x, y) on. */
export interface FrameRaster {
  readonly x: number;
  readonly y: number;
  readonly steps: number;
  readonly columns: number;
  readonly rows: number;
  readonly cellMetres: number;
  readonly box: Box;
}

const cellsAtMost = 320;

/** Counts the cases on a raster over the study area and smooths them. */
export async function computeDensity(
  input: DensityInput,
  { engine, count }: Means,
  context: RunContext,
): Promise<DensityResult> {
  const { params, outline, filters, window, frame } = input;
  const [counts] = await count({ filters, windows: [window], areaField: null, areaDurations: false, frame });
  context.signal.throwIfAborted();
  const raster = rasterOf(outline, frame);
  const { weight, inside } = await engine.run(
    "binning",
    {
      lon: counts?.lon ?? new Float64Array(0),
      lat: counts?.lat ?? new Float64Array(0),
      coordinates: outline.polygons.coordinates.slice(),
      ringOffsets: outline.polygons.ringOffsets.slice(),
      polygonOffsets: outline.polygons.polygonOffsets.slice(),
      frame: Float64Array.from(frame),
      raster: Float64Array.of(raster.x, raster.y, raster.steps, raster.columns, raster.rows),
    },
    {},
    { signal: context.signal },
  );
  const cases = weight.reduce((sum, one) => sum + one, 0);
  const base = { input, raster, cases, weight: weight.slice(), inside: inside.slice(), at: [0, 0] as const };
  const km2 = (inside.reduce((sum, one) => sum + one, 0) * raster.cellMetres ** 2) / 1e6;
  if (cases === 0)
    return { ...base, km2, problem: "no-cases", field: new Float32Array(0), bandwidthMetres: 0, highest: 0 };
  const size = Float64Array.of(raster.columns, raster.rows, raster.cellMetres);
  const output = await engine.run("density", { weight, inside, raster: size }, params, context);
  const field = Float32Array.from(output.perKm2);
  let top = 0;
  for (let cell = 0; cell < field.length; cell++) if ((field[cell] ?? 0) > (field[top] ?? 0)) top = cell;
  const { x, y, steps, columns } = raster;
  const at = unquantise(frame, x + ((top % columns) + 0.5) * steps, y + (Math.floor(top / columns) + 0.5) * steps);
  return {
    ...base,
    km2,
    at,
    problem: null,
    field,
    bandwidthMetres: output.bandwidthMetres[0] ?? 0,
    highest: field[top] ?? 0,
  };
}

/** A raster of at most 320 cells a side over the study area. */
export function rasterOf({ polygons: { coordinates } }: AreaTable, frame: Box): FrameRaster {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (let i = 0; i + 1 < coordinates.length; i += 2) {
    const [lon = 0, lat = 0] = [coordinates[i], coordinates[i + 1]];
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const [x, y] = quantise(frame, west, north);
  const [right, bottom] = quantise(frame, east, south);
  const steps = Math.max(right - x, bottom - y) / cellsAtMost;
  const [columns, rows] = [Math.ceil((right - x) / steps), Math.ceil((bottom - y) / steps)];
  const [boxWest, boxNorth] = unquantise(frame, x, y);
  const [boxEast, boxSouth] = unquantise(frame, x + columns * steps, y + rows * steps);
  const box: Box = [boxWest, boxSouth, boxEast, boxNorth];
  return { x, y, steps, columns, rows, cellMetres: steps * frameStepMetres(frame), box };
}
