import type { Polygons } from "../../domain/geometry.ts";
import { type Segments, splitAtTouchingVertices } from "../t-junctions.ts";
import { snapVertices } from "../vertices.ts";
import { crossingsOf, type Pieces } from "./crossings.ts";

/**
 * The borders of areas as pieces that meet only at their ends. Places are whole units of a grid from an origin, so that
 * tests of sides are exact.
 */
export interface Noded {
  /** Metres of one unit of the grid. */
  readonly unit: number;
  readonly originX: number;
  readonly originY: number;
  /** Vertex → its place in units. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Vertex → a position of the input that it stands for (an index of pairs), -1 for a made one. */
  readonly source: Int32Array;
  /** Ends of the borders' segments as they were given, each once whichever way round. */
  readonly segmentFrom: readonly number[];
  readonly segmentTo: readonly number[];
  /** Who has a segment as its border: segment, area, whether the area is left of it from end to end, and which ring. */
  readonly useSegment: readonly number[];
  readonly useArea: readonly number[];
  readonly useForward: readonly boolean[];
  readonly useRing: readonly number[];
  readonly pieces: Pieces;
}

/** Rounds of cutting: borders that still cross after so many differ by less than a unit of the grid. */
const mostRounds = 12;

/**
 * Cuts the borders of areas (plane metres) at each other: vertices within `tolerance` metres are one, borders are led
 * through vertices within `tolerance`, and crossings become vertices, rounded to a grid of a millimetre, or of extent /
 * 2^26 where that is more (iterated snap rounding, Hobby 1999).
 */
export function nodeBorders(areas: Polygons, tolerance: number): Noded {
  const grid = gridOf(areas.coordinates);
  const reach = Math.max(tolerance, grid.unit);
  const vertices = snapVertices(areas.coordinates, reach);
  const x = Array.from(vertices.x, (value) => Math.round((value - grid.originX) / grid.unit));
  const y = Array.from(vertices.y, (value) => Math.round((value - grid.originY) / grid.unit));
  const source = new Array<number>(vertices.count).fill(-1);
  for (let v = vertices.id.length - 1; v >= 0; v--) source[vertices.id[v]] = v;
  const segments = segmentsOf(areas, vertices.id, vertices.count);
  const whole: Pieces = { from: segments.from, to: segments.to, segment: segments.from.map((_, s) => s) };
  let pieces = cutAtVertices(whole, { x, y }, reach / grid.unit);
  const known = new Map<string, number>();
  for (let round = 0; round < mostRounds; round++) {
    const crossings = crossingsOf(pieces, { x, y });
    if (crossings.length === 0) break;
    if (known.size === 0) for (let v = 0; v < x.length; v++) known.set(`${x[v]} ${y[v]}`, v);
    const cuts = new Map<number, number[]>();
    for (const { one, other, x: px, y: py } of crossings) {
      const key = `${px} ${py}`;
      const vertex = known.get(key) ?? x.length;
      if (vertex === x.length) {
        known.set(key, vertex);
        x.push(px);
        y.push(py);
        source.push(-1);
      }
      for (const piece of [one, other]) cuts.set(piece, [...(cuts.get(piece) ?? []), vertex]);
    }
    pieces = cutAtVertices(cutAt(pieces, cuts, { x, y }), { x, y }, Math.SQRT1_2);
  }
  return {
    ...grid,
    x: Float64Array.from(x),
    y: Float64Array.from(y),
    source: Int32Array.from(source),
    segmentFrom: segments.from,
    segmentTo: segments.to,
    useSegment: segments.useSegment,
    useArea: segments.useArea,
    useForward: segments.useForward,
    useRing: segments.useRing,
    pieces,
  };
}

function gridOf(coordinates: Float64Array) {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < coordinates.length; i += 2) {
    if (!Number.isFinite(coordinates[i] + coordinates[i + 1])) throw new Error(`vertex ${i / 2} has no finite place`);
    minX = Math.min(minX, coordinates[i]);
    maxX = Math.max(maxX, coordinates[i]);
    minY = Math.min(minY, coordinates[i + 1]);
    maxY = Math.max(maxY, coordinates[i + 1]);
  }
  if (coordinates.length === 0) [minX, minY, maxX, maxY] = [0, 0, 0, 0];
  const extent = Math.max(maxX - minX, maxY - minY);
  // A power of two keeps whole numbers whole. The small examples of papers have coordinates of a few units: a thousandth
  // of those would be coarse.
  const wanted = Math.max(Math.min(2 ** -10, extent / 2 ** 20), extent / 2 ** 26) || 2 ** -10;
  return { unit: 2 ** Math.ceil(Math.log2(wanted)), originX: minX, originY: minY };
}

