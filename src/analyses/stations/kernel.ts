import { quantilesByArea, withinBreaks } from "../../lib/reached-by-area.ts";
import { type CrewLoad, crewLoad } from "./kernel/load.ts";
import type { Params } from "./kernel/params.ts";

/**
 * Minutes to places before and after a change (Infinity: not reached, NaN: not known), with weight, group and area of each
 * place as `isochrones` has them; and crews, calls and minutes station by area before and after.
 */
export type Input = {
  readonly beforeMinutes: Float64Array;
  readonly afterMinutes: Float64Array;
  readonly placeWeight: Float64Array;
  readonly placeGroup: Uint8Array;
  readonly placeArea: Uint32Array;
  readonly groupCount: Uint32Array;
  readonly areaCount: Uint32Array;
  /** Calls per hour of every area. */
  readonly areaCalls: Float64Array;
  readonly beforeCrews: Float64Array;
  readonly afterCrews: Float64Array;
  /** Station (row) by area (column). */
  readonly beforeOd: Float32Array;
  readonly afterOd: Float32Array;
};

/** A change of less than this, in minutes, is none. */
const noChangeMinutes = 0.25;

/**
 * What a change of stations, crews or speeds does: per area (the whole last) and group what is reached within the target,
 * median and P90, before and after; the weight for whom it gets later and sooner; and the workload of crews. `…Load` holds
 * share answered from away, mean minutes on the way, share that waits, and a code: not assessed, assessed, overloaded.
 */
export function* run(input: Input, { targetMinutes, serviceMinutes }: Params) {
  const tally = { groups: input.groupCount[0], areas: input.areaCount[0], breaks: Float64Array.of(targetMinutes) };
  const places = { weight: input.placeWeight, group: input.placeGroup, area: input.placeArea };
  const before = withinBreaks(input.beforeMinutes, places, tally);
  const after = withinBreaks(input.afterMinutes, places, tally);
  yield 0.2;
  const middleBefore = quantilesByArea(input.beforeMinutes, places, tally);
  yield 0.4;
  const middleAfter = quantilesByArea(input.afterMinutes, places, tally);
  yield 0.6;
  const change = changes(input, tally);
  const perHour = 60 / serviceMinutes;
  const load = (crews: Float64Array, minutes: Float32Array) =>
    crewLoad({ crews, calls: input.areaCalls, minutes }, perHour);
  const loadBefore = load(input.beforeCrews, input.beforeOd);
  yield 0.8;
  const loadAfter = load(input.afterCrews, input.afterOd);
  return {
    total: before.total,
    beforeWithin: before.within,
    afterWithin: after.within,
    beforeMedian: middleBefore.median,
    afterMedian: middleAfter.median,
    beforeP90: middleBefore.p90,
    afterP90: middleAfter.p90,
    ...change,
    beforeBusy: loadBefore.busy,
    afterBusy: loadAfter.busy,
    beforeLoad: columnOf(loadBefore),
    afterLoad: columnOf(loadAfter),
  };
}

const columnOf = ({ away, travel, waiting, status }: CrewLoad) => Float64Array.of(away, travel, waiting, status);

/** Weight for whom it gets later, and sooner, by at least a quarter of a minute: per area (the whole last) and group. */
function changes(input: Input, { groups, areas }: { groups: number; areas: number }) {
  const later = new Float64Array((areas + 1) * groups);
  const sooner = new Float64Array((areas + 1) * groups);
  input.beforeMinutes.forEach((was, i) => {
    const is = input.afterMinutes[i];
    if (was === is || !(Math.abs(is - was) >= noChangeMinutes)) return;
    const into = is > was ? later : sooner;
    const area = input.placeArea[i];
    for (const row of area < areas ? [area, areas] : [areas])
      into[row * groups + input.placeGroup[i]] += input.placeWeight[i];
  });
  return { later, sooner };
}
