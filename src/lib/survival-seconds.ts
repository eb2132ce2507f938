import { sortKeys } from "./radix-sort.ts";
import { type SurvivalTally, withRisk } from "./survival.ts";

/** Durations in whole units below 2³¹ (seconds: 68 years), with a bit that says whether the end was seen. */
export interface Durations {
  readonly time: Uint32Array;
  /** 1 where the subject ended, 0 where it was last seen. */
  readonly event: Uint8Array;
  /** When each began to be watched; absent: all from the start. */
  readonly entry?: Uint32Array;
  /** Group of each; those of `groups` or more count nowhere. Absent: one group. */
  readonly group?: Uint8Array | Uint16Array | Uint32Array;
  readonly groups?: number;
}

/**
 * A tally for each group. Subjects are counted into their groups and their keys (time · 2, and 1 where the end was not
 * seen) sorted by digits: no comparison, no object per subject, linear in their number.
 */
export function tallySeconds({ time, event, entry, group, groups = 1 }: Durations): SurvivalTally[] {
  const n = time.length;
  const start = new Uint32Array(groups + 1);
  for (let i = 0; i < n; i++) {
    const g = group ? group[i] : 0;
    if (g < groups) start[g + 1]++;
  }
  for (let g = 0; g < groups; g++) start[g + 1] += start[g];
  const filled = start.slice();
  const keys = new Uint32Array(start[groups]);
  const entries = entry && new Uint32Array(start[groups]);
  for (let i = 0; i < n; i++) {
    const g = group ? group[i] : 0;
    if (g >= groups) continue;
    const at = filled[g]++;
    keys[at] = time[i] * 2 + (event[i] ? 0 : 1);
    if (entries) entries[at] = entry[i];
  }
  return Array.from({ length: groups }, (_, g) => {
    const own = sortKeys(keys.subarray(start[g], start[g + 1]));
    const began = entries ? sortKeys(entries.subarray(start[g], start[g + 1])) : null;
    return withRisk(distinctTimes(own), began?.some((at) => at > 0) ? began : null);
  });
}

function distinctTimes(keys: Uint32Array): Pick<SurvivalTally, "time" | "events" | "censored"> {
  let count = 0;
  for (let i = 0; i < keys.length; i++) if (i === 0 || keys[i] >>> 1 !== keys[i - 1] >>> 1) count++;
  const out = { time: new Float64Array(count), events: new Float64Array(count), censored: new Float64Array(count) };
  let k = -1;
  for (let i = 0; i < keys.length; i++) {
    const at = keys[i] >>> 1;
    if (k < 0 || out.time[k] !== at) out.time[++k] = at;
    if (keys[i] & 1) out.censored[k]++;
    else out.events[k]++;
  }
  return out;
}
