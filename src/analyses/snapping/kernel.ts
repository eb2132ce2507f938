import { planeAt, toPlane } from "../../lib/plane.ts";
import { edgeLengths, type Roads, snapToRoads } from "../../lib/road-graph.ts";
import type { Params } from "./kernel/params.ts";

export type Input = {
  /** Lines of the streets in degrees, longitude and latitude interleaved; line `e` is vertices `lineStart[e]` to the next. */
  readonly coordinates: Float64Array;
  readonly lineStart: Uint32Array;
  /** Cases in degrees. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
};
export type Output = {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly lengthMetres: Float64Array;
  readonly edge: Uint32Array;
  readonly fraction: Float64Array;
  readonly weight: Float64Array;
  readonly lost: Float64Array;
};

/** Places within such a square are put on the street together. */
const gridMetres = 5;
/** Ends closer than this are one crossing: about a centimetre. */
const perDegree = 1e7;
const wide = 2 ** 24;

/** The network of streets, which meet where their ends do, and each case on its nearest street within reach. */
export function* run(input: Input, { reachMetres }: Params): Generator<number, Output, void> {
  const { coordinates, lineStart, lon, lat } = input;
  if (lineStart[lineStart.length - 1] * 2 !== coordinates.length)
    throw new Error(`snapping: lines end at vertex ${lineStart[lineStart.length - 1]} of ${coordinates.length / 2}`);
  const [lon0 = 0, lat0 = 0] = coordinates;
  const plane = planeAt(lon0, lat0);
  const roads = networkOf(toPlane(plane, coordinates), input);
  yield 0.2;
  const weights = new Map<number, number>();
  for (let i = 0; i < lon.length; i++) {
    const column = Math.round(((lon[i] - plane.lon) * plane.metresPerLon) / gridMetres);
    const row = Math.round(((lat[i] - plane.lat) * plane.metresPerLat) / gridMetres);
    const key = (row + wide / 2) * wide + column + wide / 2;
    weights.set(key, (weights.get(key) ?? 0) + 1);
    if (i % 65_536 === 65_535) yield 0.2 + (0.3 * i) / lon.length;
  }
  const keys = [...weights.keys()];
  const x = Float64Array.from(keys, (key) => ((key % wide) - wide / 2) * gridMetres);
  const y = Float64Array.from(keys, (key) => (Math.floor(key / wide) - wide / 2) * gridMetres);
  yield 0.6;
  const { edge, share } = snapToRoads(roads, { x, y }, reachMetres);
  const found = keys.flatMap((_, i) => (edge[i] >= 0 ? [i] : []));
  const weight = Float64Array.from(found, (i) => weights.get(keys[i]) ?? 0);
  return {
    from: roads.from,
    to: roads.to,
    lengthMetres: edgeLengths(roads),
    edge: Uint32Array.from(found, (i) => edge[i]),
    fraction: Float64Array.from(found, (i) => share[i]),
    weight,
    lost: Float64Array.of(lon.length - weight.reduce((sum, one) => sum + one, 0)),
  };
}

function networkOf(points: Float64Array, { coordinates, lineStart }: Input): Roads {
  const nodes = new Map<string, number>();
  const nodeAt = (vertex: number) => {
    const key = `${Math.round(coordinates[2 * vertex] * perDegree)} ${Math.round(coordinates[2 * vertex + 1] * perDegree)}`;
    const node = nodes.get(key) ?? nodes.size;
    nodes.set(key, node);
    return node;
  };
  const streets = lineStart.length - 1;
  const from = Uint32Array.from({ length: streets }, (_, e) => nodeAt(lineStart[e]));
  const to = Uint32Array.from({ length: streets }, (_, e) => nodeAt(lineStart[e + 1] - 1));
  return { nodes: nodes.size, from, to, points, lineStart };
}
