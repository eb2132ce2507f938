import { exp, log } from "../../../lib/elementary/powers.ts";
import { lifeTable, type QuantileInterval, type SurvivalTally, survivalQuantile } from "../../../lib/survival.ts";
import { tallySeconds } from "../../../lib/survival-seconds.ts";

/** Values of cases with whether each is final or only known to be at least this. */
export interface Watched {
  readonly value: Float64Array;
  readonly ended: Uint8Array;
}

/**
 * Product-limit medians by group, with their 95 % intervals; `groups` or more counts nowhere. Values may be negative. Where
 * every case of a group is final the interval is the exact one of order statistics, else where the curve's band crosses ½.
 */
export function mediansBy({ value, ended }: Watched, group: Uint32Array, groups: number): QuantileInterval[] {
  let least = 0;
  for (let i = 0; i < value.length; i++) if (group[i] < groups && value[i] < least) least = value[i];
  const shift = Math.ceil(-least);
  const time = new Uint32Array(value.length);
  for (let i = 0; i < value.length; i++) if (group[i] < groups) time[i] = Math.round(value[i] + shift);
  return tallySeconds({ time, event: ended, group, groups }).map((tally) => {
    const found = survivalQuantile(lifeTable(tally));
    const {
      value: middle,
      low,
      high,
    } = tally.censored.some((count) => count > 0) ? found : exactInterval(found, tally);
    return { value: middle - shift, low: low - shift, high: high - shift };
  });
}

/** The interval of a median between order statistics; NaN of fewer than six values, of which none holds it surely enough. */
function exactInterval({ value }: QuantileInterval, { time, events, subjects }: SurvivalTally): QuantileInterval {
  const rank = medianRank(subjects);
  const ranked = (wanted: number) => {
    let k = 0;
    for (let passed = events[0]; passed < wanted; passed += events[k]) k++;
    return time[k];
  };
  if (rank === 0) return { value, low: Number.NaN, high: Number.NaN };
  return { value, low: ranked(rank), high: ranked(subjects + 1 - rank) };
}

/**
 * The rank `r` such that the r-th smallest and the r-th largest of `n` values hold the median between them in at least 95 of
 * 100 samples, whatever the distribution (Thompson 1936, Ann. Math. Statist. 7, 122–128); 0 where there is none.
 */
export function medianRank(n: number): number {
  let chance = -n * Math.LN2;
  let below = 0;
  for (let k = 0; 2 * k < n; k++) {
    below += exp(chance);
    if (below > 0.025) return k;
    chance += log((n - k) / (k + 1));
  }
  return 0;
}

const z = 1.959963984540054;

/** The standard error that an interval of a median stands for; infinite where an end is not reached. */
export function errorOf({ low, high }: QuantileInterval): number {
  return Number.isNaN(high - low) ? Infinity : (high - low) / (2 * z);
}

/** A difference of two independent numbers, or of one from many, with its 95 % interval by the delta method. */
export function differenceOf(one: QuantileInterval, other: QuantileInterval, scale = 1): QuantileInterval {
  const value = (one.value - other.value) / scale;
  const half = (z * Math.hypot(errorOf(one), errorOf(other))) / Math.abs(scale);
  return { value, low: value - half, high: value + half };
}
