import { areaCount, type Csr } from "./csr.ts";
import { createRandom } from "./random.ts";
import { centred } from "./stats.ts";

/**
 * Random neighbourhoods shared by all areas (the scheme of GeoDa and PySAL): `draw[p * draws + k]` is the k-th of
 * `draws` distinct numbers from 0 … areas − 2 in permutation `p`. The first c of them are a fair draw of c. For area i a
 * number ≥ i means the area after it, so that i itself is never drawn. Every worker that makes the table from the same
 * seed gets the same p-values, whatever rows it works on.
 */
export interface PermutationTable {
  readonly areas: number;
  readonly permutations: number;
  readonly draws: number;
  readonly draw: Uint32Array;
}

/** The table for `areas` areas of at most `draws` neighbours. */
export function permutationTable(spec: {
  readonly areas: number;
  readonly permutations: number;
  readonly draws: number;
  readonly seed: number;
}): PermutationTable {
  const { areas, permutations, draws, seed } = spec;
  if (draws > areas - 1) throw new Error(`permutation table: cannot draw ${draws} of ${areas - 1} other areas`);
  const random = createRandom(seed, "permutations");
  const pool = Uint32Array.from({ length: areas - 1 }, (_, i) => i);
  const draw = new Uint32Array(permutations * draws);
  for (let p = 0; p < permutations; p++) {
    for (let k = 0; k < draws; k++) {
      // A partial shuffle of a pool that is never put back in order: still a fair draw.
      const at = k + random.below(areas - 1 - k);
      const chosen = pool[at];
      pool[at] = pool[k];
      pool[k] = chosen;
      draw[p * draws + k] = chosen;
    }
  }
  return { areas, permutations, draws, draw };
}

/** Permutations in which the statistic was at least (`greater`) and at most (`less`) the observed one; ties are in both. */
export interface Tails {
  readonly greater: Int32Array;
  readonly less: Int32Array;
}

/** What is permuted: the sum of the neighbours' values (Gi, Gi*, local Moran), or local Geary's squared differences. */
export type PermutedStatistic = "sum" | "geary";

/** Which rows of which map to permute, and how. */
export interface PermutationTask {
  readonly value: Float64Array;
  readonly csr: Csr;
  readonly table: PermutationTable;
  readonly statistic: PermutedStatistic;
  /** First row to work on. */
  readonly from: number;
  /** Row after the last. */
  readonly to: number;
}

/**
 * Conditional permutation tails of rows `from` (included) to `to` (excluded): the area keeps its value and its
 * neighbours are drawn from the others. Areas without neighbours get 0 and 0. Yields its progress.
 *
 * Sums are kept for all permutations while i runs: from i to i + 1 the meaning of one number in the table changes, so
 * only the permutations that drew it are summed again. That costs areas × permutations comparisons rather than
 * areas × permutations × neighbours additions. Sums always run in the table's order, so that their bits, and with them
 * ties, do not depend on where a range starts.
 */
export function* permutationTails(task: PermutationTask): Generator<number, Tails, void> {
  const { csr, from, to, table, statistic } = task;
  if (areaCount(csr) !== table.areas) {
    throw new Error(`permutation table is for ${table.areas} areas, not ${areaCount(csr)}`);
  }
  const greater = new Int32Array(to - from);
  const less = new Int32Array(to - from);
  const state = startSums(task);
  const batch = Math.max(1, Math.floor(2_000_000 / table.permutations));
  for (let row = from; row < to; row++) {
    if (row > from) moveTo(state, row);
    if (statistic === "sum") countSums(state, row, { greater, less, at: row - from });
    else countGeary(state, row, { greater, less, at: row - from });
    if ((row - from) % batch === batch - 1) yield (row - from + 1) / (to - from);
  }
  return { greater, less };
}

interface Sums {
  readonly deviation: Float64Array;
  readonly csr: Csr;
  readonly table: PermutationTable;
  /** Values without that of the current row: what the table's numbers index. */
  readonly others: Float64Array;
  /** Degree → its block in `sum` and `square`, or −1. */
  readonly block: Int32Array;
  /** By block, then permutation: Σ values, and Σ squared values for Geary. */
  readonly sum: Float64Array;
  readonly square: Float64Array;
  /** Number drawn → the permutations that drew it. */
  readonly drawnStart: Uint32Array;
  readonly drawnBy: Uint32Array;
  /** Largest magnitude of a value: rounding errors of sums are measured against it. */
  readonly largest: number;
}

function startSums({ value, csr, table, statistic, from, to }: PermutationTask): Sums {
  const { deviation } = centred(value);
  const others = new Float64Array(table.areas - 1);
  for (let i = 0; i < others.length; i++) others[i] = deviation[i < from ? i : i + 1];
  const block = degreeBlocks(csr, from, to, table.draws);
  const size = (Math.max(...block) + 1) * table.permutations;
  const state: Sums = {
    deviation,
    csr,
    table,
    others,
    block,
    sum: new Float64Array(size),
    square: new Float64Array(statistic === "geary" ? size : 0),
    ...invert(table),
    largest: largestOf(deviation),
  };
  for (let p = 0; p < table.permutations; p++) sumAgain(state, p);
  return state;
}

