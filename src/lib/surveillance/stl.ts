import { median } from "../stats.ts";

/** How a series is taken apart. Spans are in counts and odd; `periodic` makes all cycles alike. */
export interface StlOptions {
  readonly period: number;
  readonly seasonalSpan: number | "periodic";
  readonly robust: boolean;
}

/** A series in three parts that sum to it. */
export interface Stl {
  readonly seasonal: Float64Array;
  readonly trend: Float64Array;
  readonly remainder: Float64Array;
}

const oddAtLeast = (value: number): number => {
  const next = Math.ceil(value);
  return next % 2 === 0 ? next + 1 : next;
};

/**
 * Seasonal-trend decomposition by loess (Cleveland et al. 1990) with the spans and degrees of R's `stl`, fitted at every
 * point rather than at every tenth. Throws for a series without two full periods or with gaps.
 */
export function stl(series: Float64Array, { period, seasonalSpan, robust }: StlOptions): Stl {
  const n = series.length;
  if (n < 2 * period + 1) throw new Error(`stl: ${n} counts are less than two periods of ${period}`);
  if (series.some((value) => Number.isNaN(value))) throw new Error("stl: the series has gaps");
  const periodic = seasonalSpan === "periodic";
  const span = periodic ? 10 * n + 1 : seasonalSpan;
  const trendSpan = oddAtLeast((1.5 * period) / (1 - 1.5 / span));
  let weight: Float64Array = new Float64Array(n).fill(1);
  let trend: Float64Array = new Float64Array(n);
  let seasonal: Float64Array = new Float64Array(n);
  for (let outer = 0; outer < (robust ? 16 : 1); outer++) {
    for (let inner = 0; inner < (robust ? 1 : 2); inner++) {
      const detrended = series.map((value, i) => value - trend[i]);
      const cycles = smoothCycles(detrended, { period, span, weight });
      const low = loess(movingAverages(cycles, period), { span: oddAtLeast(period), degree: 1 });
      seasonal = low.map((value, i) => cycles[i + period] - value);
      trend = loess(
        series.map((value, i) => value - seasonal[i]),
        { span: trendSpan, degree: 1, weight },
      );
    }
    if (robust) weight = robustness(series.map((value, i) => value - trend[i] - seasonal[i]));
  }
  if (periodic) seasonal = meanCycle(seasonal, period);
  return { seasonal, trend, remainder: series.map((value, i) => value - trend[i] - seasonal[i]) };
}

function meanCycle(seasonal: Float64Array, period: number): Float64Array {
  const sum = new Float64Array(period);
  const count = new Float64Array(period);
  seasonal.forEach((value, i) => {
    sum[i % period] += value;
    count[i % period]++;
  });
  return seasonal.map((_, i) => sum[i % period] / count[i % period]);
}

interface Cycles {
  readonly period: number;
  readonly span: number;
  readonly weight: Float64Array;
}

/** Each phase of the cycle smoothed along the cycles, one cycle longer at both ends. */
function smoothCycles(series: Float64Array, { period, span, weight }: Cycles): Float64Array {
  const n = series.length;
  const out = new Float64Array(n + 2 * period);
  for (let phase = 0; phase < period; phase++) {
    const rows = Math.floor((n - 1 - phase) / period) + 1;
    const own = Float64Array.from({ length: rows }, (_, k) => series[phase + k * period]);
    const ownWeight = Float64Array.from({ length: rows }, (_, k) => weight[phase + k * period]);
    for (let k = -1; k <= rows; k++) {
      out[phase + (k + 1) * period] = loessAt(own, k, { span, degree: 0, weight: ownWeight });
    }
  }
  return out;
}

/** Moving averages of lengths period, period and 3. */
function movingAverages(values: Float64Array, period: number): Float64Array {
  const average = (from: Float64Array, length: number) =>
    Float64Array.from({ length: from.length - length + 1 }, (_, i) => {
      let sum = 0;
      for (let k = i; k < i + length; k++) sum += from[k];
      return sum / length;
    });
  return average(average(average(values, period), period), 3);
}

interface Loess {
  readonly span: number;
  readonly degree: 0 | 1;
  readonly weight?: Float64Array;
}

function loess(values: Float64Array, options: Loess): Float64Array {
  return values.map((_, i) => loessAt(values, i, options));
}

/** Local regression at position `x` of values at 0, 1, 2 …; where it has no support, the nearest value. */
function loessAt(values: Float64Array, x: number, { span, degree, weight }: Loess): number {
  const n = values.length;
  const width = Math.min(span, n);
  const left = Math.min(n - width, Math.max(0, Math.round(x) - Math.floor(width / 2)));
  const right = left + width - 1;
  const reach = Math.max(x - left, right - x) + (span > n ? Math.floor((span - n) / 2) : 0);
  let [sum, meanX] = [0, 0];
  const w = new Float64Array(width);
  for (let k = left; k <= right; k++) {
    const away = Math.abs(k - x);
    if (away > 0.999 * reach && reach > 0) continue;
    const near = away <= 0.001 * reach ? 1 : (1 - (away / reach) ** 3) ** 3;
    w[k - left] = near * (weight ? weight[k] : 1);
    sum += w[k - left];
    meanX += w[k - left] * k;
  }
  if (!(sum > 0)) return values[Math.min(n - 1, Math.max(0, Math.round(x)))];
  meanX /= sum;
  let [spread, value] = [0, 0];
  for (let k = left; k <= right; k++) spread += (w[k - left] / sum) * (k - meanX) ** 2;
  const slope = degree === 1 && Math.sqrt(spread) > 0.001 * (n - 1) ? (x - meanX) / spread : 0;
  for (let k = left; k <= right; k++) value += (w[k - left] / sum) * (1 + slope * (k - meanX)) * values[k];
  return value;
}

/** Bisquare weights of the remainder in units of six medians. */
function robustness(remainder: Float64Array): Float64Array {
  const size = remainder.map(Math.abs);
  const most = 6 * median(size);
  return size.map((value) => (value <= 0.001 * most ? 1 : value > 0.999 * most ? 0 : (1 - (value / most) ** 2) ** 2));
}

/** Bound of the remainder: `times` standard deviations estimated by the median absolute deviation, at least `leastSd`. */
export function remainderLimit(
  remainder: Float64Array,
  { times, leastSd }: { readonly times: number; readonly leastSd: number },
): number {
  const middle = median(remainder);
  return times * Math.max(leastSd, 1.4826 * median(remainder.map((value) => Math.abs(value - middle))));
}
