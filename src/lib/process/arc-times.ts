import type { EventLog, Moments } from "./event-log.ts";
import { selectQuantile } from "./select-quantile.ts";

/** What of a log is timed. */
export interface ArcTimesOptions {
  /** 1 where a case counts; empty: all. */
  readonly passes: Uint8Array;
  /** The number under which an activity counts; -1 leaves it out, as in `projectSequences`. */
  readonly target: Int32Array;
  readonly activities: number;
  /** How often each arc occurs: `count` of the graph of the same cases and activities. */
  readonly count: Uint32Array;
  /** Moments on the clock that times are measured by, one per event; the log's own for continuous time. */
  readonly clock: Moments;
}

/** Median and 90th percentile (type 7) of the seconds along each arc, NaN where the arc does not occur; row-major. */
export function arcTimes({ caseStart, activity }: EventLog, options: ArcTimesOptions) {
  const { passes, target, activities, count, clock } = options;
  const next = new Uint32Array(count.length + 1);
  for (let arc = 0; arc < count.length; arc++) next[arc + 1] = next[arc] + count[arc];
  const start = next.slice();
  const seconds = new Float64Array(next[count.length]);
  const all = passes.length === 0;
  for (let c = 0; c < caseStart.length - 1; c++) {
    if (!all && passes[c] !== 1) continue;
    let before = -1;
    let since = 0;
    for (let k = caseStart[c]; k < caseStart[c + 1]; k++) {
      const a = target[activity[k]];
      if (a < 0) continue;
      const at = clock[k];
      if (before >= 0) seconds[next[before * activities + a]++] = at - since;
      before = a;
      since = at;
    }
  }
  const median = new Float64Array(count.length).fill(Number.NaN);
  const p90 = new Float64Array(count.length).fill(Number.NaN);
  for (let arc = 0; arc < count.length; arc++) {
    if (count[arc] === 0) continue;
    const own = seconds.subarray(start[arc], start[arc + 1]);
    median[arc] = selectQuantile(own, 0.5);
    p90[arc] = selectQuantile(own, 0.9);
  }
  return { median, p90, seconds, start };
}

/** Seconds from the first to the last event of the cases that count; a case of one event takes none. */
export function caseDurations({ caseStart }: EventLog, clock: Moments, passes: Uint8Array): Float64Array {
  const durations = new Float64Array(caseStart.length - 1);
  let n = 0;
  for (let c = 0; c < caseStart.length - 1; c++) {
    const [from, to] = [caseStart[c], caseStart[c + 1]];
    if (from < to && (passes.length === 0 || passes[c] === 1)) durations[n++] = clock[to - 1] - clock[from];
  }
  return durations.slice(0, n);
}
