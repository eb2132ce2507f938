import { exp, log } from "./elementary/powers.ts";

/** How many subjects ended, were last seen, and began to be watched, at distinct ascending times. */
export interface SurvivalTally {
  readonly time: Float64Array;
  /** Subjects that ended at each time. */
  readonly events: Float64Array;
  /** Subjects last seen at each time without having ended. */
  readonly censored: Float64Array;
  /** Subjects watched just before each time. */
  readonly atRisk: Float64Array;
  readonly subjects: number;
  /** When each subject began to be watched, ascending; `null` where all were from the start. */
  readonly entries: Float64Array | Uint32Array | null;
}

/**
 * The Kaplan–Meier curve at the times of a tally. `greenwood` is Σ d / (n (n − d)), the variance of ln S; it is infinite
 * where everybody at risk ended.
 */
export interface LifeTable extends SurvivalTally {
  readonly survival: Float64Array;
  readonly greenwood: Float64Array;
}

/** How an interval of S is made: on the scale of S, of ln S, or of ln(−ln S), which stays between 0 and 1. */
export type ConfidenceScale = "plain" | "log" | "log-log";

const z = 1.959963984540054;
const tolerance = Math.sqrt(Number.EPSILON);

/**
 * Counts subjects by the time they were last seen. `event[i]` is not 0 where subject `i` ended then; `entry[i]` is when it
 * began to be watched (left truncation): it is at risk at `t` where entry < t ≤ time, and at any t ≤ time where the entry
 * is 0. Without `entry` all begin before the first time. Times may be any finite numbers.
 */
export function survivalTally(
  time: ArrayLike<number>,
  event: ArrayLike<number>,
  entry?: ArrayLike<number>,
): SurvivalTally {
  const n = time.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => time[a] - time[b]);
  const distinct: number[] = [];
  const [events, censored]: [number[], number[]] = [[], []];
  for (const i of order) {
    if (time[i] !== distinct[distinct.length - 1]) {
      distinct.push(time[i]);
      events.push(0);
      censored.push(0);
    }
    if (event[i]) events[events.length - 1] += 1;
    else censored[censored.length - 1] += 1;
  }
  const counts = {
    time: Float64Array.from(distinct),
    events: Float64Array.from(events),
    censored: Float64Array.from(censored),
  };
  return withRisk(counts, entry ? Float64Array.from(entry).sort() : null);
}

/** Whether a subject that began to be watched at `entry` is watched just before `time`. */
export function isIn(entry: number, time: number): boolean {
  return entry < time || entry === 0;
}

/** A tally of counts at distinct ascending times, from ascending entries where subjects entered late. */
export function withRisk(
  counts: Pick<SurvivalTally, "time" | "events" | "censored">,
  entries: Float64Array | Uint32Array | null,
): SurvivalTally {
  const { time, events, censored } = counts;
  let subjects = 0;
  for (let k = 0; k < time.length; k++) subjects += events[k] + censored[k];
  const atRisk = new Float64Array(time.length);
  let [entered, gone] = [entries ? 0 : subjects, 0];
  for (let k = 0; k < time.length; k++) {
    if (entries) while (entered < entries.length && isIn(entries[entered], time[k])) entered++;
    atRisk[k] = entered - gone;
    gone += events[k] + censored[k];
  }
  return { ...counts, atRisk, subjects, entries };
}

/** The product-limit curve. Kaplan & Meier (1958), J. Am. Stat. Assoc. 53, 457–481; variance by Greenwood (1926). */
export function lifeTable(tally: SurvivalTally): LifeTable {
  const { time, events, atRisk } = tally;
  const survival = new Float64Array(time.length);
  const greenwood = new Float64Array(time.length);
  let [s, sum] = [1, 0];
  for (let k = 0; k < time.length; k++) {
    const [n, d] = [atRisk[k], events[k]];
    if (d > 0) {
      s *= (n - d) / n;
      sum += d / (n * (n - d));
    }
    survival[k] = s;
    greenwood[k] = sum;
  }
  return { ...tally, survival, greenwood };
}

