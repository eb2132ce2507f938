import {
  bell,
  type Decay,
  floatingCatchment,
  rationalAgents,
  staircase,
  threeStepCatchment,
  within as withinLimit,
} from "../../lib/accessibility.ts";
import { log } from "../../lib/elementary/powers.ts";
import { type Plane, planeAt, toPlane } from "../../lib/plane.ts";
import { within } from "../../lib/progress.ts";
import {
  type CostTable,
  costTable,
  edgeLengths,
  type Network,
  nearestOrigin,
  networkOf,
  type Snapped,
  snapToRoads,
} from "../../lib/road-graph.ts";
import type { Params } from "./kernel/params.ts";

/**
 * Residents by place, facilities by kind (0 … `kindRadiusMetres.length` - 1), and the walking network: edges between
 * nodes (numbers), drawn as lines in degrees. Areas are numbers; `areaCount` (one value) or more means none.
 */
export type Input = {
  readonly demandLon: Float64Array;
  readonly demandLat: Float64Array;
  readonly demandResidents: Float64Array;
  readonly demandArea: Uint32Array;
  readonly facilityLon: Float64Array;
  readonly facilityLat: Float64Array;
  readonly facilityKind: Uint32Array;
  readonly facilityArea: Uint32Array;
  /** Capacity; 1 each where it is not known. */
  readonly facilitySupply: Float64Array;
  /** How far each kind may be; NaN where there is no norm. */
  readonly kindRadiusMetres: Float64Array;
  readonly areaCount: Uint32Array;
  readonly nodeCount: Uint32Array;
  readonly edgeFrom: Uint32Array;
  readonly edgeTo: Uint32Array;
  /** 0 where nobody may walk. */
  readonly edgeWalkOk: Uint8Array;
  readonly edgeCoordinates: Float64Array;
  readonly edgeLineStart: Uint32Array;
};

