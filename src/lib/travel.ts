import { type ModeRules, modeRules, type RoadFacts, type TravelMode, walkingKmh } from "../domain/travel.ts";
import { createSearch, type Edges, type Reached } from "./dijkstra.ts";
import { type Network, partOf, type Snapped, seedsOf } from "./road-graph.ts";

/** Minutes of a metre between a place and its road, on foot. */
export const offRoadMinutes = 60 / (1000 * walkingKmh);

/** How roads are gone along: `kmh` by road class in the order of `roadClasses`. */
export interface Going {
  readonly mode: TravelMode;
  readonly kmh: ArrayLike<number>;
  /** Whether one-ways hold for a mode that keeps them. */
  readonly oneWays: boolean;
}

/**
 * Minutes along every edge and back, Infinity where a mode may not go. Speeds are those of the road's class, no faster
 * than posted for modes that keep limits; see `domain/travel.ts`.
 */
export function edgeMinutes(
  roads: RoadFacts,
  lengthMetres: Float64Array,
  { mode, kmh, oneWays }: Going,
): Pick<Edges, "cost" | "reverseCost"> {
  const rules = modeRules[mode];
  const cost = new Float64Array(lengthMetres.length).fill(Infinity);
  const reverseCost = cost.slice();
  for (let e = 0; e < cost.length; e++) {
    if (!isOpen(roads, e, rules.needs) || (roads.barrier[e] && !rules.usesBarriers)) continue;
    const limit = rules.keepsLimits && roads.limitKmh[e] > 0 ? roads.limitKmh[e] : Infinity;
    const speed = Math.min(kmh[roads.roadClass[e]], limit);
    if (!(speed > 0)) continue;
    cost[e] = (lengthMetres[e] * 60) / (1000 * speed);
    if (!(oneWays && rules.keepsOneWay && roads.oneWay[e])) reverseCost[e] = cost[e];
  }
  return { cost, reverseCost };
}

function isOpen({ walkOk, driveOk }: RoadFacts, e: number, needs: ModeRules["needs"]): boolean {
  if (needs === "either") return walkOk[e] + driveOk[e] > 0;
  return (needs === "walking" ? walkOk : driveOk)[e] > 0;
}

/** What a search from origins found: costs anywhere on the network. It holds until the next search. */
export interface Travelled {
  readonly reached: Reached;
  /** The nearest origin of every place (-1 for none) and what it costs from there, the way off the road included. */
  to(places: Snapped): { readonly origin: Int32Array; readonly cost: Float64Array };
}

/**
 * A function that searches from places on edges again and again: it keeps its arrays. `offsetCost` is the cost of a metre
 * between a place and its road.
 */
export function createTravel(
  network: Network,
  offsetCost: number,
): (origins: Snapped, which: ArrayLike<number>, cutoff?: number) => Travelled {
  const search = createSearch(network.graph);
  const { from, to, cost, reverseCost } = network.edges;
  const firstOn = new Int32Array(from.length).fill(-1);
  let used: number[] = [];
  return (origins, which, cutoff = Infinity) => {
    for (const e of used) firstOn[e] = -1;
    used = [];
    const nextOn = new Int32Array(origins.edge.length).fill(-1);
    const chosen = Array.from(which).filter((o) => origins.edge[o] >= 0);
    for (const o of chosen) {
      const e = origins.edge[o];
      nextOn[o] = firstOn[e];
      firstOn[e] = o;
      used.push(e);
    }
    const reached = search(seedsOf(network, origins, offsetCost, chosen), cutoff);
    const places = (targets: Snapped) => {
      const n = targets.edge.length;
      const out = { origin: new Int32Array(n).fill(-1), cost: new Float64Array(n).fill(Infinity) };
      for (let t = 0; t < n; t++) {
        const e = targets.edge[t];
        if (e < 0) continue;
        const share = targets.share[t];
        const viaFrom = reached.cost[from[e]] + partOf(cost[e], share);
        const viaTo = reached.cost[to[e]] + partOf(reverseCost[e], 1 - share);
        let least = Math.min(viaFrom, viaTo);
        let origin = least < Infinity ? reached.source[viaFrom <= viaTo ? from[e] : to[e]] : -1;
        for (let o = firstOn[e]; o >= 0; o = nextOn[o]) {
          const along = share - origins.share[o];
          const direct =
            origins.offset[o] * offsetCost + (along >= 0 ? partOf(cost[e], along) : partOf(reverseCost[e], -along));
          if (direct < least) [least, origin] = [direct, o];
        }
        least += targets.offset[t] * offsetCost;
        if (!(least <= cutoff && least < Infinity)) continue;
        out.origin[t] = origin;
        out.cost[t] = least;
      }
      return out;
    };
    return { reached, to: places };
  };
}

/** How a network falls apart when its one-ways are ignored: node → piece, pieces, and the share of length outside the longest. */
export interface Pieces {
  readonly piece: Int32Array;
  readonly count: number;
  readonly apart: number;
}

/** The pieces of the roads that are open one way or the other; `length` weighs them. */
export function roadPieces({ graph, edges }: Network, length: Float64Array): Pieces {
  const nodes = graph.start.length - 1;
  const parent = Int32Array.from({ length: nodes }, (_, u) => u);
  const root = (u: number): number => {
    let at = u;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  };
  const open = (e: number) => edges.cost[e] < Infinity || edges.reverseCost[e] < Infinity;
  for (let e = 0; e < edges.from.length; e++) if (open(e)) parent[root(edges.from[e])] = root(edges.to[e]);
  const lengths = new Map<number, number>();
  let total = 0;
  for (let e = 0; e < edges.from.length; e++) {
    if (!open(e)) continue;
    const piece = root(edges.from[e]);
    lengths.set(piece, (lengths.get(piece) ?? 0) + length[e]);
    total += length[e];
  }
  let longest = 0;
  for (const metres of lengths.values()) longest = Math.max(longest, metres);
  return {
    piece: parent.map((_, u) => root(u)),
    count: lengths.size,
    apart: total > 0 ? 1 - longest / total : 0,
  };
}
