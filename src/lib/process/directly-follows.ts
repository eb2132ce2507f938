import type { Sequences } from "./variants.ts";

/**
 * The directly-follows graph of a log: how often one activity comes right after another within a case (van der Aalst
 * 2016). `count[a * activities + b]` is for a → b; starts and ends are cases that begin or end with an activity.
 */
export interface DirectlyFollows {
  readonly activities: number;
  readonly count: Uint32Array;
  /** Cases that have the arc at least once. */
  readonly cases: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Events, and cases, of each activity. */
  readonly events: Uint32Array;
  readonly eventCases: Uint32Array;
}

/** The graph of sequences that so many cases have each; the sum of arcs in and starts is that of arcs out and ends. */
export function directlyFollows(
  { count: sequences, start, activity }: Sequences,
  caseCounts: Uint32Array,
  activities: number,
): DirectlyFollows {
  const arcs = activities * activities;
  const graph = {
    activities,
    count: new Uint32Array(arcs),
    cases: new Uint32Array(arcs),
    starts: new Uint32Array(activities),
    ends: new Uint32Array(activities),
    events: new Uint32Array(activities),
    eventCases: new Uint32Array(activities),
  };
  const arcSeen = new Int32Array(arcs).fill(-1);
  const activitySeen = new Int32Array(activities).fill(-1);
  for (let v = 0; v < sequences; v++) {
    const n = caseCounts[v];
    const [from, to] = [start[v], start[v + 1]];
    if (n === 0 || from === to) continue;
    graph.starts[activity[from]] += n;
    graph.ends[activity[to - 1]] += n;
    for (let k = from; k < to; k++) {
      const a = activity[k];
      graph.events[a] += n;
      if (activitySeen[a] !== v) graph.eventCases[a] += n;
      activitySeen[a] = v;
      if (k === from) continue;
      const arc = activity[k - 1] * activities + a;
      graph.count[arc] += n;
      if (arcSeen[arc] !== v) graph.cases[arc] += n;
      arcSeen[arc] = v;
    }
  }
  return graph;
}

/**
 * Dependency of the heuristics miner (Weijters & Ribeiro 2011): (|a>b| − |b>a|) / (|a>b| + |b>a| + 1), for loops of one
 * |a>a| / (|a>a| + 1); from −1 to 1, row-major.
 */
export function dependencies({ activities, count }: DirectlyFollows): Float64Array {
  const dependency = new Float64Array(count.length);
  for (let a = 0; a < activities; a++) {
    for (let b = 0; b < activities; b++) {
      const [there, back] = [count[a * activities + b], count[b * activities + a]];
      dependency[a * activities + b] = a === b ? there / (there + 1) : (there - back) / (there + back + 1);
    }
  }
  return dependency;
}

/** Dependency of loops of two: (|aba| + |bab|) / (|aba| + |bab| + 1), row-major, 0 on the diagonal. */
export function loopsOfTwo(
  { count: sequences, start, activity }: Sequences,
  caseCounts: Uint32Array,
  activities: number,
): Float64Array {
  const seen = new Float64Array(activities * activities);
  for (let v = 0; v < sequences; v++) {
    for (let k = start[v] + 2; k < start[v + 1]; k++) {
      const [a, b] = [activity[k - 2], activity[k - 1]];
      if (a === activity[k] && a !== b) seen[a * activities + b] += caseCounts[v];
    }
  }
  return seen.map((there, arc) => {
    const both = there + seen[(arc % activities) * activities + Math.floor(arc / activities)];
    return both / (both + 1);
  });
}
