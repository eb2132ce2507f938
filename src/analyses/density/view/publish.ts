import { unquantise } from "../../../lib/mercator.ts";
import { publishResult } from "../../../state/results.ts";
import type { DensityResult } from "./compute.ts";

/** Keeps a result as the table `density_cells`: one row a raster cell inside the study area, with its centre. */
export function publishDensity({
  input,
  problem,
  field,
  raster,
  inside,
  weight,
  bandwidthMetres,
}: DensityResult): void {
  if (problem) return;
  const { params, frame, window, dataVersion } = input;
  const { x, y, steps, columns, cellMetres } = raster;
  publishResult(
    "density_cells",
    () => {
      const cells = Uint32Array.from(inside.keys()).filter((cell) => inside[cell] === 1);
      const centre = (cell: number) =>
        unquantise(frame, x + ((cell % columns) + 0.5) * steps, y + (Math.floor(cell / columns) + 0.5) * steps);
      return {
        cell: cells,
        lon: Float64Array.from(cells, (cell) => centre(cell)[0]),
        lat: Float64Array.from(cells, (cell) => centre(cell)[1]),
        cases: Float64Array.from(cells, (cell) => weight[cell] ?? 0),
        cases_per_km2: Float64Array.from(cells, (cell) => field[cell] ?? 0),
      };
    },
    {
      analysis: "density",
      params: {
        ...params,
        bandwidth_used_metres: bandwidthMetres,
        cell_metres: cellMetres,
        from: window[0],
        to: window[1],
      },
      dataVersion,
    },
  );
}
