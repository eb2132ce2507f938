import type { OutputOf } from "../../index.ts";

/** An arc of the picture; -1 stands for the beginning and the end. */
export interface DrawnArc {
  readonly from: number;
  readonly to: number;
  /** Row of the result; -1 for the beginning and the end. */
  readonly row: number;
  readonly count: number;
}

/** What of the graph is drawn. */
export interface DrawnGraph {
  readonly activities: readonly number[];
  readonly arcs: readonly DrawnArc[];
  /** Arcs that are too rare to be drawn, and how often they occur. */
  readonly hiddenArcs: number;
  readonly hiddenShare: number;
}

export const outside = -1;

/**
 * The arcs that make up `share` of all steps, the most frequent first, and for every activity at least its most frequent
 * way in and out: so nothing hangs in the air.
 */
export function drawnGraph(output: OutputOf<"process">, share: number): DrawnGraph {
  const { arcFrom, arcTo, arcCount, activityEvents, activityStarts, activityEnds } = output;
  const all: DrawnArc[] = [
    ...Array.from(arcCount, (count, row) => ({ from: arcFrom[row] ?? 0, to: arcTo[row] ?? 0, row, count })),
    ...Array.from(activityStarts, (count, a) => ({ from: outside, to: a, row: -1, count })),
    ...Array.from(activityEnds, (count, a) => ({ from: a, to: outside, row: -1, count })),
  ].filter(({ count }) => count > 0);
  all.sort((one, other) => other.count - one.count);
  const total = all.reduce((sum, { count }) => sum + count, 0);
  const [into, out] = [new Set<number>(), new Set<number>()];
  const arcs: DrawnArc[] = [];
  let [told, hidden, hiddenCount] = [0, 0, 0];
  for (const arc of all) {
    const { from, to, count } = arc;
    const isNeeded = from !== to && ((to !== outside && !into.has(to)) || (from !== outside && !out.has(from)));
    if (told < share * total || isNeeded) {
      arcs.push(arc);
      if (from !== to) into.add(to);
      if (from !== to) out.add(from);
    } else {
      hidden++;
      hiddenCount += count;
    }
    told += count;
  }
  const activities = [...activityEvents.keys()].filter((a) => (activityEvents[a] ?? 0) > 0);
  return { activities, arcs, hiddenArcs: hidden, hiddenShare: total > 0 ? hiddenCount / total : 0 };
}
