import type { City } from "../../../state/city-tables.ts";
import type { Settings } from "./settings.ts";

/** Places where something might be built: longitude and latitude in degrees. */
export interface Candidates {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** How many of them the user drew; they come first. */
  readonly drawn: number;
}

/** What the user drew, then crossings of roads, thinned out evenly to the number asked for. */
export function candidatesOf({ roads }: City, { drawn, form }: Settings): Candidates {
  const own = drawn.length / 2;
  const nodes = form.onlyDrawn && own > 0 ? [] : spread(roads.nodeLon, roads.nodeLat, form.candidates);
  const lon = [...drawn.filter((_, i) => i % 2 === 0), ...nodes.map((n) => roads.nodeLon[n] ?? Number.NaN)];
  const lat = [...drawn.filter((_, i) => i % 2 === 1), ...nodes.map((n) => roads.nodeLat[n] ?? Number.NaN)];
  return { lon: Float64Array.from(lon), lat: Float64Array.from(lat), drawn: own };
}

/** At most `count` of the places, one in each square of a lattice whose size is found by halving. */
function spread(lon: Float64Array, lat: Float64Array, count: number): number[] {
  const all = [...lon.keys()].filter((n) => Number.isFinite((lon[n] ?? Number.NaN) + (lat[n] ?? Number.NaN)));
  if (all.length <= count) return all;
  const thinned = (step: number) => {
    const kept = new Map<string, number>();
    for (const n of all) {
      const key = `${Math.floor((lon[n] ?? 0) / step)} ${Math.floor((lat[n] ?? 0) / step)}`;
      if (!kept.has(key)) kept.set(key, n);
    }
    return [...kept.values()];
  };
  let [fine, coarse] = [0, 1];
  for (let round = 0; round < 30; round++) {
    const middle = (fine + coarse) / 2;
    if (thinned(middle).length > count) fine = middle;
    else coarse = middle;
  }
  return thinned(coarse);
}
