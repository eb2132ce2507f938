import { minimise, root } from "./brent.ts";
import { exp, pow } from "./elementary/powers.ts";
import { mean, quantile, sampleVariance } from "./stats.ts";

/** Bins that the distances between values are counted in, as R. */
const bins = 1000;

/** Interquartile range in standard deviations of a normal distribution, as the rules round it. */
const rangeOf = (values: Float64Array, divisor: number) => (quantile(values, 0.75) - quantile(values, 0.25)) / divisor;

/** Silverman's rule of thumb in one dimension (R's bw.nrd0): 0.9 · min(sd, IQR/1.34) · n^−0.2. */
export function ruleOfThumbBandwidth(values: Float64Array): number {
  const deviation = Math.sqrt(sampleVariance(values));
  const scale = Math.min(deviation, rangeOf(values, 1.34)) || deviation || Math.abs(mean(values)) || 1;
  return 0.9 * scale * pow(values.length, -0.2);
}

/** Scott's rule in one dimension (R's bw.nrd): 1.06 · min(sd, IQR/1.34) · n^−0.2. */
export function normalReferenceBandwidth(values: Float64Array): number {
  return 1.06 * Math.min(Math.sqrt(sampleVariance(values)), rangeOf(values, 1.34)) * pow(values.length, -0.2);
}

/** How many pairs of values are so many bins apart, and how wide a bin is. */
interface PairCounts {
  readonly n: number;
  readonly width: number;
  readonly pairs: Float64Array;
}

function pairCounts(values: Float64Array): PairCounts {
  if (values.length < 2) throw new Error("a bandwidth needs at least two values");
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const width = ((high - low) * 1.01) / bins;
  if (!(width > 0)) throw new Error("a bandwidth needs values that differ");
  const first = Math.trunc(low / width);
  const count = new Float64Array(bins + 2);
  for (const value of values) count[Math.trunc(value / width) - first]++;
  const pairs = new Float64Array(bins);
  for (let i = 0; i < count.length; i++) {
    pairs[0] += (count[i] * (count[i] - 1)) / 2;
    for (let j = 0; j < i; j++) if (i - j < bins) pairs[i - j] += count[i] * count[j];
  }
  return { n: values.length, width, pairs };
}

/** Σ over pairs of a term of their squared distance in bandwidths. */
function overPairs({ width, pairs }: PairCounts, bandwidth: number, term: (square: number) => number): number {
  let sum = 0;
  for (let k = 0; k < pairs.length; k++) {
    const square = ((k * width) / bandwidth) ** 2;
    if (square >= 1000) break;
    sum += pairs[k] * term(square);
  }
  return sum;
}

/** Estimates of ∫ f″² and ∫ f‴² of the density by kernels of a pilot bandwidth. */
function curvature(counts: PairCounts, h: number): number {
  const sum = 2 * overPairs(counts, h, (d) => exp(-d / 2) * (d * d - 6 * d + 3)) + 3 * counts.n;
  return sum / (counts.n * (counts.n - 1) * h ** 5 * Math.sqrt(2 * Math.PI));
}
function thirdDerivative(counts: PairCounts, h: number): number {
  const sum = 2 * overPairs(counts, h, (d) => exp(-d / 2) * (d ** 3 - 15 * d * d + 45 * d - 15)) - 15 * counts.n;
  return -sum / (counts.n * (counts.n - 1) * h ** 7 * Math.sqrt(2 * Math.PI));
}

/**
 * Bandwidth of Sheather & Jones (1991, https://doi.org/10.1111/j.2517-6161.1991.tb01857.x), as R's bw.SJ: `solve` the
 * equation (ste), or plug in directly (`direct`, dpi).
 */
export function sheatherJonesBandwidth(values: Float64Array, method: "solve" | "direct" = "solve"): number {
  const counts = pairCounts(values);
  const { n } = counts;
  const scale = Math.min(Math.sqrt(sampleVariance(values)), rangeOf(values, 1.349));
  const rough = thirdDerivative(counts, 1.23 * scale * pow(n, -1 / 9));
  if (!(rough > 0 && Number.isFinite(rough))) throw new Error("too few different values for Sheather and Jones");
  const from = (pilot: number) => pow(1 / (2 * Math.sqrt(Math.PI) * n) / curvature(counts, pilot), 0.2);
  if (method === "direct") return from(pow(2.394 / (n * rough), 1 / 7));
  const ratio = 1.357 * pow(curvature(counts, 1.24 * scale * pow(n, -1 / 7)) / rough, 1 / 7);
  const equation = (h: number) => from(ratio * pow(h, 5 / 7)) - h;
  let upper = 1.144 * scale * pow(n, -0.2);
  let lower = 0.1 * upper;
  const tolerance = 0.1 * lower;
  for (let attempt = 1; equation(lower) * equation(upper) > 0; attempt++) {
    if (attempt > 99) throw new Error("Sheather and Jones' equation has no solution");
    if (attempt % 2 === 1) upper *= 1.2;
    else lower /= 1.2;
  }
  return root(equation, { lower, upper, tolerance });
}

/** Bandwidth by cross-validation, unbiased or biased (R's bw.ucv and bw.bcv; Scott 1992, ch. 6). */
export function crossValidatedBandwidth(values: Float64Array, kind: "unbiased" | "biased"): number {
  const counts = pairCounts(values);
  const { n } = counts;
  const unbiased = (h: number) =>
    (0.5 + overPairs(counts, h, (d) => exp(-d / 4) - Math.sqrt(8) * exp(-d / 2)) / n) / (n * h);
  const biased = (h: number) =>
    (1 + overPairs(counts, h, (d) => exp(-d / 4) * (d * d - 12 * d + 12)) / (32 * n)) / (2 * n * h);
  const upper = 1.144 * Math.sqrt(sampleVariance(values)) * pow(n, -0.2);
  const criterion = kind === "unbiased" ? unbiased : biased;
  return minimise((h) => criterion(h) / Math.sqrt(Math.PI), { lower: 0.1 * upper, upper, tolerance: 0.01 * upper });
}

/** Evenly spaced places: the first and the last of them, and how many there are. */
export interface LineGrid {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Gaussian density on a grid, in share of the values per unit: each value is shared between the two places next to it
 * (linear binning, as R's density()), and what falls outside is left out. R before 4.4 stretches the distances between
 * places by (2n − 2)/(2n − 1) here; these are true.
 */
export function binnedDensity(values: Float64Array, { from, to, count }: LineGrid, bandwidth: number): Float64Array {
  const step = (to - from) / (count - 1);
  const mass = new Float64Array(count);
  for (const value of values) {
    const at = (value - from) / step;
    const left = Math.floor(at);
    if (left >= 0 && left < count) mass[left] += (1 - (at - left)) / values.length;
    if (left + 1 >= 0 && left + 1 < count) mass[left + 1] += (at - left) / values.length;
  }
  const taps = mass.map((_, k) => exp(-0.5 * ((k * step) / bandwidth) ** 2) / (bandwidth * Math.sqrt(2 * Math.PI)));
  return mass.map((_, i) => mass.reduce((sum, m, j) => sum + (m === 0 ? 0 : m * taps[Math.abs(i - j)]), 0));
}