/** Both ends of the 95 % interval of S with ln S of variance `greenwood`; NaN where S is 0 on a log scale. */
export function survivalInterval(
  survival: number,
  greenwood: number,
  scale: ConfidenceScale = "log-log",
): readonly [low: number, high: number] {
  if (survival === 1) return [1, 1];
  const error = Math.sqrt(greenwood);
  if (scale === "plain") {
    const half = survival === 0 ? 0 : z * error * survival;
    return [Math.max(0, survival - half), Math.min(1, survival + half)];
  }
  if (survival === 0) return [Number.NaN, Number.NaN];
  const logarithm = log(survival);
  if (scale === "log") return [exp(logarithm - z * error), Math.min(1, exp(logarithm + z * error))];
  const spread = exp((z * error) / -logarithm);
  return [exp(logarithm * spread), exp(logarithm / spread)];
}

/** The pointwise 95 % band of a curve, one value a time. */
export function confidenceBand(
  { survival, greenwood }: LifeTable,
  scale: ConfidenceScale = "log-log",
): { readonly low: Float64Array; readonly high: Float64Array } {
  const low = new Float64Array(survival.length);
  const high = new Float64Array(survival.length);
  for (let k = 0; k < survival.length; k++) [low[k], high[k]] = survivalInterval(survival[k], greenwood[k], scale);
  return { low, high };
}

/** A quantile with its 95 % interval; NaN where the curve or its limit does not come down that far. */
export interface QuantileInterval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The time by which a share of subjects has ended, with the interval where the band crosses it (Brookmeyer & Crowley 1982,
 * Biometrics 38, 29–41). Where the curve is level exactly at the share, the middle of the level, as R's `survfit` prints.
 */
export function survivalQuantile(table: LifeTable, share = 0.5, scale: ConfidenceScale = "log-log"): QuantileInterval {
  const { time, survival, greenwood } = table;
  const at = (curve: (k: number) => number) => firstBelow(time, curve, 1 - share);
  const limit = (end: 0 | 1) => at((k) => survivalInterval(survival[k], greenwood[k], scale)[end]);
  return { value: at((k) => survival[k]), low: limit(0), high: limit(1) };
}

/** The first time at which a curve is below a level, or the middle of the stretch where it equals it. */
function firstBelow(time: Float64Array, curve: (k: number) => number, level: number): number {
  for (let k = 0; k < time.length; k++) {
    const value = curve(k);
    if (!(value < level + tolerance)) continue;
    if (level - value > tolerance) return time[k];
    for (let later = k + 1; later < time.length; later++) if (curve(later) < value) return (time[k] + time[later]) / 2;
    return time[k];
  }
  return Number.NaN;
}

/** The share still open after `time`, with its 95 % interval. Beyond the last time watched it is not known: NaN. */
export function survivalAt(table: LifeTable, time: number, scale: ConfidenceScale = "log-log"): QuantileInterval {
  const { time: times, survival, greenwood } = table;
  const last = times.length - 1;
  if (last < 0 || (time > times[last] && survival[last] > 0))
    return { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  let k = -1;
  for (let low = 0, high = last; low <= high; ) {
    const middle = (low + high) >> 1;
    if (times[middle] <= time) {
      k = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  if (k < 0) return { value: 1, low: 1, high: 1 };
  const [low, high] = survivalInterval(survival[k], greenwood[k], scale);
  return { value: survival[k], low, high };
}

/**
 * Mean time to the end within `limit` (the area under the curve up to there) and its standard error: how much time of the
 * first `limit` a subject spends open. NaN where the curve does not reach the limit.
 */
export function restrictedMean(
  { time, atRisk, events, survival }: LifeTable,
  limit: number,
): { readonly mean: number; readonly error: number } {
  const last = time.length - 1;
  if (last < 0 || (time[last] < limit && survival[last] > 0)) return { mean: Number.NaN, error: Number.NaN };
  let end = time.length;
  while (end > 0 && time[end - 1] > limit) end--;
  let [area, variance] = [0, 0];
  for (let k = end - 1; k >= 0; k--) {
    area += survival[k] * ((k + 1 < end ? time[k + 1] : Math.max(limit, time[k])) - time[k]);
    const [n, d] = [atRisk[k], events[k]];
    if (d > 0 && n > d) variance += (area * area * d) / (n * (n - d));
  }
  return { mean: area + (end > 0 ? time[0] : limit), error: Math.sqrt(variance) };
}
