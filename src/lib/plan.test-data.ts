import { type BorderGraph, type BorderPieces, borderGraph, borderPieces } from "./border-pieces.ts";
import type { PlanAtoms } from "./plan.ts";
import { polygonSet } from "./polygon-set.ts";

/** The borders of a chessboard of square atoms of about 100 m, row by row from the south. */
export function boardPieces(columns: number, rows: number): BorderPieces {
  const step = 0.0009;
  const squares = Array.from({ length: columns * rows }, (_, a) => {
    const [west, south] = [(a % columns) * step, Math.floor(a / columns) * step];
    const [east, north] = [((a % columns) + 1) * step, (Math.floor(a / columns) + 1) * step];
    return {
      kind: "Polygon" as const,
      coords: Float64Array.of(west, south, east, south, east, north, west, north, west, south),
      ringEnds: [5],
      polygonEnds: [1],
    };
  });
  return borderPieces(polygonSet(squares));
}

/** The atoms of a chessboard; one measure: 1 + (atom mod 7). Every second piece of border lies on a line. */
export function boardAtoms(columns: number, rows: number): PlanAtoms & { readonly graph: BorderGraph } {
  const pieces = boardPieces(columns, rows);
  const onLine = Uint8Array.from(pieces.from, (_, p) => p % 2);
  return {
    count: columns * rows,
    graph: borderGraph(pieces, columns * rows, onLine),
    measures: [Float64Array.from({ length: columns * rows }, (_, a) => 1 + (a % 7))],
  };
}
