/** How long crews took to arrive, as counts per atom in steps of about a tenth: row by row, `arrivalBins` an atom. */
export interface Arrivals {
  readonly counts: Uint32Array;
  /** Cases with both times. */
  readonly cases: number;
}

/** Ratio of one step to the next. */
const step = 1.1;
/** From a minute to about two weeks. */
export const arrivalBins = 104;
/** A 90th percentile of fewer arrivals is chance. */
const leastArrivals = 30;

/** The step that a time falls into. */
export function arrivalBin(minutes: number): number {
  return Math.min(arrivalBins - 1, Math.max(0, Math.floor(Math.log(minutes) / Math.log(step))));
}

/**
 * The 90th percentile of the arrivals of each unit in minutes, exact to a step (10 %); null with fewer than 30. The last
 * entry is that of all units together.
 */
export function p90ByUnit({ counts }: Arrivals, unit: ArrayLike<number>, units: number): (number | null)[] {
  const sums = new Float64Array((units + 1) * arrivalBins);
  for (let a = 0; a < unit.length; a++) {
    for (let bin = 0; bin < arrivalBins; bin++) {
      const count = counts[a * arrivalBins + bin];
      sums[unit[a] * arrivalBins + bin] += count;
      sums[units * arrivalBins + bin] += count;
    }
  }
  return Array.from({ length: units + 1 }, (_, u) => p90(sums.subarray(u * arrivalBins, (u + 1) * arrivalBins)));
}

function p90(counts: Float64Array): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total < leastArrivals) return null;
  let before = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    const after = before + counts[bin];
    if (after >= 0.9 * total) return step ** (bin + (0.9 * total - before) / counts[bin]);
    before = after;
  }
  return null;
}