/** Every segment of the borders once, and whose it is. */
function segmentsOf(areas: Polygons, id: Uint32Array, vertices: number) {
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = areas;
  const from: number[] = [];
  const to: number[] = [];
  const useSegment: number[] = [];
  const useArea: number[] = [];
  const useForward: boolean[] = [];
  const useRing: number[] = [];
  const known = new Map<number, number>();
  for (let f = 0; f + 1 < featureOffsets.length; f++) {
    for (let p = featureOffsets[f]; p < featureOffsets[f + 1]; p++) {
      for (let r = polygonOffsets[p]; r < polygonOffsets[p + 1]; r++) {
        const turnsLeft = planeRingArea(coordinates, ringOffsets[r], ringOffsets[r + 1]) > 0;
        const inside = turnsLeft === (r === polygonOffsets[p]);
        for (let v = ringOffsets[r] + 1; v < ringOffsets[r + 1]; v++) {
          const [a, b] = [id[v - 1], id[v]];
          if (a === b) continue;
          const key = a < b ? a * vertices + b : b * vertices + a;
          let segment = known.get(key);
          if (segment === undefined) {
            segment = from.length;
            known.set(key, segment);
            from.push(Math.min(a, b));
            to.push(Math.max(a, b));
          }
          useSegment.push(segment);
          useArea.push(f);
          useForward.push(a < b === inside);
          useRing.push(r);
        }
      }
    }
  }
  return { from, to, useSegment, useArea, useForward, useRing };
}

/** Signed area of a closed ring in a plane: counter-clockwise is positive. */
export function planeRingArea(coordinates: ArrayLike<number>, from: number, to: number): number {
  const [x0, y0] = [coordinates[2 * from], coordinates[2 * from + 1]];
  let twice = 0;
  for (let v = from + 1; v < to; v++) {
    const [ax, ay] = [coordinates[2 * v - 2] - x0, coordinates[2 * v - 1] - y0];
    const [bx, by] = [coordinates[2 * v] - x0, coordinates[2 * v + 1] - y0];
    twice += ax * by - bx * ay;
  }
  return twice / 2;
}

interface Growing {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Pieces led through vertices within `reach` units of them. */
function cutAtVertices(pieces: Pieces, { x, y }: Growing, reach: number): Pieces {
  const count = pieces.from.length;
  const segments: Segments = {
    from: Uint32Array.from(pieces.from),
    to: Uint32Array.from(pieces.to),
    area: Uint32Array.from({ length: count }, (_, p) => p),
    count,
  };
  const vertices = { id: new Uint32Array(), x: Float64Array.from(x), y: Float64Array.from(y), count: x.length };
  const { parts } = splitAtTouchingVertices(segments, vertices, reach);
  if (parts.count === 0) return pieces;
  const touched = new Set(parts.area);
  const kept = segments.area.filter((p) => !touched.has(p));
  return {
    from: [...Array.from(kept, (p) => pieces.from[p]), ...parts.from],
    to: [...Array.from(kept, (p) => pieces.to[p]), ...parts.to],
    segment: [...Array.from(kept, (p) => pieces.segment[p]), ...Array.from(parts.area, (p) => pieces.segment[p])],
  };
}

/** Pieces cut at given vertices, in the order these have along them. */
function cutAt(pieces: Pieces, cuts: ReadonlyMap<number, readonly number[]>, { x, y }: Growing): Pieces {
  const from: number[] = [];
  const to: number[] = [];
  const segment: number[] = [];
  for (let p = 0; p < pieces.from.length; p++) {
    const [a, b] = [pieces.from[p], pieces.to[p]];
    const along = (v: number) => (x[v] - x[a]) * (x[b] - x[a]) + (y[v] - y[a]) * (y[b] - y[a]);
    const inside = [...new Set(cuts.get(p) ?? [])].filter((v) => v !== a && v !== b);
    const stops = [a, ...inside.sort((v, w) => along(v) - along(w)), b];
    for (let k = 1; k < stops.length; k++) {
      from.push(stops[k - 1]);
      to.push(stops[k]);
      segment.push(pieces.segment[p]);
    }
  }
  return { from, to, segment };
}
