import { createSearch, type Edges, type Graph, graphOf, type Reached } from "./dijkstra.ts";

/** Places on edges: edge -1 where there is none near. `share` is from the edge's start; `offset` is metres to the edge. */
export interface Snapped {
  readonly edge: Int32Array;
  readonly share: Float64Array;
  readonly offset: Float64Array;
}

/** Roads on a plane: edges between nodes, drawn as lines in metres (x and y interleaved, edge → first point). */
export interface Roads {
  readonly nodes: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly points: Float64Array;
  readonly lineStart: Uint32Array;
}

/** Straight lines between nodes, for edges that come without a drawn line. */
export function straightLines(
  x: Float64Array,
  y: Float64Array,
  { from, to }: { readonly from: Uint32Array; readonly to: Uint32Array },
): { readonly points: Float64Array; readonly lineStart: Uint32Array } {
  const points = new Float64Array(4 * from.length);
  for (let e = 0; e < from.length; e++) points.set([x[from[e]], y[from[e]], x[to[e]], y[to[e]]], 4 * e);
  return { points, lineStart: Uint32Array.from({ length: from.length + 1 }, (_, e) => 2 * e) };
}

/** Length of every edge in metres, along its line. */
export function edgeLengths({ points, lineStart }: Pick<Roads, "points" | "lineStart">): Float64Array {
  const lengths = new Float64Array(lineStart.length - 1);
  for (let e = 0; e < lengths.length; e++) {
    for (let p = 2 * lineStart[e]; p + 2 < 2 * lineStart[e + 1]; p += 2) {
      lengths[e] += Math.hypot(points[p + 2] - points[p], points[p + 3] - points[p + 1]);
    }
  }
  return lengths;
}

const cellMetres = 64;

