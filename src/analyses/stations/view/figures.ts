import { type Group, groups } from "../../../state/travel-settings.ts";
import type { WhatIfResult } from "./compute.ts";

/** How the median of an area changes. */
export const changeCodes = ["nobody", "much-sooner", "sooner", "same", "later", "much-later"] as const;

/** Minutes from which a change counts, and counts as much. */
const [some, much] = [0.25, 1.5];

/** What a plan does to a group in an area; the row after the last is everywhere. */
export function deltaOf({ output }: WhatIfResult, row: number, group: Group) {
  const at = row * groups.length + groups.indexOf(group);
  const value = (values: Float64Array | undefined) => values?.[at] ?? Number.NaN;
  const before = {
    median: value(output?.beforeMedian),
    p90: value(output?.beforeP90),
    within: value(output?.beforeWithin),
  };
  const after = {
    median: value(output?.afterMedian),
    p90: value(output?.afterP90),
    within: value(output?.afterWithin),
  };
  return {
    total: value(output?.total),
    before,
    after,
    median: difference(before.median, after.median),
    p90: difference(before.p90, after.p90),
    within: after.within - before.within,
    later: value(output?.later),
    sooner: value(output?.sooner),
  };
}

/** After less before; from not reached to not reached is no change. */
function difference(before: number, after: number): number {
  return before === after ? 0 : after - before;
}

/** The class of an area's change, an index into `changeCodes`. */
export function changeOf(result: WhatIfResult, row: number, group: Group): number {
  const { median, total } = deltaOf(result, row, group);
  if (!(total > 0) || Number.isNaN(median)) return 0;
  if (Math.abs(median) < some) return 3;
  if (median < 0) return median <= -much ? 1 : 2;
  return median >= much ? 5 : 4;
}

/** Workload as the kernel gives it, with names. */
export function loadOf(load: Float64Array | undefined) {
  const [away = Number.NaN, travel = Number.NaN, waiting = Number.NaN, status = 0] = load ?? [];
  return { away, travel, waiting, status };
}
