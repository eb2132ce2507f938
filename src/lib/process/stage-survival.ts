import { inOrder, sortOrder } from "../radix-sort.ts";
import { survivalInterval } from "../survival.ts";
import { stageStates } from "./stage-times.ts";

/** The cases that have come to one stage, by time, those that ended first among equals. */
export interface OrderedTimes {
  /** Cases, by time. */
  readonly order: Uint32Array;
  /** Seconds · 2, and 1 where the case still waits; in the same order. */
  readonly keys: Uint32Array;
}

/** Sorts the cases of one stage once; every later question is one pass. */
export function orderTimes(seconds: Uint32Array, state: Uint8Array): OrderedTimes {
  let n = 0;
  for (let c = 0; c < state.length; c++) if (state[c] !== stageStates.never) n++;
  const cases = new Uint32Array(n);
  const keys = new Uint32Array(n);
  n = 0;
  for (let c = 0; c < state.length; c++) {
    if (state[c] === stageStates.never) continue;
    cases[n] = c;
    keys[n++] = seconds[c] * 2 + (state[c] === stageStates.waiting ? 1 : 0);
  }
  const sorted = sortOrder(keys);
  return { order: inOrder(cases, sorted), keys: inOrder(keys, sorted) };
}

/** What is asked of the times of one stage. */
export interface SurvivalQuestion {
  /** 1 where a case counts; empty: all. */
  readonly passes: Uint8Array;
  /** Group of each case; absent: all in group 0. */
  readonly group?: Uint8Array | Uint16Array;
  readonly groups: number;
  /** The standard in seconds; waiting beyond it, up to the horizon, is the excess. */
  readonly standardSeconds: number;
  readonly horizonSeconds: number;
}

/** Per group: cases, how many ended, median with its interval and 90th percentile in seconds, and what is beyond the standard. */
export interface GroupSurvival {
  readonly cases: Uint32Array;
  readonly ended: Uint32Array;
  /** NaN while fewer than half have ended. */
  readonly median: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly p90: Float64Array;
  /** Share that waits longer than the standard. */
  readonly beyond: Float64Array;
  /** Mean seconds beyond the standard up to the horizon: the area under the curve between the two. */
  readonly excess: Float64Array;
}

/** Products of shares are not exact: half is half within rounding. */
const rounding = Math.sqrt(Number.EPSILON);

/**
 * Kaplan–Meier estimates per group in one pass over ordered times: what `lifeTable` and `survivalQuantile` of
 * `lib/survival.ts` say of each group by itself. Ended before censored at equal times.
 */
export function groupSurvival({ order, keys }: OrderedTimes, question: SurvivalQuestion): GroupSurvival {
  const { passes, group, groups, standardSeconds, horizonSeconds } = question;
  const all = passes.length === 0;
  const column = (value: number) => new Float64Array(groups).fill(value);
  const found = {
    cases: new Uint32Array(groups),
    ended: new Uint32Array(groups),
    median: column(Number.NaN),
    low: column(Number.NaN),
    high: column(Number.NaN),
    p90: column(Number.NaN),
    beyond: column(1),
    excess: column(0),
  };
  const survival = column(1);
  const variance = column(0);
  const last = column(0);
  for (let i = 0; i < order.length; i++) {
    const c = order[i];
    if (all || passes[c] === 1) found.cases[group ? group[c] : 0]++;
  }
  const atRisk = found.cases.slice();
  const isLevel = new Uint8Array(groups);
  const settle = (g: number, until: number) => {
    const at = last[g];
    const share = survival[g];
    if (Number.isNaN(found.median[g]) && share <= 0.5 + rounding) {
      found.median[g] = at;
      isLevel[g] = share >= 0.5 - rounding ? 1 : 0;
    } else if (isLevel[g] === 1 && share < 0.5 - rounding) {
      found.median[g] = (found.median[g] + at) / 2;
      isLevel[g] = 0;
    }
    if (Number.isNaN(found.p90[g]) && share <= 0.1 + rounding) found.p90[g] = at;
    if (Number.isNaN(found.high[g]) && share < 1) {
      const [low, high] = survivalInterval(share, variance[g]);
      if (Number.isNaN(found.low[g]) && !(low > 0.5)) found.low[g] = at;
      if (high <= 0.5) found.high[g] = at;
    }
    if (at <= standardSeconds) found.beyond[g] = survival[g];
    const from = Math.max(at, standardSeconds);
    const to = Math.min(until, horizonSeconds);
    if (to > from) found.excess[g] += survival[g] * (to - from);
  };
  for (let i = 0; i < order.length; i++) {
    const c = order[i];
    if (!all && passes[c] !== 1) continue;
    const g = group ? group[c] : 0;
    const at = keys[i] >>> 1;
    if (at > last[g]) {
      settle(g, at);
      last[g] = at;
    }
    if ((keys[i] & 1) === 0) {
      found.ended[g]++;
      const n = atRisk[g];
      survival[g] *= 1 - 1 / n;
      variance[g] += 1 / (n * (n - 1));
    }
    atRisk[g]--;
  }
  for (let g = 0; g < groups; g++) {
    if (found.cases[g] > 0) settle(g, horizonSeconds);
    else found.beyond[g] = found.excess[g] = Number.NaN;
  }
  return found;
}

/** Points of the curve of all cases that count, at most so many: seconds, and the share still waiting just after. */
export function survivalCurve(times: OrderedTimes, passes: Uint8Array, points: number) {
  const { order, keys } = times;
  const all = passes.length === 0;
  let left = 0;
  for (let i = 0; i < order.length; i++) if (all || passes[order[i]] === 1) left++;
  const at: number[] = [0];
  const share: number[] = [1];
  let [survival, told, last] = [1, 1, 0];
  const tell = () => {
    if (told === survival) return;
    at.push(last);
    share.push(survival);
    told = survival;
  };
  for (let i = 0; i < order.length; i++) {
    if (!all && passes[order[i]] !== 1) continue;
    const seconds = keys[i] >>> 1;
    if (seconds > last && told - survival >= 1 / points) tell();
    last = seconds;
    if ((keys[i] & 1) === 0) survival *= 1 - 1 / left;
    left--;
  }
  tell();
  return { seconds: Float64Array.from(at), share: Float64Array.from(share) };
}
