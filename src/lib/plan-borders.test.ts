import { expect, test } from "vitest";
import { type BorderPieces, borderPieces } from "./border-pieces.ts";
import { polygonAreaM2 } from "./geodesy.ts";
import { dissolved, endsOf, metresByLine, unitBorders } from "./plan-borders.ts";
import { polygonSet } from "./polygon-set.ts";
import { createRandom } from "./random.ts";

const step = 0.001;
const columns = 6;

function board(): BorderPieces {
  const squares = Array.from({ length: columns * columns }, (_, a) => {
    const [w, s] = [(a % columns) * step, Math.floor(a / columns) * step];
    return {
      kind: "Polygon" as const,
      coords: Float64Array.of(w, s, w + step, s, w + step, s + step, w, s + step, w, s),
      ringEnds: [5],
      polygonEnds: [1],
    };
  });
  return borderPieces(polygonSet(squares));
}

const pieces = board();
const square = step * step * 110_574 * 111_320;
const insideOf = (...atoms: number[]) =>
  Uint8Array.from({ length: columns * columns }, (_, a) => (atoms.includes(a) ? 1 : 0));

test("a block with a hole is one polygon with two rings", () => {
  const ring = insideOf(7, 8, 9, 13, 15, 19, 20, 21);
  const shape = dissolved(pieces, ring);
  expect(shape.kind).toBe("Polygon");
  expect(shape.polygonEnds).toEqual([2]);
  expect(polygonAreaM2(shape) / square).toBeCloseTo(8, 1);
});

test("two squares that touch at a corner are two polygons", () => {
  const shape = dissolved(pieces, insideOf(0, 7));
  expect(shape.kind).toBe("MultiPolygon");
  expect(shape.polygonEnds).toEqual([1, 2]);
});

test("any set of atoms keeps its area", () => {
  const random = createRandom(5);
  for (let round = 0; round < 50; round++) {
    const some = Uint8Array.from({ length: columns * columns }, () => random.below(2));
    const count = some.reduce((sum, is) => sum + is, 0);
    expect(polygonAreaM2(dissolved(pieces, some)) / square).toBeCloseTo(count, 1);
  }
});

test("nothing dissolves to nothing", () => {
  expect(dissolved(pieces, insideOf())).toMatchObject({ ringEnds: [], polygonEnds: [] });
});

test("borders between units are found with their lines", () => {
  const unit = Array.from({ length: columns * columns }, (_, a) => (a % columns < 3 ? 0 : 1));
  const rows = unitBorders(pieces, unit);
  expect(rows).toHaveLength(columns);
  expect(endsOf(pieces, rows).ends).toHaveLength(4 * columns);
  const lineOf = new Int32Array(pieces.count).fill(-1);
  lineOf[rows[0] ?? 0] = 4;
  const metres = metresByLine(pieces, lineOf, rows);
  expect(metres.get(4)).toBeCloseTo(110.6, 0);
  expect(metres.get(-1)).toBeCloseTo(5 * 110.6, 0);
});
