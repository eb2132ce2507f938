import type { BorderPieces } from "./border-pieces.ts";
import { planeAt, toPlane } from "./plane.ts";
import { snapToRoads } from "./road-graph.ts";

/** Lines that borders should follow: vertices in degrees, interleaved; line → its first vertex. */
export interface GuideLines {
  readonly coordinates: Float64Array;
  readonly lineStart: Uint32Array;
}

/** Where along a piece it is looked at: a piece is on a line where all of these are near the same kind of thing. */
const shares = [1 / 6, 1 / 2, 5 / 6];

/**
 * The line that each piece of border follows, -1 for none: three places along the piece are within `reachMetres` of
 * lines; the line is that of the middle.
 */
export function linesAlong(pieces: BorderPieces, lines: GuideLines, reachMetres: number): Int32Array {
  const { from, to, x, y, count } = pieces;
  const along = new Int32Array(count).fill(-1);
  if (lines.lineStart.length < 2 || count === 0) return along;
  const plane = planeAt(x[from[0]], y[from[0]]);
  const ends = new Uint32Array(lines.lineStart.length - 1);
  const roads = {
    nodes: 1,
    from: ends,
    to: ends,
    points: toPlane(plane, lines.coordinates),
    lineStart: lines.lineStart,
  };
  const snapped = shares.map((share) => {
    const px = new Float64Array(count);
    const py = new Float64Array(count);
    for (let p = 0; p < count; p++) {
      px[p] = (x[from[p]] + share * (x[to[p]] - x[from[p]]) - plane.lon) * plane.metresPerLon;
      py[p] = (y[from[p]] + share * (y[to[p]] - y[from[p]]) - plane.lat) * plane.metresPerLat;
    }
    return snapToRoads(roads, { x: px, y: py }, reachMetres).edge;
  });
  for (let p = 0; p < count; p++) if (snapped.every((edge) => edge[p] >= 0)) along[p] = snapped[1][p];
  return along;
}
