import { objectiveCount } from "./objectives.ts";

/** What matters, by objective: weights ≥ 0, limits (Infinity for none), and what counts as 1 in each. */
export interface Aims {
  readonly weights: Float64Array;
  readonly limits: Float64Array;
  readonly scales: Float64Array;
}

const rounding = 1e-9;
/** Least score of a plan that misses a limit: above any weighted sum. */
export const missed = 1000;

/** By how much a value misses its limit: 0 when it keeps it. */
export function excessOf(value: number, limit: number): number {
  return value - limit > rounding ? value - limit : 0;
}

/** Sum of what is missed, each in its scale: 0 when all limits are kept. */
export function violation(values: ArrayLike<number>, { limits, scales }: Aims, at = 0): number {
  let sum = 0;
  for (let o = 0; o < objectiveCount; o++) {
    if (limits[o] < Infinity) sum += excessOf(values[at + o], limits[o]) / scales[o];
  }
  return sum;
}

/** Weighted sum of values in their scales; objectives of no weight do not count. */
export function weighted(values: ArrayLike<number>, { weights, scales }: Aims, at = 0): number {
  let sum = 0;
  for (let o = 0; o < objectiveCount; o++) if (weights[o] > 0) sum += (weights[o] * values[at + o]) / scales[o];
  return sum;
}

/** What plans are ranked by, least first: the weighted sum, and after all that keep the limits those that do not. */
export function scoreOf(values: ArrayLike<number>, aims: Aims, at = 0): number {
  const short = violation(values, aims, at);
  return weighted(values, aims, at) + (short > 0 ? missed * (1 + short) : 0);
}

/** Whether plan `a` of a table of values is at least as good as `b` in every weighted objective, and better in one. */
export function dominates(values: ArrayLike<number>, rows: readonly [number, number], weights: Float64Array): boolean {
  const [a, b] = [rows[0] * objectiveCount, rows[1] * objectiveCount];
  let better = false;
  for (let o = 0; o < objectiveCount; o++) {
    if (!(weights[o] > 0)) continue;
    if (values[a + o] > values[b + o] + rounding) return false;
    if (values[a + o] < values[b + o] - rounding) better = true;
  }
  return better;
}
