import { lifeTable, type SurvivalTally, survivalInterval } from "../../../lib/survival.ts";

/** Curves one behind the other, thinned for drawing: the points of curve `c` are `start[c]` to `start[c + 1] - 1`. */
export interface Curves {
  readonly curveStart: Uint32Array;
  readonly curveTime: Float64Array;
  /** Share still open after the time, with its band. */
  readonly curveOpen: Float64Array;
  readonly curveLow: Float64Array;
  readonly curveHigh: Float64Array;
}

/** So many points are as many as a chart can show. */
const pointsAtMost = 240;

export function curvesOf(tallies: readonly SurvivalTally[]): Curves {
  const start = [0];
  const [time, open, low, high]: number[][] = [[], [], [], []];
  for (const tally of tallies) {
    const { time: times, survival, greenwood } = lifeTable(tally);
    let last = 2;
    times.forEach((at, k) => {
      const isLast = k === times.length - 1;
      if (last - survival[k] < 1 / pointsAtMost && !isLast) return;
      last = survival[k];
      const [below, above] = survivalInterval(survival[k], greenwood[k]);
      time.push(at);
      open.push(survival[k]);
      low.push(Number.isNaN(below) ? 0 : below);
      high.push(Number.isNaN(above) ? survival[k] : above);
    });
    start.push(time.length);
  }
  return {
    curveStart: Uint32Array.from(start),
    curveTime: Float64Array.from(time),
    curveOpen: Float64Array.from(open),
    curveLow: Float64Array.from(low),
    curveHigh: Float64Array.from(high),
  };
}
