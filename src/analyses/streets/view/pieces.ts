import { type Plane, planeAt, toPlane } from "../../../lib/plane.ts";
import type { FlatGeometry } from "../../../lib/wkb.ts";

/** Lines of streets in degrees, one after the other; line `e` is vertices `lineStart[e]` to `lineStart[e + 1] - 1`. */
export interface StreetLines {
  readonly coordinates: Float64Array;
  readonly lineStart: Uint32Array;
}

export function linesOf(shapes: readonly FlatGeometry[]): StreetLines {
  const lineStart = new Uint32Array(shapes.length + 1);
  for (const [e, { coords }] of shapes.entries()) lineStart[e + 1] = (lineStart[e] ?? 0) + coords.length / 2;
  const coordinates = new Float64Array(2 * (lineStart[shapes.length] ?? 0));
  for (const [e, { coords }] of shapes.entries()) coordinates.set(coords, 2 * (lineStart[e] ?? 0));
  return { coordinates, lineStart };
}

/** Pieces of streets, those of a street one after the other from its start. */
interface Pieces {
  readonly edge: Uint32Array;
  readonly fromFraction: Float64Array;
  readonly toFraction: Float64Array;
}

/** Ends of pieces of streets in degrees, four numbers a piece; a piece is drawn straight. */
export function pieceEnds({ coordinates, lineStart }: StreetLines, pieces: Pieces): Float64Array {
  const { edge, fromFraction, toFraction } = pieces;
  const plane = planeAt(coordinates[0] ?? 0, coordinates[1] ?? 0);
  const points = toPlane(plane, coordinates);
  const ends = new Float64Array(4 * edge.length);
  let walk: Walk | null = null;
  for (let i = 0; i < edge.length; i++) {
    const e = edge[i] ?? 0;
    if (walk?.street !== e)
      walk = walkAlong(points, { street: e, first: lineStart[e] ?? 0, end: lineStart[e + 1] ?? 0 });
    walk.to(fromFraction[i] ?? 0, plane, ends, 4 * i);
    walk.to(toFraction[i] ?? 1, plane, ends, 4 * i + 2);
  }
  return ends;
}

interface Walk {
  readonly street: number;
  to(fraction: number, plane: Plane, ends: Float64Array, at: number): void;
}

/** Goes along a line from its start; going back begins anew. */
function walkAlong(points: Float64Array, line: { street: number; first: number; end: number }): Walk {
  const { street, first, end } = line;
  const stretch = (p: number) =>
    Math.hypot((points[2 * p + 2] ?? 0) - (points[2 * p] ?? 0), (points[2 * p + 3] ?? 0) - (points[2 * p + 1] ?? 0));
  let metres = 0;
  for (let p = first; p + 1 < end; p++) metres += stretch(p);
  let [point, before] = [first, 0];
  return {
    street,
    to(fraction, plane, ends, at) {
      const wanted = fraction * metres;
      if (wanted < before) [point, before] = [first, 0];
      while (point + 2 < end && before + stretch(point) < wanted) before += stretch(point++);
      const length = stretch(point);
      const share = length > 0 ? Math.min(1, Math.max(0, (wanted - before) / length)) : 0;
      const [x, y] = [points[2 * point] ?? 0, points[2 * point + 1] ?? 0];
      ends[at] = (x + share * ((points[2 * point + 2] ?? x) - x)) / plane.metresPerLon + plane.lon;
      ends[at + 1] = (y + share * ((points[2 * point + 3] ?? y) - y)) / plane.metresPerLat + plane.lat;
    },
  };
}

/** The nearest piece to a place at most `reach` away (the reach is in degrees of latitude); -1 where there is none. */
export function nearestPiece(
  ends: Float64Array,
  place: { readonly lon: number; readonly lat: number },
  reach: number,
): number {
  const squeeze = Math.cos((place.lat * Math.PI) / 180);
  let [nearest, found] = [reach * reach, -1];
  for (let i = 0; i < ends.length; i += 4) {
    const ax = ((ends[i] ?? 0) - place.lon) * squeeze;
    const ay = (ends[i + 1] ?? 0) - place.lat;
    const dx = ((ends[i + 2] ?? 0) - (ends[i] ?? 0)) * squeeze;
    const dy = (ends[i + 3] ?? 0) - (ends[i + 1] ?? 0);
    const square = dx * dx + dy * dy;
    const t = square > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square)) : 0;
    const distance = (ax + t * dx) ** 2 + (ay + t * dy) ** 2;
    if (distance < nearest) [nearest, found] = [distance, i / 4];
  }
  return found;
}
