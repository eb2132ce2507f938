import { areaCount, type Csr, maxDegree, type WeightStyle } from "../../../lib/csr.ts";
import { getisOrd, getisOrdRatio } from "../../../lib/getis-ord.ts";
import { localGeary } from "../../../lib/local-geary.ts";
import { type LocalMoments, localMoran } from "../../../lib/local-moran.ts";
import { twoSidedP } from "../../../lib/normal.ts";
import { permutationTable, permutationTails, type Tails, twoSidedTailP } from "../../../lib/permutation.ts";
import { centred } from "../../../lib/stats.ts";

export type Statistic = "gi-star" | "gi" | "moran" | "geary";

/** A local statistic of areas that all have a value. */
export interface Local {
  /** G's deviate, I_i or c_i. */
  readonly statistic: Float64Array;
  /** NaN for Geary, which has permutations only. */
  readonly z: Float64Array;
  /** Of the value, and of the mean of the neighbours. */
  readonly deviation: Float64Array;
  readonly lag: Float64Array;
  /** G as a ratio, I_i or c_i, and its mean and variance by formula; those of c_i are NaN. */
  readonly raw: Float64Array;
  readonly rawExpected: Float64Array;
  readonly rawVariance: Float64Array;
}

export interface LocalOptions {
  readonly statistic: Statistic;
  readonly weights: WeightStyle;
  readonly variance: "n" | "n-1";
  readonly moments: LocalMoments;
}

/** The statistic itself; NaN for areas without neighbours, except Gi*. */
export function* localStatistic(
  value: Float64Array,
  csr: Csr,
  { statistic, weights, variance, moments }: LocalOptions,
): Generator<number, Local, void> {
  const { deviation } = centred(value);
  const lag = neighbourMeans(deviation, csr);
  const options = { style: weights, divisor: variance };
  if (statistic === "moran") {
    const { statistic: local, z, expected, variance: spread } = yield* localMoran(value, csr, { ...options, moments });
    return { statistic: local, z, deviation, lag, raw: local, rawExpected: expected, rawVariance: spread };
  }
  if (statistic === "geary") {
    const local = yield* localGeary(value, csr, options);
    const none = new Float64Array(value.length).fill(Number.NaN);
    return { statistic: local, z: none, deviation, lag, raw: local, rawExpected: none, rawVariance: none };
  }
  const z = yield* getisOrd(value, csr, statistic);
  const { ratio, expected, variance: spread } = getisOrdRatio(value, csr, { kind: statistic, style: "binary" });
  return { statistic: z, z, deviation, lag, raw: ratio, rawExpected: expected, rawVariance: spread };
}

function neighbourMeans(deviation: Float64Array, { start, neighbour }: Csr): Float64Array {
  const lag = new Float64Array(deviation.length);
  for (let i = 0; i < lag.length; i++) {
    let sum = 0;
    for (let k = start[i]; k < start[i + 1]; k++) sum += deviation[neighbour[k]];
    lag[i] = sum / (start[i + 1] - start[i]);
  }
  return lag;
}

/** Two-sided p of the deviates; NaN without neighbours. */
export function analyticP(z: Float64Array, csr: Csr): Float64Array {
  const p = new Float64Array(z.length);
  for (let i = 0; i < p.length; i++) p[i] = csr.start[i + 1] > csr.start[i] ? twoSidedP(z[i]) : Number.NaN;
  return p;
}

/** Tails of all areas by conditional permutation. */
export function* tailsOf(
  value: Float64Array,
  csr: Csr,
  options: { readonly statistic: Statistic; readonly permutations: number; readonly seed: number },
): Generator<number, Tails, void> {
  const areas = areaCount(csr);
  const draws = maxDegree(csr);
  if (draws === 0) return { greater: new Int32Array(areas), less: new Int32Array(areas) };
  const table = permutationTable({ areas, draws, permutations: options.permutations, seed: options.seed });
  const statistic = options.statistic === "geary" ? "geary" : "sum";
  return yield* permutationTails({ value, csr, table, statistic, from: 0, to: areas });
}

/** Two-sided p of tails. An area at the mean has I_i = 0 whatever its neighbours are: its p is 1. */
export function permutedP(
  local: Local,
  tails: Tails,
  options: { statistic: Statistic; permutations: number },
): Float64Array {
  const p = twoSidedTailP(tails, options.permutations);
  if (options.statistic !== "moran") return p;
  return p.map((value, i) => (Number.isNaN(value) || local.deviation[i] !== 0 ? value : 1));
}
