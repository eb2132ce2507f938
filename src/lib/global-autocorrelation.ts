import { areaCount, type Csr, islandCount, type WeightStyle, weightMoments } from "./csr.ts";
import { centred, powerSum } from "./stats.ts";

/** One statistic of a whole map and what randomness alone would give; `variance` is that of randomisation. */
export interface GlobalStatistic {
  readonly statistic: number;
  readonly expected: number;
  readonly variance: number;
  /** Variance under normality, where the statistic has one. */
  readonly varianceNormal: number;
  /** (statistic − expected) / √variance; NaN where it is not defined: constant values, too few areas, no neighbours. */
  readonly z: number;
}

function result(statistic: number, expected: number, variance: number, varianceNormal = Number.NaN): GlobalStatistic {
  const z = variance > 0 ? (statistic - expected) / Math.sqrt(variance) : Number.NaN;
  return { statistic, expected, variance, varianceNormal, z };
}

/**
 * Global Moran's I. Areas without neighbours are left out of n (`countIslands` keeps them), as spdep does: they say
 * nothing about neighbours. Cliff & Ord (1981), p. 42 and 46.
 */
export function moranI(
  value: Float64Array,
  csr: Csr,
  { style = "row", countIslands = false }: { style?: WeightStyle; countIslands?: boolean } = {},
): GlobalStatistic {
  const n = areaCount(csr) - (countIslands ? 0 : islandCount(csr));
  const { s0, s1, s2 } = weightMoments(csr, style);
  const { deviation: d, squares } = centred(value);
  const expected = -1 / (n - 1);
  if (!(n > 3 && s0 > 0 && squares > 0)) return result(Number.NaN, expected, Number.NaN);
  const statistic = ((n / s0) * crossProducts(d, csr, style)) / squares;
  const kurtosis = powerSum(d, 4) / areaCount(csr) / (squares / areaCount(csr)) ** 2;
  const w = s0 * s0;
  const square = (n * n * s1 - n * s2 + 3 * w) / (w * (n * n - 1));
  const top = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * w) - kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * w);
  const random = top / ((n - 1) * (n - 2) * (n - 3) * w);
  return result(statistic, expected, random - expected * expected, square - expected * expected);
}

/** Global Geary's C: below 1 among like neighbours, above 1 among unlike ones. Cliff & Ord (1981), p. 17 and 44. */
export function gearyC(
  value: Float64Array,
  csr: Csr,
  { style = "row", countIslands = false }: { style?: WeightStyle; countIslands?: boolean } = {},
): GlobalStatistic {
  const n = areaCount(csr) - (countIslands ? 0 : islandCount(csr));
  const { s0, s1, s2 } = weightMoments(csr, style);
  const { deviation: d, squares } = centred(value);
  if (!(n > 3 && s0 > 0 && squares > 0)) return result(Number.NaN, 1, Number.NaN);
  const statistic = (((n - 1) / (2 * s0)) * squaredDifferences(d, csr, style)) / squares;
  const k = powerSum(d, 4) / areaCount(csr) / (squares / areaCount(csr)) ** 2;
  const w = s0 * s0;
  const normal = ((2 * s1 + s2) * (n - 1) - 4 * w) / (2 * (n + 1) * w);
  const first = (n - 1) * s1 * (n * n - 3 * n + 3 - (n - 1) * k);
  const second = ((n - 1) * s2 * (n * n + 3 * n - 6 - (n * n - n + 2) * k)) / 4;
  const third = w * (n * n - 3 - (n - 1) ** 2 * k);
  return result(statistic, 1, (first - second + third) / (n * (n - 2) * (n - 3) * w), normal);
}

/**
 * General G of Getis & Ord (1992) with binary weights: above its expectation where high values lie together, below
 * where low ones do. Needs values that are not negative; NaN otherwise.
 */
export function generalG(value: Float64Array, csr: Csr): GlobalStatistic {
  const n = areaCount(csr);
  const { s0, s1, s2 } = weightMoments(csr, "binary");
  const expected = s0 / (n * (n - 1));
  const [m1, m2, m3, m4] = [powerSum(value, 1), powerSum(value, 2), powerSum(value, 3), powerSum(value, 4)];
  const pairs = m1 * m1 - m2;
  if (!(n > 3 && s0 > 0 && pairs > 0) || value.some((v) => v < 0)) return result(Number.NaN, expected, Number.NaN);
  const statistic = crossProducts(value, csr, "binary") / pairs;
  const w = s0 * s0;
  const b0 = (n * n - 3 * n + 3) * s1 - n * s2 + 3 * w;
  const b1 = -((n * n - n) * s1 - 2 * n * s2 + 6 * w);
  const b2 = -(2 * n * s1 - (n + 3) * s2 + 6 * w);
  const b3 = 4 * (n - 1) * s1 - 2 * (n + 1) * s2 + 8 * w;
  const b4 = s1 - s2 + w;
  const square = b0 * m2 * m2 + b1 * m4 + b2 * m1 * m1 * m2 + b3 * m1 * m3 + b4 * m1 ** 4;
  const secondMoment = square / (pairs * pairs * n * (n - 1) * (n - 2) * (n - 3));
  return result(statistic, expected, secondMoment - expected * expected);
}

/** Σ w_ij v_i v_j. */
function crossProducts(v: Float64Array, { start, neighbour }: Csr, style: WeightStyle): number {
  let total = 0;
  for (let i = 0; i + 1 < start.length; i++) {
    let sum = 0;
    for (let k = start[i]; k < start[i + 1]; k++) sum += v[neighbour[k]];
    if (start[i + 1] > start[i]) total += (v[i] * sum) / (style === "row" ? start[i + 1] - start[i] : 1);
  }
  return total;
}

/** Σ w_ij (v_i − v_j)². */
function squaredDifferences(v: Float64Array, { start, neighbour }: Csr, style: WeightStyle): number {
  let total = 0;
  for (let i = 0; i + 1 < start.length; i++) {
    let sum = 0;
    for (let k = start[i]; k < start[i + 1]; k++) sum += (v[i] - v[neighbour[k]]) ** 2;
    if (start[i + 1] > start[i]) total += sum / (style === "row" ? start[i + 1] - start[i] : 1);
  }
  return total;
}
