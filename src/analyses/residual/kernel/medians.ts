import { lifeTable, type QuantileInterval, survivalQuantile } from "../../../lib/survival.ts";
import { tallySeconds } from "../../../lib/survival-seconds.ts";

/** Values of cases with whether each is final or only known to be at least this. */
export interface Watched {
  readonly value: Float64Array;
  readonly ended: Uint8Array;
}

/** Product-limit medians by group, with their intervals; `groups` or more counts nowhere. Values may be negative. */
export function mediansBy({ value, ended }: Watched, group: Uint32Array, groups: number): QuantileInterval[] {
  let least = 0;
  for (let i = 0; i < value.length; i++) if (group[i] < groups && value[i] < least) least = value[i];
  const shift = Math.ceil(-least);
  const time = new Uint32Array(value.length);
  for (let i = 0; i < value.length; i++) if (group[i] < groups) time[i] = Math.round(value[i] + shift);
  return tallySeconds({ time, event: ended, group, groups }).map((tally) => {
    const { value: middle, low, high } = survivalQuantile(lifeTable(tally));
    return { value: middle - shift, low: low - shift, high: high - shift };
  });
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
