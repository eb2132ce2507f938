import { areaCount, type Csr, type WeightStyle } from "./csr.ts";
import { centred, powerSum } from "./stats.ts";

const slice = 4096;

/** Local Moran of every area, one entry each. */
export interface LocalMoran {
  /** Deviation of the area's value from the mean. */
  readonly deviation: Float64Array;
  /** Weighted sum of the neighbours' deviations (their mean when row-standardised). */
  readonly lag: Float64Array;
  /** I_i: positive among like neighbours, negative for an outlier. */
  readonly statistic: Float64Array;
  /** Mean of I_i under the chosen randomness. */
  readonly expected: Float64Array;
  /** Variance of I_i under the same. */
  readonly variance: Float64Array;
  /** (I_i − expected) / √variance; NaN without neighbours, 0 where the variance is zero. */
  readonly z: Float64Array;
}

/**
 * What randomness is to mean for local Moran: the area's own value stays and its neighbours are drawn (`conditional`,
 * Sokal, Oden & Thomson 1998, eqs A7 and A8), or all values are drawn (`total`, Anselin 1995, eqs 13 and 14).
 */
export type LocalMoments = "conditional" | "total";

/** Weights, the variance of the value (n is R's spdep, n − 1 GeoDa and PySAL; z depends on it for `total` only), moments. */
export interface LocalMoranOptions {
  readonly style?: WeightStyle;
  readonly divisor?: "n" | "n-1";
  readonly moments?: LocalMoments;
}

/**
 * Local Moran's I (Anselin 1995, https://doi.org/10.1111/j.1538-4632.1995.tb00338.x). Values must be finite. Yields its
 * progress.
 */
export function* localMoran(
  value: Float64Array,
  csr: Csr,
  { style = "row", divisor = "n-1", moments = "conditional" }: LocalMoranOptions = {},
): Generator<number, LocalMoran, void> {
  const n = areaCount(csr);
  const { deviation, squares } = centred(value);
  const out: LocalMoran = {
    deviation,
    lag: new Float64Array(n),
    statistic: new Float64Array(n),
    expected: new Float64Array(n),
    variance: new Float64Array(n),
    z: new Float64Array(n),
  };
  const moment = squares / (divisor === "n" ? n : n - 1);
  const kurtosis = moments === "total" ? powerSum(deviation, 4) / n / (squares / n) ** 2 : Number.NaN;
  for (let from = 0; from < n; from += slice) {
    const to = Math.min(n, from + slice);
    for (let i = from; i < to; i++) fillRow(out, i, { csr, style, squares, moment, kurtosis });
    yield to / n;
  }
  return out;
}

interface Setting {
  readonly csr: Csr;
  readonly style: WeightStyle;
  readonly squares: number;
  readonly moment: number;
  /** Of the value; NaN for conditional moments, which need none. */
  readonly kurtosis: number;
}

function fillRow(out: LocalMoran, i: number, { csr, style, squares, moment, kurtosis }: Setting): void {
  const { start, neighbour } = csr;
  const n = start.length - 1;
  const degree = start[i + 1] - start[i];
  let sum = 0;
  for (let k = start[i]; k < start[i + 1]; k++) sum += out.deviation[neighbour[k]];
  const w = style === "row" ? 1 / degree : 1;
  const d = out.deviation[i];
  out.lag[i] = degree === 0 ? 0 : sum * w;
  if (degree === 0) out.z[i] = Number.NaN;
  if (degree === 0 || moment === 0 || n < 3) return;
  const rowSum = w * degree;
  const rowSquares = w * w * degree;
  const factor = d / moment;
  out.statistic[i] = factor * out.lag[i];
  if (Number.isNaN(kurtosis)) {
    out.expected[i] = -(d * factor * rowSum) / (n - 1);
    const others = squares / n - (d * d) / (n - 1);
    out.variance[i] = factor * factor * (n / (n - 2)) * (rowSquares - (rowSum * rowSum) / (n - 1)) * others;
  } else {
    // The moments are those of the divisor n.
    const scale = squares / n / moment;
    const mean = -rowSum / (n - 1);
    const apart = (rowSum * rowSum - rowSquares) * (2 * kurtosis - n);
    const variance = (rowSquares * (n - kurtosis)) / (n - 1) + apart / ((n - 1) * (n - 2)) - mean * mean;
    out.expected[i] = scale * mean;
    out.variance[i] = scale * scale * variance;
  }
  const spread = out.variance[i];
  const zero = spread <= 1e-14 * (factor * d) ** 2 * rowSquares || spread <= 0;
  out.z[i] = zero ? 0 : (out.statistic[i] - out.expected[i]) / Math.sqrt(spread);
}