interface Places {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

interface Town {
  readonly demand: Places;
  readonly facilities: Places;
  readonly network: Network;
  readonly demandOnRoad: Snapped;
  readonly facilityOnRoad: Snapped;
}

/**
 * Distance from every place to the nearest facility of every kind (row by row: place · kinds + kind; Infinity where there
 * is none), residents within the norm per area and kind, and supply per resident by four methods for one kind.
 * `unsnapped`: places and facilities too far from any road.
 */
export function* run(input: Input, params: Params) {
  const town = townOf(input, params.snapMetres);
  yield 0.1;
  const distances = yield* within(nearestByKind(input, town), 0.1, 0.6);
  const catchment = yield* within(catchments(input, town, params), 0.6, 1);
  return {
    ...distances,
    ...byArea(input, distances),
    ...catchment,
    unsnapped: Float64Array.of(missing(town.demandOnRoad), missing(town.facilityOnRoad)),
  };
}

const missing = ({ edge }: Snapped) => edge.reduce((count, e) => count + (e < 0 ? 1 : 0), 0);

function townOf(input: Input, snapMetres: number): Town {
  const plane = planeAt(middle(input.demandLon), middle(input.demandLat));
  const walked = input.edgeFrom.map((_, e) => e).filter((e) => input.edgeWalkOk[e] !== 0);
  const roads = walkedRoads(input, plane, walked);
  const cost = edgeLengths(roads);
  const network = networkOf(roads.nodes, { from: roads.from, to: roads.to, cost, reverseCost: cost });
  const demand = onPlane(plane, input.demandLon, input.demandLat);
  const facilities = onPlane(plane, input.facilityLon, input.facilityLat);
  return {
    demand,
    facilities,
    network,
    demandOnRoad: snapToRoads(roads, demand, snapMetres),
    facilityOnRoad: snapToRoads(roads, facilities, snapMetres),
  };
}

function walkedRoads(input: Input, plane: Plane, walked: Uint32Array) {
  const all = toPlane(plane, input.edgeCoordinates);
  const lineStart = new Uint32Array(walked.length + 1);
  const points: number[] = [];
  walked.forEach((e, k) => {
    for (let p = 2 * input.edgeLineStart[e]; p < 2 * input.edgeLineStart[e + 1]; p++) points.push(all[p]);
    lineStart[k + 1] = points.length / 2;
  });
  return {
    nodes: input.nodeCount[0],
    from: walked.map((e) => input.edgeFrom[e]),
    to: walked.map((e) => input.edgeTo[e]),
    points: Float64Array.from(points),
    lineStart,
  };
}

function middle(values: Float64Array): number {
  const finite = values.filter(Number.isFinite).sort();
  return finite.length > 0 ? finite[finite.length >> 1] : 0;
}

function onPlane(plane: Plane, lon: Float64Array, lat: Float64Array): Places {
  return {
    x: lon.map((value) => (value - plane.lon) * plane.metresPerLon),
    y: lat.map((value) => (value - plane.lat) * plane.metresPerLat),
  };
}

function* nearestByKind(input: Input, town: Town) {
  const kinds = input.kindRadiusMetres.length;
  const n = input.demandLon.length;
  const walkMetres = new Float64Array(n * kinds).fill(Infinity);
  const straightMetres = new Float64Array(n * kinds).fill(Infinity);
  const nearest = new Int32Array(n * kinds).fill(-1);
  for (let kind = 0; kind < kinds; kind++) {
    yield kind / kinds;
    const which = [...input.facilityKind.keys()].filter((f) => input.facilityKind[f] === kind);
    const walk = nearestOrigin(town.network, town.facilityOnRoad, town.demandOnRoad, { which });
    for (let i = 0; i < n; i++) {
      const at = i * kinds + kind;
      walkMetres[at] = walk.cost[i];
      nearest[at] = walk.origin[i];
      for (const f of which) {
        const metres = straight(town, f, i);
        if (metres < straightMetres[at]) straightMetres[at] = metres;
      }
    }
  }
  return { walkMetres, straightMetres, nearest };
}

const straight = ({ demand, facilities }: Town, f: number, i: number) =>
  Math.hypot(facilities.x[f] - demand.x[i], facilities.y[f] - demand.y[i]);

function byArea(
  input: Input,
  { walkMetres, straightMetres }: { walkMetres: Float64Array; straightMetres: Float64Array },
) {
  const kinds = input.kindRadiusMetres.length;
  const areas = input.areaCount[0];
  const residents = new Float64Array(areas);
  const withinWalk = new Float64Array(areas * kinds);
  const withinStraight = new Float64Array(areas * kinds);
  const facilities = new Float64Array(areas * kinds);
  input.demandArea.forEach((area, i) => {
    if (area >= areas) return;
    residents[area] += input.demandResidents[i];
    for (let kind = 0; kind < kinds; kind++) {
      const radius = input.kindRadiusMetres[kind];
      if (walkMetres[i * kinds + kind] <= radius) withinWalk[area * kinds + kind] += input.demandResidents[i];
      if (straightMetres[i * kinds + kind] <= radius) withinStraight[area * kinds + kind] += input.demandResidents[i];
    }
  });
  input.facilityArea.forEach((area, f) => {
    if (area < areas && input.facilityKind[f] < kinds) facilities[area * kinds + input.facilityKind[f]]++;
  });
  return { residents, withinWalk, withinStraight, facilities };
}

/** Steps of Luo & Qi (2009) at thirds of the limit, or a bell that has fallen to 1 % at the limit. */
function decayOf({ decay, catchmentMetres: limit }: Params): Decay {
  if (decay === "none") return withinLimit(limit);
  if (decay === "bell") {
    const curve = bell(limit / Math.sqrt(2 * log(100)));
    return (cost) => (cost <= limit ? curve(cost) : 0);
  }
  return staircase([
    [limit / 3, 1],
    [(2 * limit) / 3, 0.68],
    [limit, 0.22],
  ]);
}

function* catchments(input: Input, town: Town, params: Params) {
  const chosen = [...input.facilityKind.keys()].filter((f) => input.facilityKind[f] === params.catchmentKind);
  const pick = ({ edge, share, offset }: Snapped): Snapped => ({
    edge: Int32Array.from(chosen, (f) => edge[f]),
    share: Float64Array.from(chosen, (f) => share[f]),
    offset: Float64Array.from(chosen, (f) => offset[f]),
  });
  const cutoff = params.catchmentMetres;
  const costs =
    params.measure === "walk"
      ? yield* costTable(town.network, pick(town.facilityOnRoad), town.demandOnRoad, { cutoff })
      : straightTable(town, chosen, cutoff);
  const supply = Float64Array.from(chosen, (f) => input.facilitySupply[f]);
  const market = { demand: input.demandResidents, supply, costs };
  const decay = decayOf(params);
  const facilityClaims = new Float64Array(input.facilityKind.length);
  chosen.forEach((f, j) => {
    for (let k = costs.start[j]; k < costs.start[j + 1]; k++) {
      facilityClaims[f] += input.demandResidents[costs.target[k]];
    }
  });
  return {
    twoStep: floatingCatchment(market, withinLimit(cutoff)),
    enhanced: floatingCatchment(market, decay),
    threeStep: threeStepCatchment(market, decay),
    rational: rationalAgents({ ...market, demand: market.demand.map(Math.round) }, { tau: cutoff }),
    facilityClaims,
  };
}

function straightTable(town: Town, chosen: readonly number[], cutoff: number): CostTable {
  const start = new Uint32Array(chosen.length + 1);
  const target: number[] = [];
  const cost: number[] = [];
  chosen.forEach((f, j) => {
    for (let i = 0; i < town.demand.x.length; i++) {
      const metres = straight(town, f, i);
      if (!(metres <= cutoff)) continue;
      target.push(i);
      cost.push(metres);
    }
    start[j + 1] = target.length;
  });
  return { start, target: Uint32Array.from(target), cost: Float64Array.from(cost) };
}
