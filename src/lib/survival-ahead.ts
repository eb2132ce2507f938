import type { LifeTable } from "./survival.ts";

/** What a curve says of a subject that has been watched for some time: NaN where the curve does not reach so far. */
export interface Ahead {
  /** Probability of not having ended after the remaining time. */
  readonly open: number;
  /** Subjects watched beyond the time elapsed: with few of them the probability is worth little. */
  readonly atRisk: number;
}

/**
 * The conditional survival S(elapsed + remaining) / S(elapsed): the probability that what is open after `elapsed` is still
 * open after `remaining` more. Beyond the last time of the table the curve is taken as level (Efron would let it drop to 0;
 * level errs on the side of warning).
 */
export function survivalAhead(
  { time, survival, atRisk, events, censored }: LifeTable,
  elapsed: number,
  remaining: number,
): Ahead {
  const now = lastUpTo(time, elapsed);
  const then = lastUpTo(time, elapsed + remaining);
  const here = now < 0 ? 1 : survival[now];
  const left = now < 0 ? (atRisk[0] ?? 0) : atRisk[now] - events[now] - censored[now];
  if (time.length === 0 || here === 0) return { open: Number.NaN, atRisk: 0 };
  return { open: (then < 0 ? 1 : survival[then]) / here, atRisk: left };
}

/** The index of the last entry of ascending times that is not beyond `at`, -1 for none. */
function lastUpTo(time: Float64Array, at: number): number {
  let [low, high] = [0, time.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (time[middle] <= at) low = middle + 1;
    else high = middle - 1;
  }
  return high;
}