function largestOf(deviation: Float64Array): number {
  let most = 0;
  for (let i = 0; i < deviation.length; i++) most = Math.max(most, Math.abs(deviation[i]));
  return most;
}

/** One block of sums for each degree that occurs in the rows. */
function degreeBlocks({ start }: Csr, from: number, to: number, draws: number): Int32Array {
  const block = new Int32Array(draws + 1).fill(-1);
  for (let i = from; i < to; i++) {
    const degree = start[i + 1] - start[i];
    if (degree > draws) throw new Error(`permutation table has ${draws} draws, area ${i} has ${degree} neighbours`);
    block[degree] = 0;
  }
  block[0] = -1;
  let next = 0;
  for (let degree = 1; degree <= draws; degree++) if (block[degree] === 0) block[degree] = next++;
  return block;
}

function invert({ areas, permutations, draws, draw }: PermutationTable) {
  const drawnStart = new Uint32Array(areas + 1);
  for (let k = 0; k < draw.length; k++) drawnStart[draw[k] + 1]++;
  for (let i = 0; i < areas; i++) drawnStart[i + 1] += drawnStart[i];
  const filled = drawnStart.slice();
  const drawnBy = new Uint32Array(draw.length);
  for (let p = 0, k = 0; p < permutations; p++) {
    for (const end = k + draws; k < end; k++) drawnBy[filled[draw[k]]++] = p;
  }
  return { drawnStart, drawnBy };
}

/** From row − 1 to row: the number row − 1 now means the area before the row instead of the row itself. */
function moveTo(state: Sums, row: number): void {
  const { others, deviation, drawnStart, drawnBy } = state;
  others[row - 1] = deviation[row - 1];
  for (let k = drawnStart[row - 1]; k < drawnStart[row]; k++) sumAgain(state, drawnBy[k]);
}

function sumAgain({ table, others, block, sum, square }: Sums, p: number): void {
  const { draws, draw, permutations } = table;
  let [total, squares] = [0, 0];
  for (let k = 0; k < draws; k++) {
    const d = others[draw[p * draws + k]];
    total += d;
    squares += d * d;
    const at = block[k + 1];
    if (at < 0) continue;
    sum[at * permutations + p] = total;
    if (square.length > 0) square[at * permutations + p] = squares;
  }
}

interface Target extends Tails {
  readonly at: number;
}

function countSums({ csr, table, deviation, block, sum, largest }: Sums, row: number, { greater, less, at }: Target) {
  const { start, neighbour } = csr;
  const degree = start[row + 1] - start[row];
  if (degree === 0) return;
  let observed = 0;
  for (let k = start[row]; k < start[row + 1]; k++) observed += deviation[neighbour[k]];
  const tolerance = 1e-12 * degree * largest;
  const first = block[degree] * table.permutations;
  const [low, high] = [observed - tolerance, observed + tolerance];
  let [above, below] = [0, 0];
  for (let p = first; p < first + table.permutations; p++) {
    const s = sum[p];
    above += Number(s >= low);
    below += Number(s <= high);
  }
  greater[at] = above;
  less[at] = below;
}

function countGeary(state: Sums, row: number, { greater, less, at }: Target): void {
  const { csr, table, deviation, block, sum, square, largest } = state;
  const { start, neighbour } = csr;
  const degree = start[row + 1] - start[row];
  if (degree === 0) return;
  const own = deviation[row];
  let observed = 0;
  for (let k = start[row]; k < start[row + 1]; k++) {
    const d = deviation[neighbour[k]];
    observed += d * d - 2 * own * d;
  }
  const tolerance = 4e-12 * degree * largest * largest;
  const first = block[degree] * table.permutations;
  const [low, high] = [observed - tolerance, observed + tolerance];
  let [above, below] = [0, 0];
  for (let p = first; p < first + table.permutations; p++) {
    const s = square[p] - 2 * own * sum[p];
    above += Number(s >= low);
    below += Number(s <= high);
  }
  greater[at] = above;
  less[at] = below;
}

/**
 * Two-sided p-values from both tails: min(1, 2·(smaller tail + 1)/(P + 1)). NaN for areas without neighbours. The least
 * possible value is 2/(P + 1).
 */
export function twoSidedTailP({ greater, less }: Tails, permutations: number): Float64Array {
  const p = new Float64Array(greater.length);
  for (let i = 0; i < p.length; i++) {
    const none = greater[i] + less[i] === 0;
    p[i] = none ? Number.NaN : Math.min(1, (2 * (Math.min(greater[i], less[i]) + 1)) / (permutations + 1));
  }
  return p;
}
