import type { Polygons } from "../domain/geometry.ts";
import { fromPlane, type Plane } from "./plane.ts";
import type { RasterFrame } from "./scanline.ts";
import { traceRings } from "./trace-rings.ts";

/** Some cells of a raster: 1 where they are set. */
export interface RasterMask {
  readonly frame: RasterFrame;
  readonly cells: Uint8Array;
}

/**
 * Masks as polygons in degrees, a feature a mask. Every corner is cut by half a cell, alike for cells that touch, so that
 * on one raster the outline of a mask stays within that of one that holds it.
 */
export function rasterPolygons(masks: Iterable<RasterMask>, plane: Plane): Polygons {
  let points = new Float64Array(1 << 12);
  let used = 0;
  const ringOffsets = [0];
  const polygonOffsets = [0];
  const featureOffsets = [0];
  const add = (ring: readonly number[], { x, y, cell }: RasterFrame): void => {
    const needed = used + 2 * ring.length;
    if (needed > points.length) points = grown(points, needed);
    const end = cutCorners(ring, points, used);
    for (let k = used; k < end; k += 2) {
      points[k] = x + points[k] * cell;
      points[k + 1] = y + points[k + 1] * cell;
    }
    used = end;
    ringOffsets.push(used / 2);
  };
  for (const { cells, frame } of masks) {
    for (const rings of polygonsOf(cells, frame)) {
      for (const ring of rings) add(ring, frame);
      polygonOffsets.push(ringOffsets.length - 1);
    }
    featureOffsets.push(polygonOffsets.length - 1);
  }
  return {
    coordinates: fromPlane(plane, points.subarray(0, used)),
    ringOffsets: Uint32Array.from(ringOffsets),
    polygonOffsets: Uint32Array.from(polygonOffsets),
    featureOffsets: Uint32Array.from(featureOffsets),
  };
}

function grown(points: Float64Array, needed: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * needed);
  larger.set(points);
  return larger;
}

/** The rings of each piece of a mask, its outline first, then its holes. */
function polygonsOf(mask: Uint8Array, { columns, rows }: RasterFrame): Iterable<number[][]> {
  const pieces = new Map<number, number[][]>();
  const pieceOf = labels(mask, columns, rows);
  for (const ring of traceRings(mask, columns, rows)) {
    const [c, r, nextC] = ring;
    // The filled cell is on the left of the first step, which leads east along an outline and north along a hole.
    const piece = pieceOf(nextC > c ? r * columns + c : r * columns + c - 1);
    const rings = pieces.get(piece);
    if (!rings) pieces.set(piece, [ring]);
    else if (signedArea(ring) > 0) rings.unshift(ring);
    else rings.push(ring);
  }
  return pieces.values();
}

/**
 * A function that tells which piece a filled cell is in; cells that meet at a corner are of one piece. Runs of cells are
 * joined row by row (union–find).
 */
function labels(mask: Uint8Array, columns: number, rows: number): (cell: number) => number {
  const run = new Int32Array(mask.length);
  const parent: number[] = [];
  const ends: number[] = [];
  const root = (of: number): number => {
    let at = of;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]];
    return at;
  };
  let above = 0;
  for (let row = 0; row < rows; row++) {
    const first = parent.length;
    let below = above;
    for (let c = 0; c < columns; c++) {
      const from = row * columns + c;
      if (mask[from] === 0) continue;
      while (c < columns && mask[row * columns + c] !== 0) c++;
      const own = parent.length;
      run.fill(own, from, row * columns + c);
      parent.push(own);
      ends.push(from - row * columns, c);
      // Runs of the row before that touch this one, at a corner too.
      while (below < first && ends[2 * below + 1] < ends[2 * own]) below++;
      for (let other = below; other < first && ends[2 * other] <= c; other++) parent[root(other)] = root(own);
    }
    above = first;
  }
  return (cell) => root(run[cell]);
}

function signedArea(ring: readonly number[]): number {
  let twice = 0;
  for (let i = 0; i + 3 < ring.length; i += 2) twice += ring[i] * ring[i + 3] - ring[i + 2] * ring[i + 1];
  return twice / 2;
}

/** Writes a closed ring of right angles with every corner cut half a cell from it; returns where the next one goes. */
function cutCorners(ring: readonly number[], out: Float64Array, first: number): number {
  const n = ring.length - 2;
  let at = first;
  for (let i = 0; i < n; i += 2) {
    const [x, y] = [ring[i], ring[i + 1]];
    const before = i === 0 ? n - 2 : i - 2;
    out[at++] = x + Math.sign(ring[before] - x) / 2;
    out[at++] = y + Math.sign(ring[before + 1] - y) / 2;
    out[at++] = x + Math.sign(ring[i + 2] - x) / 2;
    out[at++] = y + Math.sign(ring[i + 3] - y) / 2;
  }
  out[at++] = out[first];
  out[at++] = out[first + 1];
  return at;
}
