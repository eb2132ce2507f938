import { expect, test } from "vitest";
import { modeRules } from "../domain/travel.ts";
import { createRandom } from "./random.ts";
import { cellsNearRoads } from "./road-cells.ts";
import { edgeLengths, nearestOrigin, networkOf, snapToRoads, straightLines } from "./road-graph.ts";
import { createTravel, edgeMinutes, roadPieces } from "./travel.ts";
import { weightedQuantiles } from "./weighted-quantile.ts";

/** A lattice of roads of 100 m with some missing, some one-way. */
function lattice(seed: number) {
  const random = createRandom(seed, "travel");
  const side = 15;
  const x = Float64Array.from({ length: side * side }, (_, n) => (n % side) * 100 + random.between(-20, 20));
  const y = Float64Array.from({ length: side * side }, (_, n) => Math.floor(n / side) * 100);
  const pairs: [number, number][] = [];
  for (let n = 0; n < side * side; n++) {
    if (n % side < side - 1 && random.chance(0.85)) pairs.push([n, n + 1]);
    if (n + side < side * side && random.chance(0.85)) pairs.push([n, n + side]);
  }
  const ends = { from: Uint32Array.from(pairs, ([a]) => a), to: Uint32Array.from(pairs, ([, b]) => b) };
  const roads = { nodes: side * side, ...ends, ...straightLines(x, y, ends) };
  const cost = edgeLengths(roads);
  const reverseCost = cost.map((metres) => (random.chance(0.2) ? Infinity : metres));
  const places = (count: number) => ({
    x: Float64Array.from({ length: count }, () => random.between(-50, 1450)),
    y: Float64Array.from({ length: count }, () => random.between(-50, 1450)),
  });
  return { roads, network: networkOf(roads.nodes, { ...ends, cost, reverseCost }), places, random };
}

test.each([1, 2, 3])("a search that keeps its arrays finds what a fresh one finds, again and again (%i)", (seed) => {
  const { roads, network, places } = lattice(seed);
  const origins = snapToRoads(roads, places(12), 200);
  const targets = snapToRoads(roads, places(300), 200);
  const travel = createTravel(network, 2);
  for (const which of [[0], [1, 2, 3], [...origins.edge.keys()], [4]]) {
    const fresh = nearestOrigin(network, origins, targets, { which, offsetCost: 2 });
    const { origin, cost } = travel(origins, which).to(targets);
    expect([...cost]).toEqual([...fresh.cost]);
    expect([...origin]).toEqual([...fresh.origin]);
  }
});

test("cost[v] ≤ cost[u] + w on every arc", () => {
  const { roads, network, places } = lattice(7);
  const origins = snapToRoads(roads, places(5), 200);
  const { reached } = createTravel(network, 1)(origins, [0, 1, 2, 3, 4]);
  const { start, head, cost } = network.graph;
  for (let u = 0; u < roads.nodes; u++) {
    for (let a = start[u] ?? 0; a < (start[u + 1] ?? 0); a++) {
      expect(reached.cost[head[a] ?? 0]).toBeLessThanOrEqual((reached.cost[u] ?? 0) + (cost[a] ?? 0));
    }
  }
});

test("a place at the very end of a one-way can leave and be reached there", () => {
  const ends = { from: Uint32Array.of(0, 0), to: Uint32Array.of(1, 2) };
  const lines = straightLines(Float64Array.of(0, 100, 0), Float64Array.of(0, 0, 100), ends);
  const roads = { nodes: 3, ...ends, ...lines };
  const closed = Float64Array.of(Infinity, Infinity);
  const network = networkOf(3, { ...ends, cost: Float64Array.of(100, 100), reverseCost: closed });
  const places = { edge: Int32Array.of(0, 1), share: Float64Array.of(0, 1), offset: new Float64Array(2) };
  expect(roads.nodes).toBe(3);
  const { cost } = createTravel(network, 1)(places, [0]).to(places);
  expect([...cost]).toEqual([0, 100]);
});

