import { type Plane, planeAt, toPlane } from "../../../lib/plane.ts";
import { edgeLengths, type Roads, snapToRoads } from "../../../lib/road-graph.ts";
import type { FlatGeometry } from "../../../lib/wkb.ts";

/** Streets as a network on a plane. */
export interface StreetNetwork {
  readonly plane: Plane;
  readonly roads: Roads;
  readonly lengthMetres: Float64Array;
}

/** Ends closer than this are one crossing: about a centimetre. */
const tolerance = 1e7;

/** The network of streets from their lines: streets meet where their ends do. `null` without streets. */
export function networkOfLines(shapes: readonly FlatGeometry[]): StreetNetwork | null {
  const lines = shapes.map(({ coords }) => coords);
  const [lon, lat] = lines.find(({ length }) => length >= 4) ?? [];
  if (lon === undefined || lat === undefined) return null;
  const plane = planeAt(lon, lat);
  const nodes = new Map<string, number>();
  const nodeAt = (x = 0, y = 0) => {
    const key = `${Math.round(x * tolerance)} ${Math.round(y * tolerance)}`;
    const node = nodes.get(key) ?? nodes.size;
    nodes.set(key, node);
    return node;
  };
  const from = Uint32Array.from(lines, (line) => nodeAt(line[0], line[1]));
  const to = Uint32Array.from(lines, (line) => nodeAt(line.at(-2), line.at(-1)));
  const lineStart = new Uint32Array(lines.length + 1);
  lines.forEach((line, e) => {
    lineStart[e + 1] = (lineStart[e] ?? 0) + line.length / 2;
  });
  const degrees = new Float64Array(2 * (lineStart.at(-1) ?? 0));
  lines.forEach((line, e) => {
    degrees.set(line, 2 * (lineStart[e] ?? 0));
  });
  const roads = { nodes: nodes.size, from, to, points: toPlane(plane, degrees), lineStart };
  return { plane, roads, lengthMetres: edgeLengths(roads) };
}

/** Cases on streets: at which share of which street, and how many at that place. */
export interface StreetEvents {
  readonly edge: Uint32Array;
  readonly fraction: Float64Array;
  readonly weight: Float64Array;
  /** Cases with no street near. */
  readonly lost: number;
}

const reachMetres = 80;
/** Places within such a square are put on the street together. */
const gridMetres = 5;

/** Puts cases (degrees) on their nearest street, at most 80 m away. */
export function eventsOn({ plane, roads }: StreetNetwork, lon: Float64Array, lat: Float64Array): StreetEvents {
  const weights = new Map<number, number>();
  const column = (i: number) => Math.round((((lon[i] ?? 0) - plane.lon) * plane.metresPerLon) / gridMetres);
  const row = (i: number) => Math.round((((lat[i] ?? 0) - plane.lat) * plane.metresPerLat) / gridMetres);
  const wide = 2 ** 24;
  for (let i = 0; i < lon.length; i++) {
    const key = (row(i) + wide / 2) * wide + column(i) + wide / 2;
    weights.set(key, (weights.get(key) ?? 0) + 1);
  }
  const keys = [...weights.keys()];
  const x = Float64Array.from(keys, (key) => ((key % wide) - wide / 2) * gridMetres);
  const y = Float64Array.from(keys, (key) => (Math.floor(key / wide) - wide / 2) * gridMetres);
  const { edge, share } = snapToRoads(roads, { x, y }, reachMetres);
  const found = keys.flatMap((_, i) => ((edge[i] ?? -1) >= 0 ? [i] : []));
  const weight = Float64Array.from(found, (i) => weights.get(keys[i] ?? 0) ?? 0);
  return {
    edge: Uint32Array.from(found, (i) => edge[i] ?? 0),
    fraction: Float64Array.from(found, (i) => share[i] ?? 0),
    weight,
    lost: lon.length - weight.reduce((sum, one) => sum + one, 0),
  };
}

/** Ends of pieces of streets in degrees, four numbers a piece; a piece is drawn straight. */
export function pieceEnds(
  { plane, roads: { points, lineStart }, lengthMetres }: StreetNetwork,
  pieces: { readonly edge: Uint32Array; readonly fromFraction: Float64Array; readonly toFraction: Float64Array },
): Float64Array {
  const ends = new Float64Array(4 * pieces.edge.length);
  const place = (edge: number, fraction: number): [number, number] => {
    let left = fraction * (lengthMetres[edge] ?? 0);
    const last = (lineStart[edge + 1] ?? 0) - 1;
    for (let p = lineStart[edge] ?? 0; p < last; p++) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = points.subarray(2 * p, 2 * p + 4);
      const length = Math.hypot(bx - ax, by - ay);
      if (left <= length || p === last - 1) {
        const share = length > 0 ? Math.min(1, left / length) : 0;
        return degreesOf(plane, ax + share * (bx - ax), ay + share * (by - ay));
      }
      left -= length;
    }
    return degreesOf(plane, points[2 * last] ?? 0, points[2 * last + 1] ?? 0);
  };
  for (const [i, edge] of pieces.edge.entries()) {
    ends.set(place(edge, pieces.fromFraction[i] ?? 0), 4 * i);
    ends.set(place(edge, pieces.toFraction[i] ?? 1), 4 * i + 2);
  }
  return ends;
}

function degreesOf(plane: Plane, x: number, y: number): [number, number] {
  return [x / plane.metresPerLon + plane.lon, y / plane.metresPerLat + plane.lat];
}
