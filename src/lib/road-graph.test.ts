import { describe, expect, test } from "vitest";
import { hasShared, sharedJson } from "../../test/support/shared.ts";
import { drain } from "../engine/drive.ts";
import { createSearch, graphOf, reversed } from "./dijkstra.ts";
import { createRandom } from "./random.ts";
import { costTable, edgeLengths, nearestOrigin, networkOf, snapToRoads, straightLines } from "./road-graph.ts";

const oracle = "oracles/05-routing/pgrouting_sample.json";
const absent = !hasShared(oracle);
type Costs = Readonly<Record<string, number>>;
interface Sample {
  readonly edges: readonly { source: number; target: number; cost: number; reverse_cost: number }[];
  readonly drivingDistance_11_3_directed: Costs;
  readonly drivingDistance_11_3_undirected: Costs;
  readonly drivingDistance_equicost_11_16_3_directed: { agg_cost: Costs; assigned_to: Record<string, number[]> };
  readonly costMatrix_undirected_5_6_10_15: readonly (readonly number[])[];
  readonly allpairs_directed_networkx: Readonly<Record<string, Costs>>;
}

const noSample: Sample = {
  edges: [],
  drivingDistance_11_3_directed: {},
  drivingDistance_11_3_undirected: {},
  drivingDistance_equicost_11_16_3_directed: { agg_cost: {}, assigned_to: {} },
  costMatrix_undirected_5_6_10_15: [],
  allpairs_directed_networkx: {},
};

describe.skipIf(absent)("pgRouting's sample network (skipped where ../shared/oracles is absent)", () => {
  const sample = absent ? noSample : sharedJson<Sample>(oracle);
  const way = (cost: number) => (cost < 0 ? Infinity : cost);
  const columns = (undirected: boolean) => {
    const both = (a: number, b: number) => (undirected ? Math.min(way(a), way(b)) : way(a));
    return {
      from: Uint32Array.from(sample.edges, ({ source }) => source),
      to: Uint32Array.from(sample.edges, ({ target }) => target),
      cost: Float64Array.from(sample.edges, (edge) => both(edge.cost, edge.reverse_cost)),
      reverseCost: Float64Array.from(sample.edges, (edge) => both(edge.reverse_cost, edge.cost)),
    };
  };
  const directed = graphOf(18, columns(false));
  const undirected = graphOf(18, columns(true));
  const seeds = (...nodes: number[]) => ({ node: nodes, cost: nodes.map(() => 0), source: nodes });
  const labels = (graph: typeof directed, nodes: number[], cutoff?: number) => {
    const { order, count, cost } = createSearch(graph)(seeds(...nodes), cutoff);
    return Object.fromEntries([...order.subarray(0, count)].map((u) => [u, cost[u]]));
  };

  test("driving distance of 3 from 11, one-ways kept and not", () => {
    expect(labels(directed, [11], 3)).toEqual(sample.drivingDistance_11_3_directed);
    expect(labels(undirected, [11], 3)).toEqual(sample.drivingDistance_11_3_undirected);
  });

  test("from 11 and 16 at once every node gets the nearer", () => {
    const { agg_cost, assigned_to } = sample.drivingDistance_equicost_11_16_3_directed;
    const reached = createSearch(directed)(seeds(11, 16), 3);
    expect(labels(directed, [11, 16], 3)).toEqual(agg_cost);
    for (const [source, nodes] of Object.entries(assigned_to)) {
      for (const node of nodes) expect(reached.source[node]).toBe(Number(source));
    }
  });

  test("all pairs, forwards and on the reversed graph", () => {
    const nodes = Object.keys(sample.allpairs_directed_networkx).map(Number);
    const backwards = new Map(nodes.map((node) => [node, labels(reversed(directed), [node])]));
    for (const node of nodes) {
      expect(labels(directed, [node])).toEqual(sample.allpairs_directed_networkx[node]);
      for (const other of nodes) {
        expect(backwards.get(other)?.[node]).toBe(sample.allpairs_directed_networkx[node]?.[other]);
      }
    }
  });

  test("cost matrix of 5, 6, 10, 15", () => {
    const nodes = [5, 6, 10, 15];
    const matrix = nodes.map((node) => nodes.map((other) => labels(undirected, [node])[other]));
    expect(matrix).toEqual(sample.costMatrix_undirected_5_6_10_15);
  });
});