test("edges cost by class, limit, one-way and what a mode may use", () => {
  const flags = (...values: number[]) => Uint8Array.from(values);
  const roads = {
    roadClass: flags(0, 2, 2, 5, 6, 2),
    oneWay: flags(0, 1, 0, 0, 0, 0),
    limitKmh: Float64Array.of(80, Number.NaN, 20, Number.NaN, Number.NaN, Number.NaN),
    walkOk: flags(0, 1, 1, 1, 1, 1),
    driveOk: flags(1, 1, 1, 1, 0, 0),
    barrier: flags(1, 0, 0, 0, 0, 0),
  };
  const length = new Float64Array(6).fill(1000);
  const minutes = (mode: keyof typeof modeRules, oneWays = true) =>
    edgeMinutes(roads, length, { mode, kmh: modeRules[mode].kmh, oneWays });
  const car = minutes("car");
  expect([...car.cost]).toEqual([1, 60 / 35, 3, 4, Infinity, Infinity]);
  expect(car.reverseCost[1]).toBe(Infinity);
  expect(minutes("car", false).reverseCost[1]).toBe(60 / 35);
  expect(minutes("fire").cost[2]).toBe(60 / 35);
  const walk = minutes("walk");
  expect([...walk.cost]).toEqual([Infinity, ...new Array(5).fill(60 / 4.5)]);
  expect(walk.reverseCost[1]).toBe(60 / 4.5);
  expect([...minutes("ebike").cost]).toEqual([Infinity, 4, 4, 5, 60 / 8, 4]);
});

test("pieces: an island is a piece, with the share of length outside the longest", () => {
  const ends = { from: Uint32Array.of(0, 1, 3), to: Uint32Array.of(1, 2, 4) };
  const cost = Float64Array.of(30, 50, 20);
  const { count, apart, piece } = roadPieces(networkOf(5, { ...ends, cost, reverseCost: cost }), cost);
  expect(count).toBe(2);
  expect(apart).toBeCloseTo(0.2, 12);
  expect(piece[0]).toBe(piece[2]);
  expect(piece[0]).not.toBe(piece[3]);
});

test("cells are put onto the road that a search of all roads finds, but for a few by less than half a cell", () => {
  const { roads } = lattice(9);
  const frame = { x: -200, y: -200, cell: 15, columns: 130, rows: 130 };
  const { cell, onRoad } = cellsNearRoads(roads, frame, { reachMetres: 120 });
  const centres = {
    x: Float64Array.from(cell, (at) => frame.x + ((at % frame.columns) + 0.5) * frame.cell),
    y: Float64Array.from(cell, (at) => frame.y + (Math.floor(at / frame.columns) + 0.5) * frame.cell),
  };
  const exact = snapToRoads(roads, centres, 200);
  let worse = 0;
  onRoad.offset.forEach((metres, k) => {
    expect(metres).toBeGreaterThanOrEqual((exact.offset[k] ?? 0) - 1e-9);
    expect(metres - (exact.offset[k] ?? 0)).toBeLessThan(frame.cell / 2);
    if (metres > (exact.offset[k] ?? 0) + 1e-9) worse++;
    else if (onRoad.edge[k] === exact.edge[k]) expect(onRoad.share[k]).toBeCloseTo(exact.share[k] ?? 0, 9);
  });
  expect(worse / cell.length).toBeLessThan(0.01);
  expect(cell.length).toBeGreaterThan(5000);
});

test("weighted quantiles by hand, with what is not reached at the end", () => {
  const quantile = weightedQuantiles([5, 1, Infinity, 3], [1, 2, 1, 1]);
  expect([0.4, 0.5, 0.6, 0.8, 0.81].map(quantile)).toEqual([1, 3, 3, 5, Infinity]);
  expect(weightedQuantiles([1, 2], [0, 0])(0.5)).toBeNaN();
});
