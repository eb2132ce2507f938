import { chiSquareTail } from "./chi-square.ts";
import { isIn, type SurvivalTally } from "./survival.ts";

/** Whether the curves of groups differ: what ended in each group, and what would have if they were alike. */
export interface LogRank {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  readonly chiSquare: number;
  readonly degrees: number;
  readonly p: number;
}

/** Options of `logRank`. */
export interface LogRankOptions {
  /** Weight S(t)^rho of Fleming & Harrington: 0 counts all times alike, 1 the early ones more. */
  readonly rho?: number;
}

/**
 * The log-rank test of several groups, with the hypergeometric variance; `strata` holds the tallies of the groups for each
 * stratum, which are compared within it. Groups in which nothing is expected do not count as a degree of freedom.
 * Mantel (1966), Cancer Chemother. Rep. 50, 163–170; Fleming & Harrington (1981), as R's `survdiff`.
 */
export function logRank(strata: readonly (readonly SurvivalTally[])[], { rho = 0 }: LogRankOptions = {}): LogRank {
  const groups = Math.max(0, ...strata.map((stratum) => stratum.length));
  const sums = {
    observed: new Float64Array(groups),
    expected: new Float64Array(groups),
    variance: new Float64Array(groups * groups),
  };
  for (const stratum of strata) addStratum(stratum, rho, sums);
  const { observed, expected, variance } = sums;
  const covariance = (g: number, h: number) => variance[Math.max(g, h) * groups + Math.min(g, h)];
  const shown = [...expected.keys()].filter((g) => expected[g] > 0);
  const kept = shown.slice(1);
  const chiSquare = quadraticForm(
    kept.map((g) => observed[g] - expected[g]),
    kept.map((g) => kept.map((h) => covariance(g, h))),
  );
  return { observed, expected, chiSquare, degrees: kept.length, p: chiSquareTail(chiSquare, kept.length) };
}

interface Sums {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  /** Row by row, only up to the diagonal. */
  readonly variance: Float64Array;
}

/** Walks through the distinct times of all groups together. */
function addStratum(tallies: readonly SurvivalTally[], rho: number, { observed, expected, variance }: Sums): void {
  const size = Math.round(Math.sqrt(variance.length));
  const groups = tallies.map(walker);
  const risk = new Float64Array(groups.length);
  for (let before = 1; ; ) {
    let time = Infinity;
    for (const group of groups) time = Math.min(time, group.next());
    if (time === Infinity) return;
    let [d, n] = [0, 0];
    const weight = rho === 0 ? 1 : before ** rho;
    groups.forEach((group, g) => {
      risk[g] = group.riskAt(time);
      n += risk[g];
      const ended = group.pass(time);
      d += ended;
      observed[g] += weight * ended;
    });
    if (d === 0) continue;
    const spread = n > 1 ? (weight * weight * d * (n - d)) / (n * n * (n - 1)) : 0;
    for (let g = 0; g < groups.length; g++) {
      if (risk[g] === 0) continue;
      expected[g] += (weight * d * risk[g]) / n;
      variance[g * size + g] += spread * n * risk[g];
      for (let h = 0; h <= g; h++) variance[g * size + h] -= spread * risk[g] * risk[h];
    }
    before *= (n - d) / n;
  }
}

/** A group seen in the order of time. */
function walker({ time, events, censored, entries, subjects }: SurvivalTally) {
  let [k, entered, gone] = [0, entries ? 0 : subjects, 0];
  return {
    next: () => (k < time.length ? time[k] : Infinity),
    /** Subjects entered before a time and not gone before it. */
    riskAt(at: number): number {
      if (entries) while (entered < subjects && isIn(entries[entered], at)) entered++;
      return entered - gone;
    },
    /** Those that end at a time, which is left behind. */
    pass(at: number): number {
      if (time[k] !== at) return 0;
      gone += events[k] + censored[k];
      return events[k++];
    },
  };
}

/** xᵀ A⁻¹ x for a symmetric positive A, by elimination; directions in which A has no width do not count. */
function quadraticForm(x: readonly number[], a: readonly (readonly number[])[]): number {
  const rows = a.map((row, i) => [...row, x[i]]);
  let sum = 0;
  for (let i = 0; i < rows.length; i++) {
    const pivot = rows[i][i];
    if (!(pivot > 1e-12 * a[i][i])) continue;
    sum += rows[i][rows.length] ** 2 / pivot;
    for (let j = i + 1; j < rows.length; j++) {
      const factor = rows[j][i] / pivot;
      for (let c = i; c <= rows.length; c++) rows[j][c] -= factor * rows[i][c];
    }
  }
  return sum;
}
