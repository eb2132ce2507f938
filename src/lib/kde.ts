import { exp, pow } from "./elementary/powers.ts";
import { erfc } from "./normal.ts";
import { median } from "./stats.ts";

/** `gaussian`: standard deviation = bandwidth; `quartic`: zero from the bandwidth on (Silverman 1986, eq. 4.5; ArcGIS). */
export const kernels = ["quartic", "gaussian"] as const;
export type KernelShape = (typeof kernels)[number];

/** How far a Gaussian reaches on a raster, in bandwidths: less than 3e-7 of its weight is cut off. */
const gaussianReach = 5;

/** Points in a plane, in metres, with weights (1 where there are none). */
export interface WeightedPoints {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weight?: Float64Array;
}

/** Value of the kernel at a distance: integrates to 1 over the plane. */
export function kernelAt(shape: KernelShape, distance: number, bandwidth: number): number {
  const u = (distance / bandwidth) ** 2;
  if (shape === "gaussian") return exp(-u / 2) / (2 * Math.PI * bandwidth * bandwidth);
  return u < 1 ? (3 * (1 - u) ** 2) / (Math.PI * bandwidth * bandwidth) : 0;
}

/**
 * Density at chosen positions, summed exactly over all points, in weight per unit of area of the plane. `leaveOneOut`
 * leaves out the point of the same number, for positions that are the points themselves.
 */
export function densityAt(
  points: WeightedPoints,
  at: { readonly x: Float64Array; readonly y: Float64Array },
  { shape, bandwidth, leaveOneOut = false }: { shape: KernelShape; bandwidth: number; leaveOneOut?: boolean },
): Float64Array {
  return Float64Array.from(at.x, (x, k) => {
    let sum = 0;
    for (let i = 0; i < points.x.length; i++) {
      if (leaveOneOut && i === k) continue;
      const distance = Math.hypot(points.x[i] - x, points.y[i] - at.y[k]);
      sum += (points.weight ? points.weight[i] : 1) * kernelAt(shape, distance, bandwidth);
    }
    return sum;
  });
}

/** Share of a Gaussian around a position that lies inside a rectangle: what edge correction divides by. */
export function gaussianMassInBox(
  position: readonly [number, number],
  box: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number },
  bandwidth: number,
): number {
  const inside = (from: number, to: number, at: number) =>
    (erfc((from - at) / (bandwidth * Math.SQRT2)) - erfc((to - at) / (bandwidth * Math.SQRT2))) / 2;
  return inside(box.minX, box.maxX, position[0]) * inside(box.minY, box.maxY, position[1]);
}

/** Silverman's rule in ArcGIS's robust form: 0.9 · min(standard distance, √(1/ln 2) · median distance) · n^−0.2, in metres. */
export function silvermanBandwidth({ x, y, weight }: WeightedPoints): number {
  const total = weight ? weight.reduce((a, b) => a + b, 0) : x.length;
  const centre = (v: Float64Array) => v.reduce((sum, value, i) => sum + value * (weight ? weight[i] : 1), 0) / total;
  const [cx, cy] = [centre(x), centre(y)];
  const distance = x.map((value, i) => Math.hypot(value - cx, y[i] - cy));
  const squares = distance.reduce((sum, d, i) => sum + d * d * (weight ? weight[i] : 1), 0);
  const middle = weight ? weightedMedian(distance, weight) : median(distance);
  return 0.9 * Math.min(Math.sqrt(squares / total), Math.sqrt(1 / Math.LN2) * middle) * pow(total, -0.2);
}

/** Least value that at least half of the weight does not exceed, found by halving: values need no sorting. */
function weightedMedian(values: Float64Array, weight: Float64Array): number {
  const upTo = (limit: number) => values.reduce((sum, v, i) => sum + (v <= limit ? weight[i] : 0), 0);
  const half = upTo(Infinity) / 2;
  let low = -1;
  let high = values.reduce((a, b) => Math.max(a, b), 0);
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (upTo(middle) >= half) high = middle;
    else low = middle;
  }
  return high;
}

/** Scott's rule in two dimensions: standard deviation · n^(−1/6) along each axis. */
export function scottBandwidth({ x, y, weight }: WeightedPoints): readonly [number, number] {
  const total = weight ? weight.reduce((a, b) => a + b, 0) : x.length;
  const along = (v: Float64Array) => {
    const weightOf = (i: number) => (weight ? weight[i] : 1);
    const centre = v.reduce((sum, value, i) => sum + weightOf(i) * value, 0) / total;
    const squares = v.reduce((sum, value, i) => sum + weightOf(i) * (value - centre) ** 2, 0);
    return Math.sqrt(squares / (total - 1)) * pow(total, -1 / 6);
  };
  return [along(x), along(y)];
}

/** A raster of square cells, row by row. */
export interface Raster {
  readonly columns: number;
  readonly rows: number;
  readonly cellMetres: number;
}

/** `uniform` divides by the share of the kernel inside; `diggle` divides each point's weight by it first (Jones 1993). */
export const edgeCorrections = ["none", "uniform", "diggle"] as const;
export type EdgeCorrection = (typeof edgeCorrections)[number];

/** Weights on a raster and how to smooth them. */
export interface DensityTask extends Raster {
  /** Weight in each cell. */
  readonly weight: Float64Array;
  readonly shape: KernelShape;
  readonly bandwidthMetres: number;
  readonly edge: EdgeCorrection;
  /** Share of each cell inside the study area (0 to 1); needed for an edge correction. */
  readonly inside?: Float64Array;
}