test("no arc can be used to improve a cost, and costs along predecessors add up", () => {
  const random = createRandom(8, "dijkstra");
  const n = 400;
  const m = 1200;
  const edges = {
    from: Uint32Array.from({ length: m }, () => random.below(n)),
    to: Uint32Array.from({ length: m }, () => random.below(n)),
    cost: Float64Array.from({ length: m }, () => random.below(20)),
    reverseCost: Float64Array.from({ length: m }, () => (random.chance(0.4) ? Infinity : random.between(0, 20))),
  };
  const graph = graphOf(n, edges);
  const search = createSearch(graph);
  for (let round = 0; round < 30; round++) {
    const { cost, arc, count, order } = search({
      node: [random.below(n), random.below(n)],
      cost: [0, 3],
      source: [0, 1],
    });
    for (let u = 0; u < n; u++) {
      for (let a = graph.start[u] ?? 0; a < (graph.start[u + 1] ?? 0); a++) {
        if ((cost[graph.head[a] ?? 0] ?? 0) > (cost[u] ?? 0) + (graph.cost[a] ?? 0)) expect.fail(`arc ${a} improves`);
      }
    }
    for (const u of order.subarray(0, count)) {
      const a = arc[u] ?? -1;
      if (a < 0) continue;
      const tail = graph.start.findIndex((from, v) => from <= a && a < (graph.start[v + 1] ?? 0));
      expect(cost[u]).toBe((cost[tail] ?? 0) + (graph.cost[a] ?? 0));
    }
  }
});

/** A square of four roads of 100 m, its last one closed to one way. */
function square() {
  const x = Float64Array.of(0, 100, 100, 0);
  const y = Float64Array.of(0, 0, 100, 100);
  const ends = { from: Uint32Array.of(0, 1, 2, 3), to: Uint32Array.of(1, 2, 3, 0) };
  const roads = { nodes: 4, ...ends, ...straightLines(x, y, ends) };
  const cost = edgeLengths(roads);
  return { roads, network: networkOf(4, { ...ends, cost, reverseCost: cost }) };
}

const at = (...places: readonly (readonly [number, number])[]) => ({
  x: Float64Array.from(places, ([x]) => x),
  y: Float64Array.from(places, ([, y]) => y),
});

test("places snap to the nearest point of the nearest edge, and not from too far", () => {
  const { roads } = square();
  const snapped = snapToRoads(roads, at([25, -3], [103, 40], [500, 500], [Number.NaN, 0]), 50);
  expect([...snapped.edge]).toEqual([0, 1, -1, -1]);
  expect([...snapped.share.slice(0, 2)]).toEqual([0.25, 0.4]);
  expect([...snapped.offset.slice(0, 2)]).toEqual([3, 3]);
});

test("walks along one edge, around corners and to places off the road are as long as drawn", () => {
  const { roads, network } = square();
  const origins = snapToRoads(roads, at([10, 0], [100, 90]), 50);
  const targets = snapToRoads(roads, at([40, -5], [100, 30], [0, 60], [900, 900]), 50);
  const table = drain(costTable(network, origins, targets));
  expect([...table.start]).toEqual([0, 3, 6]);
  const costs = (o: number) =>
    Object.fromEntries(
      [...table.target].map((t, k) => [t, Math.round(table.cost[k] ?? -1)]).slice(table.start[o], table.start[o + 1]),
    );
  expect(costs(0)).toEqual({ 0: 35, 1: 120, 2: 70 });
  expect(costs(1)).toEqual({ 0: 155, 1: 60, 2: 150 });
  const nearest = nearestOrigin(network, origins, targets, { which: [0, 1] });
  expect([...nearest.cost].map(Math.round)).toEqual([35, 60, 70, Infinity]);
  expect([...nearest.origin]).toEqual([0, 1, 0, -1]);
  expect([...nearestOrigin(network, origins, targets, { which: [1], cutoff: 100 }).cost].map(Math.round)).toEqual([
    Infinity,
    60,
    Infinity,
    Infinity,
  ]);
});

test("a one-way is not walked against, not even on the same edge", () => {
  const { roads, network } = square();
  const oneWay = networkOf(4, { ...network.edges, reverseCost: new Float64Array(4).fill(Infinity) });
  const places = snapToRoads(roads, at([60, 0], [20, 0]), 50);
  const table = drain(costTable(oneWay, places, places));
  expect([...table.cost]).toEqual([0, 360, 40, 0].map((cost) => expect.closeTo(cost, 9)));
});

test("an edge to a node that is not there, or of negative cost, is refused by name", () => {
  const one = {
    from: Uint32Array.of(0),
    to: Uint32Array.of(5),
    cost: Float64Array.of(1),
    reverseCost: Float64Array.of(1),
  };
  expect(() => graphOf(2, one)).toThrow("edge 0 names a node beyond 2");
  expect(() => graphOf(9, { ...one, cost: Float64Array.of(-1) })).toThrow("edge 0 costs -1");
});
