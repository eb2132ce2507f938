import { expect, test } from "vitest";
import type { FlatGeometry } from "../../../lib/wkb.ts";
import { halfShare, streetsOf } from "./compute.ts";
import { linesOf, nearestPiece, pieceEnds } from "./pieces.ts";

const line = (...coords: number[]): FlatGeometry => ({
  kind: "LineString",
  coords: Float64Array.from(coords),
  ringEnds: [coords.length / 2],
  polygonEnds: [],
});

/** Two streets that meet at (0, 0), one with a bend, and one apart. */
const shapes = [line(0, 0, 0.01, 0), line(0, 0.01, 0.001, 0.005, 0, 0), line(1, 1, 1.01, 1)];

test("pieces lie on their street, bends included, in whatever order they come", () => {
  const pieces = {
    edge: Uint32Array.of(0, 1, 1, 0),
    fromFraction: Float64Array.of(0, 0.5, 0, 0.75),
    toFraction: Float64Array.of(0.25, 1, 0.5, 1),
  };
  const ends = [...pieceEnds(linesOf(shapes), pieces)].map((value) => Math.round(value * 1e5) / 1e5 + 0);
  expect(ends.slice(0, 8)).toEqual([0, 0, 0.0025, 0, 0.001, 0.005, 0, 0]);
  expect(ends.slice(8)).toEqual([0, 0.01, 0.001, 0.005, 0.0075, 0, 0.01, 0]);
});

test("the piece under the pointer is the nearest one within reach", () => {
  const ends = Float64Array.of(0, 0, 0.01, 0, 0, 0.01, 0.001, 0.005);
  expect(nearestPiece(ends, { lon: 0.005, lat: 0.0003 }, 0.001)).toBe(0);
  expect(nearestPiece(ends, { lon: 0.0004, lat: 0.008 }, 0.001)).toBe(1);
  expect(nearestPiece(ends, { lon: 0.005, lat: 0.005 }, 0.001)).toBe(-1);
  expect(nearestPiece(new Float64Array(0), { lon: 0, lat: 0 }, 1)).toBe(-1);
});

test("streets are put together by name, the densest first", () => {
  const pieces = {
    edge: Uint32Array.of(0, 0, 1, 2),
    fromFraction: Float64Array.of(0, 0.5, 0, 0),
    toFraction: Float64Array.of(0.5, 1, 1, 1),
    perKm: Float64Array.of(10, 30, 100, 5),
  };
  const streets = streetsOf(pieces, ["东路", "西路", ""], Float64Array.of(1000, 500, 2000));
  expect(streets).toEqual([
    { name: "西路", highest: 100, cases: 50, metres: 500 },
    { name: "东路", highest: 30, cases: 20, metres: 1000 },
  ]);
});

test("half of the cases lie on the densest pieces, each as long as it is", () => {
  // 50 cases on 500 m and 20 on 1 km, beside 2 km with 10: half of the 80 are on 400 m of 3.5 km.
  const perKm = Float64Array.of(20, 100, 5);
  const metres = Float64Array.of(1000, 500, 2000);
  expect(halfShare(perKm, metres)).toBeCloseTo(400 / 3500, 6);
  expect(halfShare(Float64Array.of(0, 0), Float64Array.of(1, 1))).toBeNaN();
  expect(halfShare(Float64Array.of(7, 7), Float64Array.of(100, 300))).toBeCloseTo(0.5, 6);
});
