import type { ClassMethod } from "../domain/filters.ts";

/**
 * The edges of classes of a numeric value, ascending: class `i` holds `edges[i] < value <= edges[i + 1]`, the first
 * class its lower edge too, and it may hold that one value only (`edges[0] === edges[1]`). `k` classes have `k + 1`
 * edges; no values at all give no edges.
 */
export type ClassEdges = readonly number[];

/** The most different values that `jenks` cuts exactly; more are first merged into this many runs of equal count. */
export const jenksLimit = 2000;

/** Sorted different values with how often each occurs. */
interface Tally {
  readonly values: Float64Array;
  readonly counts: Float64Array;
}

/** The finite values in ascending order: null (NaN) and infinite ones are "no data". */
function sortedFinite(values: ArrayLike<number>): Float64Array {
  const finite = Float64Array.from(values).filter(Number.isFinite);
  return finite.sort();
}

function tally(sorted: Float64Array): Tally {
  const values: number[] = [];
  const counts: number[] = [];
  for (const value of sorted) {
    if (value === values[values.length - 1]) counts[counts.length - 1] += 1;
    else {
      values.push(value);
      counts.push(1);
    }
  }
  return { values: Float64Array.from(values), counts: Float64Array.from(counts) };
}

/** At most `limit` runs of about equal count, each standing at its largest value, which is where a class may end. */
function merged({ values, counts }: Tally, limit: number): Tally {
  if (values.length <= limit) return { values, counts };
  const total = counts.reduce((sum, count) => sum + count, 0);
  const kept: number[] = [];
  const weights: number[] = [];
  let [weight, done] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    weight += counts[i];
    done += counts[i];
    if (i < values.length - 1 && done < (total * (kept.length + 1)) / limit) continue;
    kept.push(values[i]);
    weights.push(weight);
    weight = 0;
  }
  return { values: Float64Array.from(kept), counts: Float64Array.from(weights) };
}

function distinct(edges: readonly number[]): ClassEdges {
  return edges.filter((edge, i) => i === 0 || edge > edges[i - 1]);
}

/** Edges that put about equally many values in each class; ties can leave fewer classes than asked. */
export function quantileEdges(values: ArrayLike<number>, count: number): ClassEdges {
  const sorted = sortedFinite(values);
  if (sorted.length === 0) return [];
  const uppers = Array.from({ length: count }, (_, i) => sorted[Math.ceil(((i + 1) * sorted.length) / count) - 1]);
  return [sorted[0], ...distinct(uppers)];
}

/** Edges at equal distances from the smallest to the largest value. */
export function equalEdges(values: ArrayLike<number>, count: number): ClassEdges {
  const sorted = sortedFinite(values);
  if (sorted.length === 0) return [];
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  if (low === high) return [low, high];
  return Array.from({ length: count + 1 }, (_, i) => (i === count ? high : low + ((high - low) * i) / count));
}

/**
 * Natural breaks: the classes with the least sum of squared deviations from their means, by exact dynamic programming
 * (Fisher 1958) over at most `jenksLimit` different values. The best last cut moves right as the run grows, so each
 * row is filled by divide and conquer in O(n log n).
 */
export function jenksEdges(values: ArrayLike<number>, count: number): ClassEdges {
  const sorted = sortedFinite(values);
  const { values: points, counts } = merged(tally(sorted), jenksLimit);
  const n = points.length;
  if (n === 0) return [];
  const classes = Math.min(count, n);
  const cost = deviationOf(points, counts);
  const cuts: Int32Array[] = [];
  let best = Float64Array.from({ length: n }, (_, last) => cost(0, last));
  for (let k = 1; k < classes; k++) {
    const next = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
    const cut = new Int32Array(n);
    fillRow({ best, next, cut, cost }, k, n - 1, k, n - 1);
    cuts.push(cut);
    best = next;
  }
  const uppers = [points[n - 1]];
  for (let k = cuts.length - 1, last = n - 1; k >= 0; k--) {
    last = cuts[k][last] - 1;
    uppers.unshift(points[last]);
  }
  return [sorted[0], ...uppers];
}

/** Squared deviation from the mean of the points `from` to `to`, both included, in O(1) from prefix sums. */
function deviationOf(points: Float64Array, counts: Float64Array): (from: number, to: number) => number {
  const n = points.length;
  const weight = new Float64Array(n + 1);
  const sum = new Float64Array(n + 1);
  const square = new Float64Array(n + 1);
  const centre = points[n >> 1];
  for (let i = 0; i < n; i++) {
    const x = points[i] - centre;
    weight[i + 1] = weight[i] + counts[i];
    sum[i + 1] = sum[i] + counts[i] * x;
    square[i + 1] = square[i] + counts[i] * x * x;
  }
  return (from, to) => {
    const total = sum[to + 1] - sum[from];
    return Math.max(0, square[to + 1] - square[from] - (total * total) / (weight[to + 1] - weight[from]));
  };
}

interface Row {
  readonly best: Float64Array;
  readonly next: Float64Array;
  readonly cut: Int32Array;
  readonly cost: (from: number, to: number) => number;
}

/** Fills `next[low..high]` whose best cuts lie in `cutLow..cutHigh`. */
function fillRow(row: Row, low: number, high: number, cutLow: number, cutHigh: number): void {
  if (low > high) return;
  const middle = (low + high) >> 1;
  const last = Math.min(middle, cutHigh);
  for (let first = cutLow; first <= last; first++) {
    const value = row.best[first - 1] + row.cost(first, middle);
    if (value < row.next[middle]) {
      row.next[middle] = value;
      row.cut[middle] = first;
    }
  }
  fillRow(row, low, middle - 1, cutLow, row.cut[middle]);
  fillRow(row, middle + 1, high, row.cut[middle], cutHigh);
}

/** Edges given by the user or a norm, widened so that every value falls in a class. */
export function fixedEdges(values: ArrayLike<number>, inner: readonly number[]): ClassEdges {
  const sorted = sortedFinite(values);
  if (sorted.length === 0) return [];
  const cuts = distinct([...inner].sort((a, b) => a - b));
  const low = Math.min(sorted[0], cuts[0] ?? sorted[0]);
  const high = Math.max(sorted[sorted.length - 1], cuts[cuts.length - 1] ?? low);
  return [low, ...distinct([...cuts.filter((cut) => cut > low && cut < high), high])];
}

/** Class edges by one of the product's methods. NaN and infinite values are "no data" and do not count. */
export function classEdges(values: ArrayLike<number>, method: ClassMethod, count: number): ClassEdges {
  if (!(count >= 1)) throw new Error(`classes: count is ${count}, expected at least 1`);
  if (method === "quantile") return quantileEdges(values, count);
  return method === "jenks" ? jenksEdges(values, count) : equalEdges(values, count);
}

/** How many classes there are: a single value has one class. */
export function classCountOf(edges: ClassEdges): number {
  return Math.max(0, edges.length - 1);
}

/** The class of a value, or -1 for "no data" (NaN, infinite, or no classes). Values outside go to the nearest class. */
export function classOf(edges: ClassEdges, value: number): number {
  const classes = classCountOf(edges);
  if (classes === 0 || !Number.isFinite(value)) return -1;
  let i = 0;
  while (i < classes - 1 && value > edges[i + 1]) i++;
  return i;
}
