import { lifeTable, survivalQuantile } from "../../../lib/survival.ts";
import { tallySeconds } from "../../../lib/survival-seconds.ts";

/** The levels of the ladder: the community, the street, the departments, the leaders. */
export const callLevels = 4;

/** Calls of cases: those of case i lie between two starts, in the order of time. */
export interface Calls {
  readonly callStart: Uint32Array;
  readonly callAt: Float64Array;
  readonly callLevel: Uint8Array;
}

/** One value a level, from the first to the fourth. */
export interface Ladder {
  /** Calls at the level. */
  readonly calls: Float64Array;
  /** Cases whose highest call is the level. */
  readonly highest: Float64Array;
  /** Calls that somebody answered before the next was made. */
  readonly answered: Float64Array;
  /** Calls followed by one of a higher level without an answer. */
  readonly passedOn: Float64Array;
  /** Calls that nobody has answered yet. */
  readonly waiting: Float64Array;
  /** Median seconds until a call is answered or passed on, with its 95 % interval; NaN where it is not known. */
  readonly wait: Float64Array;
  readonly waitLow: Float64Array;
  readonly waitHigh: Float64Array;
  /** Answered calls by level and group: level · groups + group. */
  readonly answeredBy: Float64Array;
}

interface Cases {
  readonly calls: Calls;
  /** When somebody came or the work was done, NaN while nobody has. */
  readonly answer: (i: number) => number;
  readonly counts: (i: number) => boolean;
  readonly group: Uint32Array;
  readonly groups: number;
  readonly asOf: number;
}

/** Four calls, four answers: how many reach each level, how long they wait there, and who answers. */
export function ladderOf({ calls, answer, counts, group, groups, asOf }: Cases): Ladder {
  const level = () => new Float64Array(callLevels);
  const out = { calls: level(), highest: level(), answered: level(), passedOn: level(), waiting: level() };
  const answeredBy = new Float64Array(callLevels * groups);
  const waits = { time: [] as number[], event: [] as number[], group: [] as number[] };
  for (let i = 0; i + 1 < calls.callStart.length; i++) {
    if (!counts(i)) continue;
    const came = answer(i);
    let highest = 0;
    for (let c = calls.callStart[i]; c < calls.callStart[i + 1]; c++) {
      const own = calls.callLevel[c];
      const at = calls.callAt[c];
      if (own < 1 || own > callLevels || at > asOf) continue;
      highest = Math.max(highest, own);
      const next = c + 1 < calls.callStart[i + 1] ? calls.callAt[c + 1] : Number.POSITIVE_INFINITY;
      const isAnswered = came <= next && came <= asOf;
      const isPassed = !isAnswered && next <= asOf;
      const end = Math.max(at, isAnswered ? came : isPassed ? next : asOf);
      out.calls[own - 1]++;
      if (isAnswered) {
        out.answered[own - 1]++;
        if (group[i] < groups) answeredBy[(own - 1) * groups + group[i]]++;
      } else if (isPassed) out.passedOn[own - 1]++;
      else out.waiting[own - 1]++;
      waits.time.push(end - at);
      waits.event.push(isAnswered || isPassed ? 1 : 0);
      waits.group.push(own - 1);
    }
    if (highest > 0) out.highest[highest - 1]++;
  }
  const medians = tallySeconds({
    time: Uint32Array.from(waits.time, Math.round),
    event: Uint8Array.from(waits.event),
    group: Uint8Array.from(waits.group),
    groups: callLevels,
  }).map((tally) => survivalQuantile(lifeTable(tally)));
  return {
    ...out,
    answeredBy,
    wait: Float64Array.from(medians, ({ value }) => value),
    waitLow: Float64Array.from(medians, ({ low }) => low),
    waitHigh: Float64Array.from(medians, ({ high }) => high),
  };
}
