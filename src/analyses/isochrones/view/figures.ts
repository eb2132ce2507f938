import type { TravelResult } from "../../../state/travel.ts";
import { type Group, groups } from "../../../state/travel-settings.ts";

interface Wanted {
  readonly target: number;
  readonly group: Group;
}

/** Weight of a group in an area (the row after the last: everywhere), and of it what is reached within the target. */
export function reachedIn({ input, output }: TravelResult, row: number, { target, group }: Wanted) {
  const { breaks } = input.settings;
  const at = row * groups.length + groups.indexOf(group);
  const step = breaks.indexOf(target);
  return {
    total: output?.total[at] ?? 0,
    reached: output?.within[at * breaks.length + step] ?? 0,
    median: output?.median[at] ?? Number.NaN,
    p90: output?.p90[at] ?? Number.NaN,
  };
}

/** Share of a group in an area that is reached within the target; NaN where there is nobody. */
export function shareOf(result: TravelResult, row: number, wanted: Wanted): number {
  const { total, reached } = reachedIn(result, row, wanted);
  return total > 0 ? reached / total : Number.NaN;
}

/** What is wrong with the data, counted. */
export function problemsOf({ output, places }: TravelResult) {
  const snaps = [...(output?.stationSnapMetres ?? [])];
  const count = (values: Float64Array | undefined, is: (value: number) => boolean) =>
    values?.reduce((sum, value) => sum + (is(value) ? 1 : 0), 0) ?? 0;
  return {
    stationsOff: snaps.filter((metres) => metres === Infinity).length,
    stationsFar: snaps.filter((metres) => metres > 300 && metres < Infinity).length,
    farthest: Math.max(0, ...snaps.filter(Number.isFinite)),
    placesOff: count(output?.placeSnapMetres, (metres) => metres === Infinity),
    placesFar: count(output?.placeSnapMetres, (metres) => metres > 300 && metres < Infinity),
    unreached: count(output?.placeMinutes, (minutes) => minutes === Infinity),
    places: places.placeLon.length,
    pieces: output?.roads[0] ?? 0,
    apart: output?.roads[1] ?? 0,
  };
}