/**
 * Smooth weights on a raster into weight per km². The kernel is taken between cell centres and its taps sum to 1, so
 * that without edge correction and away from the border nothing is lost; with `diggle` nothing is lost at all. Outside
 * the study area the density is 0. Yields its progress.
 */
export function* densityRaster(task: DensityTask): Generator<number, Float64Array, void> {
  const { weight, edge, inside, cellMetres } = task;
  const perKm2 = 1e6 / (cellMetres * cellMetres);
  let density: Float64Array;
  if (edge === "none" || !inside) density = yield* smooth(task, weight);
  else {
    const mass = yield* smooth(task, inside);
    const shared = (value: number, cell: number) => (mass[cell] > 0 && inside[cell] > 0 ? value / mass[cell] : 0);
    density = edge === "diggle" ? yield* smooth(task, weight.map(shared)) : (yield* smooth(task, weight)).map(shared);
  }
  for (let c = 0; c < density.length; c++) density[c] *= inside && inside[c] === 0 ? 0 : perKm2;
  return density;
}

function smooth(task: DensityTask, weight: Float64Array): Generator<number, Float64Array, void> {
  return task.shape === "gaussian" ? smoothGaussian(task, weight) : smoothQuartic(task, weight);
}

function* smoothGaussian(task: DensityTask, weight: Float64Array): Generator<number, Float64Array, void> {
  const taps = gaussianTaps(task.bandwidthMetres / task.cellMetres);
  const across = new Float64Array(weight.length);
  const out = new Float64Array(weight.length);
  for (let row = 0; row < task.rows; row++) {
    smoothRow({ task, from: weight, to: across, taps, row });
    if (row % 32 === 31) yield row / task.rows / 2;
  }
  for (let row = 0; row < task.rows; row++) {
    smoothColumns({ task, from: across, to: out, taps, row });
    if (row % 32 === 31) yield 0.5 + row / task.rows / 2;
  }
  return out;
}

/** Weights of a Gaussian at 0, 1, 2 … cells, of a standard deviation in cells; all of them, both sides, sum to 1. */
export function gaussianTaps(sigma: number): Float64Array {
  const reach = Math.ceil(gaussianReach * sigma);
  const taps = Float64Array.from({ length: reach + 1 }, (_, k) => exp(-0.5 * (k / sigma) ** 2));
  const total = taps.reduce((sum, tap, k) => sum + (k === 0 ? tap : 2 * tap), 0);
  return taps.map((tap) => tap / total);
}

interface Pass {
  readonly task: Raster;
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly taps: Float64Array;
  readonly row: number;
}

/** Spread each weight of a row along the row; empty cells cost nothing. */
function smoothRow({ task, from, to, taps, row }: Pass): void {
  const first = row * task.columns;
  const last = first + task.columns;
  const reach = taps.length - 1;
  for (let c = first; c < last; c++) {
    const w = from[c];
    if (w === 0) continue;
    const left = Math.max(first, c - reach);
    const right = Math.min(last - 1, c + reach);
    for (let k = left; k < c; k++) to[k] += w * taps[c - k];
    for (let k = c; k <= right; k++) to[k] += w * taps[k - c];
  }
}

/** Gather a row from the rows above and below it. */
function smoothColumns({ task, from, to, taps, row }: Pass): void {
  const { columns, rows } = task;
  const reach = taps.length - 1;
  const base = row * columns;
  for (let other = Math.max(0, row - reach); other <= Math.min(rows - 1, row + reach); other++) {
    const tap = taps[Math.abs(other - row)];
    const source = other * columns;
    for (let c = 0; c < columns; c++) to[base + c] += tap * from[source + c];
  }
}

/** Quartic kernels are not separable: each cell with weight spreads it over a disc. */
function* smoothQuartic(task: DensityTask, weight: Float64Array): Generator<number, Float64Array, void> {
  const { columns, rows, bandwidthMetres, cellMetres } = task;
  const reach = Math.ceil(bandwidthMetres / cellMetres) - 1;
  const side = 2 * reach + 1;
  const disc = new Float64Array(side * side);
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      disc[(dy + reach) * side + dx + reach] = kernelAt("quartic", Math.hypot(dx, dy) * cellMetres, bandwidthMetres);
    }
  }
  const total = disc.reduce((a, b) => a + b, 0);
  const out = new Float64Array(weight.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const w = weight[row * columns + column] / total;
      if (w !== 0) stamp({ task, out, disc, reach }, { w, row, column });
    }
    if (row % 16 === 15) yield row / rows;
  }
  return out;
}

function stamp(
  { task, out, disc, reach }: { task: Raster; out: Float64Array; disc: Float64Array; reach: number },
  { w, row, column }: { w: number; row: number; column: number },
): void {
  const { columns, rows } = task;
  const side = 2 * reach + 1;
  const left = Math.max(0, column - reach);
  const right = Math.min(columns - 1, column + reach);
  for (let r = Math.max(0, row - reach); r <= Math.min(rows - 1, row + reach); r++) {
    const shift = (r - row + reach) * side + reach - column;
    for (let c = left; c <= right; c++) out[r * columns + c] += w * disc[shift + c];
  }
}
