import { weightedQuantiles } from "./weighted-quantile.ts";

/** Places with a weight, the group each is of, and the area it is in; `areas` or more is in none. */
export interface WeightedPlaces {
  readonly weight: Float64Array;
  readonly group: Uint8Array;
  readonly area: Uint32Array;
}

/** How many groups of places, areas and breaks there are. */
export interface Tally {
  readonly groups: number;
  readonly areas: number;
  readonly breaks: Float64Array;
}

/**
 * Weight of each group per area, and of it what is reached within each break: `total[area · groups + group]`,
 * `within[(area · groups + group) · breaks + break]`. A last row, `areas`, is the whole, places in no area included.
 */
export function withinBreaks(minutes: Float64Array, places: WeightedPlaces, { groups, areas, breaks }: Tally) {
  const total = new Float64Array((areas + 1) * groups);
  const within = new Float64Array((areas + 1) * groups * breaks.length);
  minutes.forEach((time, i) => {
    const rows = places.area[i] < areas ? [places.area[i], areas] : [areas];
    for (const row of rows) {
      const at = row * groups + places.group[i];
      total[at] += places.weight[i];
      for (let b = 0; b < breaks.length; b++) if (time <= breaks[b]) within[at * breaks.length + b] += places.weight[i];
    }
  });
  return { total, within };
}

/** Median and 90 % of the minutes to each group's weight per area, the whole last; Infinity where that share is not reached. */
export function quantilesByArea(
  minutes: Float64Array,
  places: WeightedPlaces,
  { groups, areas }: Omit<Tally, "breaks">,
) {
  const rows: number[][] = Array.from({ length: (areas + 1) * groups }, () => []);
  minutes.forEach((_, i) => {
    rows[areas * groups + places.group[i]].push(i);
    if (places.area[i] < areas) rows[places.area[i] * groups + places.group[i]].push(i);
  });
  const median = new Float64Array(rows.length);
  const p90 = new Float64Array(rows.length);
  rows.forEach((own, at) => {
    const quantile = weightedQuantiles(
      Float64Array.from(own, (i) => (Number.isNaN(minutes[i]) ? Infinity : minutes[i])),
      Float64Array.from(own, (i) => places.weight[i]),
    );
    median[at] = quantile(0.5);
    p90[at] = quantile(0.9);
  });
  return { median, p90 };
}