/** Places on a plane, in metres. */
interface Places {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Puts places onto their nearest edge, at most `reachMetres` away. */
export function snapToRoads(roads: Roads, places: Places, reachMetres: number): Snapped {
  return createSnapper(roads)(places, reachMetres);
}

/** The same for many sets of places: what is needed of the roads is made once. */
export function createSnapper(roads: Roads): (places: Places, reachMetres: number) => Snapped {
  const segments = segmentGrid(roads);
  return (places, reachMetres) => snap(roads, segments, { ...places, reachMetres });
}

function snap(
  { points }: Roads,
  segments: ReturnType<typeof segmentGrid>,
  places: Places & { readonly reachMetres: number },
): Snapped {
  const { reachMetres } = places;
  const n = places.x.length;
  const out = { edge: new Int32Array(n).fill(-1), share: new Float64Array(n), offset: new Float64Array(n) };
  for (let i = 0; i < n; i++) {
    const [x, y] = [places.x[i], places.y[i]];
    let nearest = reachMetres;
    segments.visit(x, y, reachMetres, (p, edge) => {
      const [ex, ey] = [points[2 * p + 2] - points[2 * p], points[2 * p + 3] - points[2 * p + 1]];
      const square = ex * ex + ey * ey;
      const along = square > 0 ? ((x - points[2 * p]) * ex + (y - points[2 * p + 1]) * ey) / square : 0;
      const t = Math.min(1, Math.max(0, along));
      const distance = Math.hypot(points[2 * p] + t * ex - x, points[2 * p + 1] + t * ey - y);
      if (distance < nearest || (distance === nearest && out.edge[i] < 0)) {
        nearest = distance;
        out.edge[i] = edge;
        out.share[i] = segments.before[p] + t * Math.sqrt(square);
        out.offset[i] = distance;
      }
      return nearest;
    });
    if (out.edge[i] >= 0) out.share[i] /= segments.lengths[out.edge[i]] || 1;
  }
  return out;
}

/** Segments of edges by square cells. `before[p]` is the length of the edge up to the segment from point `p`. */
function segmentGrid(roads: Roads) {
  const { points, lineStart } = roads;
  const before = new Float64Array(points.length / 2);
  const edgeOf = new Uint32Array(points.length / 2);
  const cells = new Map<number, number[]>();
  const cellOf = (value: number) => Math.floor(value / cellMetres) + 0x100000;
  const key = (column: number, row: number) => row * 0x200000 + column;
  for (let e = 0; e + 1 < lineStart.length; e++) {
    for (let p = lineStart[e]; p + 1 < lineStart[e + 1]; p++) {
      const [x1, y1, x2, y2] = points.subarray(2 * p, 2 * p + 4);
      if (!Number.isFinite(x1 + y1 + x2 + y2)) continue;
      edgeOf[p] = e;
      if (p + 2 < lineStart[e + 1]) before[p + 1] = before[p] + Math.hypot(x2 - x1, y2 - y1);
      for (let row = cellOf(Math.min(y1, y2)); row <= cellOf(Math.max(y1, y2)); row++) {
        for (let column = cellOf(Math.min(x1, x2)); column <= cellOf(Math.max(x1, x2)); column++) {
          const list = cells.get(key(column, row));
          if (list) list.push(p);
          else cells.set(key(column, row), [p]);
        }
      }
    }
  }
  return {
    before,
    lengths: edgeLengths(roads),
    /** Calls `test` with segments by rings of cells around a place, until no nearer one can come. */
    visit(x: number, y: number, reach: number, test: (point: number, edge: number) => number): void {
      if (!Number.isFinite(x + y)) return;
      const [column, row] = [cellOf(x), cellOf(y)];
      let nearest = reach;
      for (let ring = 0; (ring - 1) * cellMetres <= nearest; ring++) {
        for (let r = row - ring; r <= row + ring; r++) {
          const step = r === row - ring || r === row + ring ? 1 : 2 * ring;
          for (let c = column - ring; c <= column + ring; c += step || 1) {
            for (const p of cells.get(key(c, r)) ?? []) nearest = test(p, edgeOf[p]);
          }
        }
      }
    },
  };
}

/** Places on a network and what it costs to go between them. */
export interface Network {
  readonly graph: Graph;
  readonly edges: Edges;
}

/** A network with costs per edge and direction. */
export function networkOf(nodes: number, edges: Edges): Network {
  return { graph: graphOf(nodes, edges), edges };
}

/** Cost of a share of an edge: none of a closed edge costs nothing. */
export function partOf(cost: number, share: number): number {
  return share === 0 ? 0 : share * cost;
}

/** The ends of the edges that places lie on, as seeds: what it costs to get from each place to them. */
export function seedsOf({ edges }: Network, places: Snapped, offsetCost: number, which: Iterable<number>) {
  const seeds = { node: [] as number[], cost: [] as number[], source: [] as number[] };
  const add = (node: number, cost: number, source: number): void => {
    if (!(cost < Infinity)) return;
    seeds.node.push(node);
    seeds.cost.push(cost);
    seeds.source.push(source);
  };
  for (const i of which) {
    const e = places.edge[i];
    if (e < 0) continue;
    const start = places.offset[i] * offsetCost;
    add(edges.to[e], start + partOf(edges.cost[e], 1 - places.share[i]), i);
    add(edges.from[e], start + partOf(edges.reverseCost[e], places.share[i]), i);
  }
  return seeds;
}

/** What a walk from seeds costs to a place on an edge, without the place's own offset. */
function costAt({ edges }: Network, reached: Reached, edge: number, share: number): readonly [number, number] {
  const viaFrom = reached.cost[edges.from[edge]] + partOf(edges.cost[edge], share);
  const viaTo = reached.cost[edges.to[edge]] + partOf(edges.reverseCost[edge], 1 - share);
  return viaFrom <= viaTo ? [viaFrom, reached.source[edges.from[edge]]] : [viaTo, reached.source[edges.to[edge]]];
}

/** Cost from a place to another on the same edge without leaving it; Infinity against a one-way. */
function alongEdge({ edges }: Network, e: number, from: number, to: number): number {
  return to >= from ? partOf(edges.cost[e], to - from) : partOf(edges.reverseCost[e], from - to);
}

/** How far to go, and what the way off the road costs. */
export interface TravelOptions {
  readonly cutoff?: number;
  /** Cost of a metre between a place and its road. */
  readonly offsetCost?: number;
}

/** The nearest of `origins` (those in `which`) for every target: its number (or -1) and what it costs from there. */
export function nearestOrigin(
  network: Network,
  origins: Snapped,
  targets: Snapped,
  { which, cutoff = Infinity, offsetCost = 1 }: TravelOptions & { readonly which: readonly number[] },
): { readonly origin: Int32Array; readonly cost: Float64Array } {
  const reached = createSearch(network.graph)(seedsOf(network, origins, offsetCost, which), cutoff);
  const onEdge = byEdge(origins, which);
  const n = targets.edge.length;
  const out = { origin: new Int32Array(n).fill(-1), cost: new Float64Array(n).fill(Infinity) };
  for (let t = 0; t < n; t++) {
    const e = targets.edge[t];
    if (e < 0) continue;
    let [cost, origin] = costAt(network, reached, e, targets.share[t]);
    for (const o of onEdge.get(e) ?? []) {
      const direct = origins.offset[o] * offsetCost + alongEdge(network, e, origins.share[o], targets.share[t]);
      if (direct < cost) [cost, origin] = [direct, o];
    }
    cost += targets.offset[t] * offsetCost;
    if (cost <= cutoff) {
      out.origin[t] = origin;
      out.cost[t] = cost;
    }
  }
  return out;
}

function byEdge(places: Snapped, which: Iterable<number>): Map<number, number[]> {
  const lists = new Map<number, number[]>();
  for (const i of which) {
    if (places.edge[i] < 0) continue;
    const list = lists.get(places.edge[i]);
    if (list) list.push(i);
    else lists.set(places.edge[i], [i]);
  }
  return lists;
}

/** Costs between origins and targets within a cutoff: those of origin `o` are `start[o]` to `start[o + 1] - 1`. */
export interface CostTable {
  readonly start: Uint32Array;
  readonly target: Uint32Array;
  readonly cost: Float64Array;
}

/** Costs from every origin to every target within a cutoff: one short search per origin. */
export function* costTable(
  network: Network,
  origins: Snapped,
  targets: Snapped,
  { cutoff = Infinity, offsetCost = 1 }: TravelOptions = {},
): Generator<number, CostTable, void> {
  const search = createSearch(network.graph);
  const onEdge = byEdge(targets, targets.edge.keys());
  const hasTargets = new Uint8Array(network.edges.from.length);
  for (const e of onEdge.keys()) hasTargets[e] = 1;
  const count = origins.edge.length;
  const start = new Uint32Array(count + 1);
  const target: number[] = [];
  const cost: number[] = [];
  const { start: arcs, edge } = network.graph;
  const visited = new Int32Array(network.edges.from.length).fill(-1);
  for (let o = 0; o < count; o++) {
    if ((o & 7) === 0) yield o / count;
    const reached = search(seedsOf(network, origins, offsetCost, [o]), cutoff);
    const take = (e: number): void => {
      if (hasTargets[e] === 0 || visited[e] === o) return;
      visited[e] = o;
      for (const t of onEdge.get(e) ?? []) {
        let [at] = costAt(network, reached, e, targets.share[t]);
        if (e === origins.edge[o]) {
          const along = alongEdge(network, e, origins.share[o], targets.share[t]);
          at = Math.min(at, origins.offset[o] * offsetCost + along);
        }
        at += targets.offset[t] * offsetCost;
        if (at > cutoff || at === Infinity) continue;
        target.push(t);
        cost.push(at);
      }
    };
    if (origins.edge[o] >= 0) take(origins.edge[o]);
    for (let k = 0; k < reached.count; k++) {
      const u = reached.order[k];
      for (let a = arcs[u]; a < arcs[u + 1]; a++) take(edge[a]);
    }
    start[o + 1] = target.length;
  }
  return { start, target: Uint32Array.from(target), cost: Float64Array.from(cost) };
}
