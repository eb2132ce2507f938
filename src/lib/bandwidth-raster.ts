import { log, pow } from "./elementary/powers.ts";
import { type DensityTask, densityRaster, gaussianTaps } from "./kde.ts";
import { within } from "./progress.ts";

/**
 * How a bandwidth is chosen: under which each case is likeliest given the others (`likelihood`), or under which the
 * reciprocals of the densities at the cases add up to the study area (`area`, Cronie & van Lieshout 2018).
 */
export type BandwidthCriterion = "likelihood" | "area";

const candidates = 16;
/** Wider kernels are tried on a coarser raster, with so many of its cells to a standard deviation or more. */
const cellsPerDeviation = 6;

/** Weights on a raster, and which of its cells lie in the study area. */
export type BandwidthTask = Pick<DensityTask, "columns" | "rows" | "cellMetres" | "weight" | "inside">;

/**
 * Standard deviation in metres for a Gaussian on a raster of whole counts: the best of 16 in equal ratios from one cell to
 * half the diagonal, as `bandwidth-plane.ts` does for points. Cases of one cell count as at one place. NaN for fewer than
 * two cases. Yields its progress.
 */
export function* rasterBandwidth(task: BandwidthTask, criterion: BandwidthCriterion): Generator<number, number, void> {
  const cases = task.weight.reduce((sum, w) => sum + w, 0);
  if (!(cases >= 2)) return Number.NaN;
  const most = Math.hypot(task.columns, task.rows) / 2;
  let best = Number.NaN;
  let highest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < candidates; k++) {
    const cells = pow(most, k / (candidates - 1));
    const field = coarsened(task, Math.floor(cells / cellsPerDeviation));
    const bandwidthMetres = task.cellMetres * cells;
    const options = { ...field, shape: "gaussian", bandwidthMetres, edge: "none" } as const;
    const density = yield* within(densityRaster(withoutOutside(options)), k / candidates, (k + 0.5) / candidates);
    const score = criterion === "likelihood" ? yield* likelihood(options, density) : -areaError(field, density);
    if (score > highest) [best, highest] = [bandwidthMetres, score];
    yield (k + 1) / candidates;
  }
  return best;
}

/** Without an edge correction there is an outside only to set to 0, which here it must not be. */
function withoutOutside({ inside: _, ...task }: DensityTask): DensityTask {
  return task;
}

/** The same counts on cells `factor` times as wide, the last ones cut off by the border. */
function coarsened(task: BandwidthTask, factor: number): BandwidthTask {
  if (factor <= 1) return task;
  const [columns, rows] = [Math.ceil(task.columns / factor), Math.ceil(task.rows / factor)];
  const summed = (fine: Float64Array, share: number) => {
    const coarse = new Float64Array(columns * rows);
    for (let cell = 0; cell < fine.length; cell++) {
      const [column, row] = [cell % task.columns, Math.floor(cell / task.columns)];
      coarse[Math.floor(row / factor) * columns + Math.floor(column / factor)] += fine[cell] * share;
    }
    return coarse;
  };
  const { inside, weight } = task;
  const cells = { columns, rows, cellMetres: task.cellMetres * factor, weight: summed(weight, 1) };
  return inside ? { ...cells, inside: summed(inside, 1 / (factor * factor)) } : cells;
}

/** Σ log of the density at each case without itself, less the number of cases the density stands for, edges corrected. */
function* likelihood(task: DensityTask, density: Float64Array): Generator<number, number, void> {
  const { weight, cellMetres, bandwidthMetres, inside } = task;
  const km2 = (cellMetres * cellMetres) / 1e6;
  const own = gaussianTaps(bandwidthMetres / cellMetres)[0] ** 2 / km2;
  const mass = inside ? yield* densityRaster({ ...withoutOutside(task), weight: inside }) : undefined;
  let sum = 0;
  for (let c = 0; c < weight.length; c++) {
    const [area, share] = inside && mass ? [inside[c], mass[c] * km2] : [1, 1];
    if (area === 0 || share === 0) continue;
    sum -= (density[c] / share) * area * km2;
    if (weight[c] > 0) sum += weight[c] * log(Math.max(0, density[c] - own) / share);
  }
  return sum;
}

/** How far Σ 1/density is from the area, squared. */
function areaError({ weight, inside, cellMetres }: BandwidthTask, density: Float64Array): number {
  const km2 = (cellMetres * cellMetres) / 1e6;
  let error = 0;
  for (let c = 0; c < weight.length; c++) {
    error -= (inside ? inside[c] : 1) * km2;
    if (weight[c] > 0 && density[c] > 0) error += weight[c] / density[c];
  }
  return error * error;
}
