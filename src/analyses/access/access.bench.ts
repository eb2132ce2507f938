import { hasShared, sharedText } from "../../../test/support/shared.ts";
import { drain } from "../../engine/drive.ts";
import { createSearch } from "../../lib/dijkstra.ts";
import { planeAt } from "../../lib/plane.ts";
import { createRandom } from "../../lib/random.ts";
import { costTable, edgeLengths, nearestOrigin, networkOf, snapToRoads, straightLines } from "../../lib/road-graph.ts";

const [nodeFile, edgeFile] = ["data/nyc/road_nodes.csv.gz", "data/nyc/road_edges.csv.gz"];

/** The table of a CSV file without quotes, as columns of numbers. */
function columns(path: string, names: readonly string[]): Float64Array[] {
  const [head = "", ...lines] = sharedText(path).trim().split(/\r?\n/);
  const places = names.map((name) => head.split(",").indexOf(name));
  const rows = lines.map((line) => line.split(","));
  return places.map((place) => Float64Array.from(rows, (row) => Number(row[place])));
}

/** Walking on the roads of New York: 80,616 nodes, 119,091 edges. */
export async function benches(): Promise<{ name: string; value: number; unit: string; promise?: string }[]> {
  if (!hasShared(nodeFile)) return [];
  const [id, lon, lat] = columns(nodeFile, ["node", "lon", "lat"]);
  const [fromId, toId] = columns(edgeFile, ["u", "v"]);
  const numberOf = new Map(Array.from(id, (value, i) => [value, i]));
  const ends = {
    from: Uint32Array.from(fromId, (value) => numberOf.get(value) ?? 0),
    to: Uint32Array.from(toId, (value) => numberOf.get(value) ?? 0),
  };
  const plane = planeAt(-73.98, 40.74);
  const x = lon.map((value) => (value - plane.lon) * plane.metresPerLon);
  const y = lat.map((value) => (value - plane.lat) * plane.metresPerLat);
  const roads = { nodes: id.length, ...ends, ...straightLines(x, y, ends) };
  const cost = edgeLengths(roads);
  const started = performance.now();
  const network = networkOf(roads.nodes, { ...ends, cost, reverseCost: cost });
  const built = performance.now();
  const random = createRandom(1, "access");
  const places = (count: number) => {
    const nodes = Array.from({ length: count }, () => random.below(id.length));
    return {
      x: Float64Array.from(nodes, (n) => x[n] + random.between(-20, 20)),
      y: Float64Array.from(nodes, (n) => y[n] + random.between(-20, 20)),
    };
  };
  const demand = snapToRoads(roads, places(100_000), 200);
  const snapped = performance.now();
  const facilities = snapToRoads(roads, places(500), 200);
  const search = createSearch(network.graph);
  const first = performance.now();
  search({ node: [0], cost: [0], source: [0] });
  const one = performance.now();
  nearestOrigin(network, facilities, demand, { which: [...facilities.edge.keys()] });
  const nearest = performance.now();
  drain(costTable(network, facilities, demand, { cutoff: 1000 }));
  const table = performance.now();
  return [
    { name: "80,616 road nodes: graph", value: built - started, unit: "ms" },
    { name: "100,000 places onto 119,091 roads", value: snapped - built, unit: "ms" },
    { name: "80,616 road nodes: one to all", value: one - first, unit: "ms" },
    { name: "nearest of 500 facilities for 100,000 places", value: nearest - one, unit: "ms" },
    { name: "500 facilities to places within 1,000 m", value: table - nearest, unit: "ms" },
  ];
}
