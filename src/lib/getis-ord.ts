import { areaCount, type Csr, maxDegree, type WeightStyle } from "./csr.ts";
import { centred, powerSum } from "./stats.ts";

const slice = 4096;

/** Whether an area counts among its own neighbours: Gi* does, Gi does not. */
export type GetisOrdKind = "gi" | "gi-star";

/**
 * Gi or Gi* of every area as a standard normal deviate (Ord & Getis 1995, https://doi.org/10.1111/j.1538-4632.1995.tb00912.x).
 * Weights are equal within a row, and z does not depend on their size: binary and row-standardised weights agree.
 * NaN for an area without neighbours (Gi only; Gi* is then the area's own deviate), 0 where the variance is zero: a
 * constant value, or a neighbourhood that is the whole map. Values must be finite. Yields its progress.
 */
export function* getisOrd(value: Float64Array, csr: Csr, kind: GetisOrdKind): Generator<number, Float64Array, void> {
  const n = areaCount(csr);
  const z = new Float64Array(n);
  const { deviation, squares } = centred(value);
  if (n < 3 || squares === 0) return z;
  const scale = kind === "gi-star" ? starScales(n, squares, maxDegree(csr)) : new Float64Array(0);
  for (let from = 0; from < n; from += slice) {
    const to = Math.min(n, from + slice);
    if (kind === "gi-star") starRows({ deviation, csr, scale, z, from, to });
    else plainRows({ deviation, csr, squares, z, from, to });
    yield to / n;
  }
  return z;
}

/** 1 / standard error of a sum over `w` areas, by the number of neighbours `w - 1`. */
function starScales(n: number, squares: number, degree: number): Float64Array {
  const scale = new Float64Array(degree + 1);
  for (let w = 1; w <= degree + 1; w++) {
    const variance = ((squares / n) * (n * w - w * w)) / (n - 1);
    scale[w - 1] = variance > 0 ? 1 / Math.sqrt(variance) : 0;
  }
  return scale;
}

interface Rows {
  readonly deviation: Float64Array;
  readonly csr: Csr;
  readonly z: Float64Array;
  readonly from: number;
  readonly to: number;
}

function starRows({ deviation, csr, scale, z, from, to }: Rows & { readonly scale: Float64Array }): void {
  const { start, neighbour } = csr;
  let k = start[from];
  for (let i = from; i < to; i++) {
    const end = start[i + 1];
    const degree = end - k;
    let sum = deviation[i];
    for (; k < end; k++) sum += deviation[neighbour[k]];
    z[i] = sum * scale[degree];
  }
}

function plainRows({ deviation, csr, squares, z, from, to }: Rows & { readonly squares: number }): void {
  const { start, neighbour } = csr;
  const n = start.length - 1;
  for (let i = from; i < to; i++) {
    const w = start[i + 1] - start[i];
    let sum = 0;
    for (let k = start[i]; k < start[i + 1]; k++) sum += deviation[neighbour[k]];
    const meanOfOthers = -deviation[i] / (n - 1);
    const varianceOfOthers = (squares - deviation[i] * deviation[i]) / (n - 1) - meanOfOthers * meanOfOthers;
    const variance = (varianceOfOthers * ((n - 1) * w - w * w)) / (n - 2);
    // Differences of rounded squares: what is left of a true zero is below this.
    const zero = variance <= 1e-14 * squares;
    z[i] = w === 0 ? Number.NaN : zero ? 0 : (sum - w * meanOfOthers) / Math.sqrt(variance);
  }
}

/** G of every area on its own scale: the share of the map's total that lies around the area. */
export interface GetisOrdRatio {
  readonly ratio: Float64Array;
  /** Its mean and variance if the values lay at random; z = (ratio − expected) / √variance. */
  readonly expected: Float64Array;
  readonly variance: Float64Array;
}

/**
 * The ratio that Getis & Ord (1992) define, Σ_j w_ij x_j over Σ_j x_j (without the area's own value for `gi`), and its
 * moments. A share only where no value is negative; ratios and variances are infinite or NaN where the values add up to
 * 0. Around an area without neighbours lies nothing under `gi`: all 0, as in spdep.
 */
export function getisOrdRatio(
  value: Float64Array,
  csr: Csr,
  { kind, style }: { readonly kind: GetisOrdKind; readonly style: WeightStyle },
): GetisOrdRatio {
  const n = areaCount(csr);
  const { deviation, squares } = centred(value);
  const total = powerSum(value, 1);
  const own = kind === "gi-star" ? 1 : 0;
  const among = n - 1 + own;
  const out = { ratio: new Float64Array(n), expected: new Float64Array(n), variance: new Float64Array(n) };
  for (let i = 0; i < n; i++) {
    const members = csr.start[i + 1] - csr.start[i] + own;
    if (members === 0) continue;
    const weight = style === "row" ? 1 / members : 1;
    const whole = total - (1 - own) * value[i];
    let sum = own * value[i];
    for (let k = csr.start[i]; k < csr.start[i + 1]; k++) sum += value[csr.neighbour[k]];
    const d = (1 - own) * deviation[i];
    const spread = (squares - d * d) / among - (d / among) ** 2;
    out.ratio[i] = (weight * sum) / whole;
    out.expected[i] = (weight * members) / among;
    out.variance[i] = (spread * weight * weight * (among * members - members * members)) / (among - 1) / whole ** 2;
  }
  return out;
}
