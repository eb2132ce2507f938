import { expect, test } from "vitest";
import { linesAlong } from "./border-lines.ts";
import { borderPieces } from "./border-pieces.ts";
import { polygonSet } from "./polygon-set.ts";

const square = {
  kind: "Polygon" as const,
  coords: Float64Array.of(0, 0, 0.001, 0, 0.001, 0.001, 0, 0.001, 0, 0),
  ringEnds: [5],
  polygonEnds: [1],
};

test("a border follows a line that runs beside it, not one that crosses it", () => {
  const pieces = borderPieces(polygonSet([square]));
  const beside = Float64Array.of(-0.001, 0.00004, 0.002, 0.00004);
  const across = Float64Array.of(0.0005, 0.0008, 0.0005, 0.002);
  const lines = { coordinates: Float64Array.of(...beside, ...across), lineStart: Uint32Array.of(0, 2, 4) };
  const south = [...pieces.from.keys()].filter((p) => pieces.y[pieces.from[p] ?? 0] === pieces.y[pieces.to[p] ?? 0]);
  const along = linesAlong(pieces, lines, 10);
  const isSouth = (p: number) => south.includes(p) && (pieces.y[pieces.from[p] ?? 0] ?? 1) < 0.0005;
  expect([...along]).toEqual([...along.keys()].map((p) => (isSouth(p) ? 0 : -1)));
});

test("without lines, or far from them, no piece follows any", () => {
  const pieces = borderPieces(polygonSet([square]));
  const none = { coordinates: new Float64Array(), lineStart: Uint32Array.of(0) };
  expect([...linesAlong(pieces, none, 10)]).toEqual([-1, -1, -1, -1]);
});
