import type { BorderPieces } from "./border-pieces.ts";
import { ringAreaM2 } from "./geodesy.ts";
import type { FlatGeometry } from "./wkb.ts";

/** Pieces of border as lines: lon, lat of both ends, four numbers a piece. */
export interface PieceEnds {
  readonly length: number;
  readonly ends: Float64Array;
}

/** The ends of some pieces. */
export function endsOf({ from, to, x, y }: BorderPieces, rows: readonly number[]): PieceEnds {
  const ends = new Float64Array(4 * rows.length);
  rows.forEach((p, i) => {
    ends.set([x[from[p]], y[from[p]], x[to[p]], y[to[p]]], 4 * i);
  });
  return { length: rows.length, ends };
}

/** The pieces between two units of a plan, and around all of them where `outer` is set. */
export function unitBorders({ left, right, count }: BorderPieces, unit: ArrayLike<number>, outer = false): number[] {
  const rows: number[] = [];
  for (let p = 0; p < count; p++) {
    if (right[p] < 0 ? outer : unit[left[p]] !== unit[right[p]]) rows.push(p);
  }
  return rows;
}

/** The pieces around a set of atoms (`inside[a]` is 1). */
export function outlineOf({ left, right, count }: BorderPieces, inside: Uint8Array): number[] {
  const rows: number[] = [];
  for (let p = 0; p < count; p++) {
    const [one, other] = [inside[left[p]], right[p] < 0 ? 0 : inside[right[p]]];
    if (one !== other) rows.push(p);
  }
  return rows;
}

/**
 * The atoms with `inside[a] === 1` made one shape: outer rings counter-clockwise, each followed by its holes. A corner
 * where two parts meet joins them at most at that point.
 */
export function dissolved(pieces: BorderPieces, inside: Uint8Array): FlatGeometry {
  const rings = ringsAround(pieces, inside);
  const shells = rings.filter((ring) => ringAreaM2(ring) > 0).map((ring) => [ring]);
  for (const hole of rings.filter((ring) => ringAreaM2(ring) <= 0)) {
    const around = shells.filter(([shell]) => contains(shell, hole[0], hole[1]));
    const smallest = around.sort(([a], [b]) => ringAreaM2(a) - ringAreaM2(b))[0];
    smallest?.push(hole);
  }
  const all = shells.flat();
  let vertices = 0;
  const ringEnds = all.map((ring) => {
    vertices += ring.length / 2;
    return vertices;
  });
  let count = 0;
  return {
    kind: shells.length === 1 ? "Polygon" : "MultiPolygon",
    coords: Float64Array.from(all.flatMap((ring) => Array.from(ring))),
    ringEnds,
    polygonEnds: shells.map((rings) => {
      count += rings.length;
      return count;
    }),
  };
}

/** Closed rings with the atoms on their left. */
function ringsAround(pieces: BorderPieces, inside: Uint8Array): Float64Array[] {
  const { from, to, left, x, y } = pieces;
  const leaving = new Map<number, number[]>();
  for (const p of outlineOf(pieces, inside)) {
    const forward = inside[left[p]] === 1;
    const [a, b] = forward ? [from[p], to[p]] : [to[p], from[p]];
    const known = leaving.get(a);
    if (known) known.push(b);
    else leaving.set(a, [b]);
  }
  const rings: Float64Array[] = [];
  for (const [start, ways] of leaving) {
    while (ways.length > 0) {
      const ring = [start];
      let at = ways.pop() ?? start;
      while (at !== start) {
        ring.push(at);
        at = leftmost(leaving.get(at) ?? [], ring[ring.length - 2], at, { x, y }) ?? start;
      }
      ring.push(start);
      if (ring.length > 3) rings.push(Float64Array.from(ring.flatMap((v) => [x[v], y[v]])));
    }
  }
  return rings;
}

/** Takes the way that turns most to the left: where parts touch at a corner, each stays a ring of its own. */
function leftmost(
  ways: number[],
  before: number,
  at: number,
  { x, y }: Pick<BorderPieces, "x" | "y">,
): number | undefined {
  if (ways.length < 2) return ways.pop();
  const come = Math.atan2(y[at] - y[before], x[at] - x[before]);
  const turn = (to: number) => {
    const go = Math.atan2(y[to] - y[at], x[to] - x[at]);
    return ((go - come + 3 * Math.PI) % (2 * Math.PI)) - Math.PI;
  };
  const best = ways.reduce((most, to, i) => (turn(to) > turn(ways[most]) ? i : most), 0);
  return ways.splice(best, 1)[0];
}

function contains(ring: Float64Array, px: number, py: number): boolean {
  let inside = false;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [x0, y0, x1, y1] = [ring[i], ring[i + 1], ring[i + 2], ring[i + 3]];
    if (y0 > py !== y1 > py && px < x0 + ((py - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  }
  return inside;
}

/** The metres of borders between units that follow each line: line → metres; -1 for those that follow none. */
export function metresByLine(
  pieces: BorderPieces,
  lineOf: Int32Array,
  rows: readonly number[],
): ReadonlyMap<number, number> {
  const metres = new Map<number, number>();
  for (const p of rows) metres.set(lineOf[p], (metres.get(lineOf[p]) ?? 0) + pieces.metres[p]);
  return metres;
}
