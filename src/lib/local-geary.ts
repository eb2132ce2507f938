import { areaCount, type Csr, type WeightStyle } from "./csr.ts";
import { centred } from "./stats.ts";

const slice = 4096;

/**
 * Local Geary's c of every area, Σ_j w_ij (z_i − z_j)² of standardised values (Anselin 2019,
 * https://doi.org/10.1111/gean.12164): small among like neighbours, large among unlike ones. `divisor` chooses the
 * variance: n (PySAL) or n − 1 (GeoDa, spdep). NaN without neighbours, 0 for a constant value. Values must be finite.
 * Yields its progress.
 */
export function* localGeary(
  value: Float64Array,
  csr: Csr,
  { style = "row", divisor = "n-1" }: { style?: WeightStyle; divisor?: "n" | "n-1" } = {},
): Generator<number, Float64Array, void> {
  const n = areaCount(csr);
  const { start, neighbour } = csr;
  const { deviation, squares } = centred(value);
  const variance = squares / (divisor === "n" ? n : n - 1);
  const statistic = new Float64Array(n);
  for (let from = 0; from < n; from += slice) {
    const to = Math.min(n, from + slice);
    for (let i = from; i < to; i++) {
      const degree = start[i + 1] - start[i];
      let sum = 0;
      for (let k = start[i]; k < start[i + 1]; k++) sum += (deviation[i] - deviation[neighbour[k]]) ** 2;
      const scale = style === "row" ? variance * degree : variance;
      statistic[i] = degree === 0 ? Number.NaN : variance === 0 ? 0 : sum / scale;
    }
    yield to / n;
  }
  return statistic;
}
