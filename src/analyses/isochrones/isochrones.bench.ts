import { Worker } from "node:worker_threads";
import { hasShared, sharedText } from "../../../test/support/shared.ts";
import { modeRules } from "../../domain/travel.ts";
import { createSearch, graphOf } from "../../lib/dijkstra.ts";
import { createRandom } from "../../lib/random.ts";
import { type RoadInput, travelModel } from "../../lib/travel-model.ts";
import { cellTimes, groundOf, isochrones, stationAreas } from "../../lib/travel-reach.ts";

const [nodeFile, edgeFile] = ["data/nyc/road_nodes.csv.gz", "data/nyc/road_edges.csv.gz"];
type Figure = { name: string; value: number; unit: string; promise?: string };

/** New York's roads: 80,616 nodes, 119,091 edges, with their one-ways. */
function newYork(): RoadInput {
  const rows = (path: string) =>
    sharedText(path)
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(","));
  const nodes = rows(nodeFile);
  const edges = rows(edgeFile);
  const numberOf = new Map(nodes.map(([id = ""], i) => [id, i]));
  const end = (column: number) => Uint32Array.from(edges, (row) => numberOf.get(row[column] ?? "") ?? 0);
  const [from, to] = [end(0), end(1)];
  const place = (n: number) => [Number(nodes[n]?.[1]), Number(nodes[n]?.[2])];
  const classes = ["motorway", "trunk", "primary", "secondary"];
  const ones = new Uint8Array(edges.length).fill(1);
  return {
    nodeCount: Uint32Array.of(nodes.length),
    edgeFrom: from,
    edgeTo: to,
    edgeClass: Uint8Array.from(edges, (row) => {
      const known = classes.indexOf((row[3] ?? "").replace("_link", ""));
      return known >= 0 ? known : 4;
    }),
    edgeOneWay: Uint8Array.from(edges, (row) => (row[4] === "F" ? 1 : 0)),
    edgeLimitKmh: new Float64Array(edges.length).fill(Number.NaN),
    edgeWalkOk: ones,
    edgeDriveOk: ones,
    edgeBarrier: new Uint8Array(edges.length),
    edgeCoordinates: Float64Array.from(edges.flatMap((_, e) => [...place(from[e]), ...place(to[e])])),
    edgeLineStart: Uint32Array.from({ length: edges.length + 1 }, (_, e) => 2 * e),
  };
}

const noAreas = {
  areaCoordinates: new Float64Array(),
  areaRingStart: Uint32Array.of(0),
  areaFeatureStart: Uint32Array.of(0),
};

/** The median of a few runs, after one that warms up. */
function timed(work: () => void, runs = 5): number {
  work();
  const times = Array.from({ length: runs }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[runs >> 1] ?? Number.NaN;
}

/** A grid of 1,000 × 1,000 nodes with random costs: one to all. */
function grid(): Figure {
  const side = 1000;
  const random = createRandom(5, "grid");
  const ends: [number, number][] = [];
  for (let n = 0; n < side * side; n++) {
    if ((n + 1) % side !== 0) ends.push([n, n + 1]);
    if (n + side < side * side) ends.push([n, n + side]);
  }
  const cost = Float64Array.from(ends, () => random.between(50, 150));
  const from = Uint32Array.from(ends, ([a]) => a);
  const to = Uint32Array.from(ends, ([, b]) => b);
  const search = createSearch(graphOf(side * side, { from, to, cost, reverseCost: cost }));
  const middle = { node: [side * (side / 2) + side / 2], cost: [0], source: [0] };
  return {
    name: "1,000,000-node grid: one to all",
    value: timed(() => search(middle), 3),
    unit: "ms",
    promise: "≤ 300 ms",
  };
}

const workerCode = `
const { parentPort, workerData } = require("node:worker_threads");
Promise.all([import(workerData.kernel), import(workerData.drive)]).then(([{ run }, { drain }]) => {
  parentPort.on("message", ({ input, params }) => {
    const { minutes } = drain(run(input, params));
    parentPort.postMessage(minutes, [minutes.buffer]);
  });
  parentPort.postMessage("ready");
});`;

/** The whole table on two workers that have loaded their code: model, searches and the way back, in seconds. */
async function odSeconds(input: RoadInput, lon: Float64Array, lat: Float64Array): Promise<number> {
  const code = (path: string) => new URL(path, import.meta.url).href;
  const workerData = { kernel: code("../od/kernel.ts"), drive: code("../../engine/drive.ts") };
  const workers = await Promise.all(
    [0, 1].map(async () => {
      const worker = new Worker(workerCode, { eval: true, workerData });
      await new Promise((ready) => worker.once("message", ready));
      return worker;
    }),
  );
  const none = new Float64Array();
  const params = { mode: "car", to: "crossings", turnoutMinutes: 1, oneWays: true, snapMetres: 1000, keepTable: true };
  const started = performance.now();
  await Promise.all(
    workers.map((worker, part) => {
      const own = (values: Float64Array) => values.slice(500 * part, 500 * (part + 1));
      const task = { ...input, originLon: own(lon), originLat: own(lat), targetLon: none, targetLat: none };
      worker.postMessage({ input: { ...task, classKmh: Float64Array.from(modeRules.car.kmh) }, params });
      return new Promise((done) => worker.once("message", done));
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  await Promise.all(workers.map((worker) => worker.terminate()));
  return seconds;
}

/** Travel times and isochrones on the roads of New York. */
export async function benches(): Promise<Figure[]> {
  const rows = [grid()];
  if (!hasShared(nodeFile)) return rows;
  const input = newYork();
  const started = performance.now();
  const model = travelModel(input, { mode: "car", kmh: modeRules.car.kmh, oneWays: true });
  const prepared = performance.now();
  const ground = groundOf(model, noAreas, 20);
  const drawn = performance.now();
  const random = createRandom(1, "stations");
  const places = (count: number) => {
    const nodes = Array.from({ length: count }, () => random.below(input.nodeCount[0]));
    const coordinate = (n: number, axis: number) => input.edgeCoordinates[4 * (n % input.edgeFrom.length) + axis];
    return [
      Float64Array.from(nodes, (n) => coordinate(n, 0)),
      Float64Array.from(nodes, (n) => coordinate(n, 1)),
    ] as const;
  };
  const [lon, lat] = places(300);
  const stations = model.snap(lon, lat, 1000);
  const all = [...stations.edge.keys()];
  const breaks = Float64Array.of(3, 5, 8, 15);
  let step = 0;
  const move = () => {
    const moved = model.snap(
      lon.map((value, s) => (s === 0 ? value + 0.0005 * ++step : value)),
      lat,
      1000,
    );
    const times = cellTimes(ground, model.travel(moved, all), 1);
    isochrones(model, ground, { minutes: times.minutes, breaks, bands: true });
    stationAreas(model, ground, { station: times.station, stations: 300 });
  };
  const [farLon, farLat] = places(1000);
  const table = await odSeconds(input, farLon, farLat);
  return [
    ...rows,
    { name: "119,091 roads: speeds, graph, index", value: prepared - started, unit: "ms" },
    { name: "raster of New York put onto its roads", value: drawn - prepared, unit: "ms" },
    {
      name: "300 stations to 80,616 nodes",
      value: timed(() => model.travel(stations, all)),
      unit: "ms",
      promise: "≤ 60 ms",
    },
    { name: "a station moved: isochrones and areas", value: timed(move), unit: "ms", promise: "≤ 100 ms" },
    {
      name: "1,000 origins × 80,616 nodes on two workers",
      value: table,
      unit: "s",
      promise: "≤ 20",
    },
  ];
}
