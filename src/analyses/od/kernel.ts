import { type RoadInput, travelModel } from "../../lib/travel-model.ts";
import type { Params } from "./kernel/params.ts";

/** Roads, origins, and places to go to where they are not all crossings; degrees. */
export type Input = RoadInput & {
  /** Speed in km/h by road class, in the order of `roadClasses`; 0 closes a class. */
  readonly classKmh: Float64Array;
  readonly originLon: Float64Array;
  readonly originLat: Float64Array;
  readonly targetLon: Float64Array;
  readonly targetLat: Float64Array;
};

/**
 * Minutes from every origin (row) to every crossing or place (column), turnout included, Infinity where not reached; empty
 * without `keepTable`. Of each origin how many targets are reached, the median minutes to those and the most (NaN for none),
 * and how far it is from its road (Infinity: too far, nothing is reached). Rows do not depend on one another.
 */
export function* run(input: Input, params: Params) {
  const { mode, oneWays, snapMetres, turnoutMinutes } = params;
  const model = travelModel(input, { mode, kmh: input.classKmh, oneWays });
  const origins = model.snap(input.originLon, input.originLat, snapMetres);
  const places = params.to === "places" ? model.snap(input.targetLon, input.targetLat, snapMetres) : null;
  const count = origins.edge.length;
  const targets = places ? places.edge.length : model.roads.nodes;
  const none = () => new Float64Array(count).fill(Number.NaN);
  const minutes = new Float32Array(params.keepTable ? count * targets : 0);
  const [reached, median, farthest] = [new Uint32Array(count), none(), none()];
  for (let o = 0; o < count; o++) {
    yield o / count;
    const found = model.travel(origins, [o]);
    const cost = places ? found.to(places).cost : found.reached.cost;
    if (params.keepTable) minutes.set(places ? cost.map(late) : cost.subarray(0, targets).map(late), o * targets);
    const sorted = places ? cost.filter(Number.isFinite).sort() : null;
    const size = sorted ? sorted.length : found.reached.count;
    const at = (k: number) => late(sorted ? sorted[k] : cost[found.reached.order[k]]);
    reached[o] = size;
    if (size === 0) continue;
    median[o] = at((size - 1) >> 1);
    farthest[o] = at(size - 1);
  }
  const snapped = origins.offset.map((metres, o) => (origins.edge[o] < 0 ? Infinity : metres));
  return { minutes, reached, median, farthest, snapMetres: Float64Array.from(snapped) };

  function late(cost: number): number {
    return cost + turnoutMinutes;
  }
}
