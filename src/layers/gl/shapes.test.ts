import { expect, test } from "vitest";
import { outlinesOf, partsOf, segmentsOf } from "./shapes.ts";

const square = (x: number, y: number, size: number) => [x, y, x + size, y, x + size, y + size, x, y + size, x, y];

/** Two features: a square with a hole, and two squares, the first beside the hole's square. */
const polygons = {
  coordinates: Float64Array.from([...square(0, 0, 4), ...square(1, 1, 1), ...square(4, 0, 4), ...square(20, 0, 1)]),
  ringOffsets: Uint32Array.from([0, 5, 10, 15, 20]),
  polygonOffsets: Uint32Array.from([0, 2, 3, 4]),
  featureOffsets: Uint32Array.from([0, 1, 3]),
};

test("every polygon is a part of its feature, with its holes", () => {
  const parts = partsOf(polygons);
  expect(parts.map(({ row }) => row)).toEqual([0, 1, 1]);
  expect(parts[0]?.polygon.positions).toHaveLength(20);
  expect(parts[0]?.polygon.holeIndices).toEqual([10]);
  expect([...(parts[2]?.polygon.positions ?? [])]).toEqual(square(20, 0, 1));
});

test("an edge that two features share is drawn once, whichever way round it is met", () => {
  expect(outlinesOf(polygons).length).toBe(16 - 1);
});

test("the outline of one feature has all its rings and no other's", () => {
  expect(outlinesOf(polygons, 0).length).toBe(8);
  const { length, ends } = outlinesOf(polygons, 1);
  expect(length).toBe(8);
  expect(Math.min(...ends.filter((_, i) => i % 2 === 0))).toBe(4);
});

test("lines are cut into their pieces, empty pieces left out", () => {
  const lines = {
    coordinates: Float64Array.from([0, 0, 1, 0, 1, 0, 2, 5, 9, 9, 8, 8]),
    lineOffsets: Uint32Array.from([0, 4, 6]),
  };
  const { length, ends } = segmentsOf(lines);
  expect(length).toBe(3);
  expect([...ends]).toEqual([0, 0, 1, 0, 1, 0, 2, 5, 8, 8, 9, 9]);
});

test("nothing has no outline", () => {
  const none = new Uint32Array(1);
  const empty = { coordinates: new Float64Array(0), ringOffsets: none, polygonOffsets: none, featureOffsets: none };
  expect(partsOf(empty)).toEqual([]);
  expect(outlinesOf(empty).length).toBe(0);
});
