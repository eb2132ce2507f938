import { faultsOf, type ItemColumns } from "./kernel/items.ts";
import type { Params } from "./kernel/params.ts";

/**
 * Items (`kernel/items.ts`); posts with their community and grid (one past the last for none), and whether each is a police
 * officer or a worker of the community or a supervisor of the grid; residents and households of communities, NaN where
 * unknown; cases of communities and grids.
 */
export type Input = { readonly [K in keyof ItemColumns]: ItemColumns[K] } & {
  readonly community: Uint32Array;
  readonly grid: Uint32Array;
  readonly isPolice: Uint8Array;
  readonly isWorker: Uint8Array;
  readonly isSupervisor: Uint8Array;
  readonly residents: Float64Array;
  readonly households: Float64Array;
  readonly communityCases: Float64Array;
  readonly gridCases: Float64Array;
};

/**
 * Faults of items, and by community and grid who is there: workers per 10,000 residents, households per worker, officers,
 * supervisors, residents and cases per post. NaN where there is nothing to divide by; `short…` is 1 where fewer are there
 * than the standard says.
 */
export function* run(input: Input, params: Params) {
  const itemFault = faultsOf(input);
  yield 0.5;
  const communities = input.residents.length;
  const grids = input.gridCases.length;
  const police = countPosts(input.community, input.isPolice, communities);
  const workers = countPosts(input.community, input.isWorker, communities);
  const supervisors = countPosts(input.grid, input.isSupervisor, grids);
  const posts = countPosts(input.community, new Uint8Array(input.community.length).fill(1), communities);
  const workersPer10k = ratio(workers, input.residents, 10_000);
  const short = (values: Float64Array, least: number) => Uint8Array.from(values, (value) => (value < least ? 1 : 0));
  return {
    itemFault,
    police,
    workers,
    workersPer10k,
    householdsPerWorker: ratio(input.households, workers),
    residentsPerPost: ratio(input.residents, posts),
    casesPerPost: ratio(input.communityCases, posts),
    shortOfPolice: short(police, params.policePerCommunity),
    shortOfWorkers: short(workersPer10k, params.workersPer10k),
    supervisors,
    casesPerSupervisor: ratio(input.gridCases, supervisors),
    shortOfSupervisors: short(supervisors, params.supervisorsPerGrid),
    gridGini: Float64Array.of(gini(input.gridCases)),
  };
}

function countPosts(place: Uint32Array, counts: Uint8Array, places: number): Float64Array {
  const out = new Float64Array(places);
  for (let i = 0; i < place.length; i++) if (counts[i] === 1 && place[i] < places) out[place[i]]++;
  return out;
}

function ratio(of: Float64Array, over: Float64Array, times = 1): Float64Array {
  return Float64Array.from(of, (value, i) => (over[i] > 0 ? (value * times) / over[i] : Number.NaN));
}

/** How unevenly a load is spread, from 0 (all alike) towards 1 (all on one); NaN where there is none. */
export function gini(loads: Float64Array): number {
  const sorted = loads.slice().sort();
  let [sum, weighted] = [0, 0];
  for (let i = 0; i < sorted.length; i++) {
    sum += sorted[i];
    weighted += (i + 1) * sorted[i];
  }
  const n = sorted.length;
  return sum > 0 ? (2 * weighted) / (n * sum) - (n + 1) / n : Number.NaN;
}
