import { createSearch, graphOf, type Reached } from "./dijkstra.ts";
import type { NetworkPositions, RoadNetwork } from "./network-kde.ts";

/** How far apart two places may be, as a share of the shortest street, and still be one. */
const sameShare = 1e-3;

/**
 * The linear K function: street length within a distance along the network of a case, as the other cases fill it. `none`
 * is Okabe & Yamada's (2001, https://doi.org/10.1111/j.1538-4632.2001.tb00448.x), which depends on the network; `ang`
 * divides each pair by the number of places as far away and is the distance itself where cases lie at random (Ang,
 * Baddeley & Nair 2012, https://doi.org/10.1111/j.1467-9469.2011.00752.x). Distances must ascend; NaN for fewer than two
 * cases. Yields its progress.
 */
export function* networkK(
  network: RoadNetwork,
  cases: NetworkPositions,
  { metres, correction }: { metres: Float64Array; correction: "none" | "ang" },
): Generator<number, Float64Array, void> {
  const n = cases.edge.length;
  const counted = new Float64Array(metres.length);
  const same = sameShare * network.lengthMetres.reduce((least, l) => (l > 0 ? Math.min(least, l) : least), Infinity);
  const reach = reachFrom(network, cases);
  for (let i = 0; i < n; i++) {
    const from = reach(i);
    for (let j = 0; j < n; j++) {
      const distance = from.to(j);
      if (j === i || !(distance <= metres[metres.length - 1])) continue;
      const row = metres.findIndex((limit) => limit >= distance);
      counted[row] += correction === "ang" ? 1 / Math.max(1, from.placesAt(distance, same)) : 1;
    }
    yield (i + 1) / n;
  }
  const total = network.lengthMetres.reduce((sum, l) => sum + l, 0);
  let sum = 0;
  return counted.map((count) => {
    sum += count;
    return n < 2 ? Number.NaN : (sum * total) / (n * (n - 1));
  });
}

/** Shortest distances along a network between all pairs of positions, row by row; infinite where no street leads. */
export function networkDistances(network: RoadNetwork, positions: NetworkPositions): Float64Array {
  const n = positions.edge.length;
  const reach = reachFrom(network, positions);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const from = reach(i);
    for (let j = 0; j < n; j++) out[i * n + j] = i === j ? 0 : from.to(j);
  }
  return out;
}

/** What can be asked of one position: its distance to another, and how many places are at a distance. */
interface From {
  to(j: number): number;
  placesAt(metres: number, same: number): number;
}

function reachFrom(network: RoadNetwork, { edge, fraction }: NetworkPositions): (i: number) => From {
  const { nodes, from, to, lengthMetres } = network;
  const search = createSearch(graphOf(nodes, { from, to, cost: lengthMetres, reverseCost: lengthMetres }));
  const along = fraction.map((share, k) => share * lengthMetres[edge[k]]);
  return (i) => {
    const e = edge[i];
    const rest = lengthMetres[e] - along[i];
    const reached = search({ node: [from[e], to[e]], cost: [along[i], rest], source: [0, 0] });
    return {
      to: (j) => {
        const f = edge[j];
        const round = Math.min(reached.cost[from[f]] + along[j], reached.cost[to[f]] + lengthMetres[f] - along[j]);
        return f === e ? Math.min(round, Math.abs(along[i] - along[j])) : round;
      },
      placesAt: (metres, same) => placesAt({ network, reached, e, along: along[i] }, metres, same),
    };
  };
}

interface Source {
  readonly network: RoadNetwork;
  readonly reached: Reached;
  readonly e: number;
  readonly along: number;
}

/** Places on the network exactly so far away: nodes, and places inside streets. */
function placesAt({ network, reached, e, along }: Source, metres: number, same: number): number {
  const { from, to, lengthMetres } = network;
  let count = 0;
  for (let k = 0; k < reached.count; k++) if (Math.abs(reached.cost[reached.order[k]] - metres) <= same) count++;
  for (let f = 0; f < from.length; f++) {
    const [a, b] = [reached.cost[from[f]], reached.cost[to[f]]];
    if (f !== e) count += inside({ a, b, length: lengthMetres[f] }, metres, same);
    else {
      count += inside({ a: 0, b: a, length: along }, metres, same);
      count += inside({ a: 0, b, length: lengthMetres[f] - along }, metres, same);
    }
  }
  return count;
}

/** Places inside a stretch whose ends are at distances a and b: one that comes from each end, or one where both meet. */
function inside({ a, b, length }: { a: number; b: number; length: number }, metres: number, same: number): number {
  const peak = (a + b + length) / 2;
  const from = (end: number) => metres > end + same && metres < peak && metres - end < length - same;
  return (from(a) ? 1 : 0) + (from(b) ? 1 : 0);
}
