import type { PlanAtoms } from "./plan.ts";

/**
 * The row of atoms along the border of unit `to` between two atoms of another unit: the shortest way, in steps, from
 * `first` to `last` through atoms of the unit of `first` that touch `to`. Empty where there is no such way.
 */
export function borderChain(
  { graph, count }: PlanAtoms,
  unit: ArrayLike<number>,
  { first, last, to }: { readonly first: number; readonly last: number; readonly to: number },
): number[] {
  const touches = (atom: number) => {
    if (unit[atom] !== unit[first]) return false;
    for (let k = graph.start[atom]; k < graph.start[atom + 1]; k++) if (unit[graph.neighbour[k]] === to) return true;
    return false;
  };
  if (unit[first] === to || !touches(first) || !touches(last)) return [];
  const previous = new Int32Array(count).fill(-1);
  previous[first] = first;
  const queue = [first];
  for (let at = 0; at < queue.length && previous[last] < 0; at++) {
    for (let k = graph.start[queue[at]]; k < graph.start[queue[at] + 1]; k++) {
      const other = graph.neighbour[k];
      if (previous[other] >= 0 || !touches(other)) continue;
      previous[other] = queue[at];
      queue.push(other);
    }
  }
  if (previous[last] < 0) return [];
  const chain = [last];
  while (chain[chain.length - 1] !== first) chain.push(previous[chain[chain.length - 1]]);
  return chain.reverse();
}
