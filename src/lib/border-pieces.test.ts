import { expect, test } from "vitest";
import { borderGraph, borderPieces } from "./border-pieces.ts";
import { metresPerDegree } from "./geodesy.ts";
import { polygonSet } from "./polygon-set.ts";
import type { FlatGeometry } from "./wkb.ts";

const box = (west: number, south: number, east: number, north: number): FlatGeometry => ({
  kind: "Polygon",
  coords: Float64Array.of(west, south, east, south, east, north, west, north, west, south),
  ringEnds: [5],
  polygonEnds: [1],
});
const step = 0.001;
const side = metresPerDegree(step / 2).lat * step;

test("two squares share one piece with one on its left and the other on its right", () => {
  const pieces = borderPieces(polygonSet([box(0, 0, step, step), box(step, 0, 2 * step, step)]));
  expect(pieces.count).toBe(7);
  const shared = [...pieces.right.keys()].filter((p) => (pieces.right[p] ?? -1) >= 0);
  expect(shared).toHaveLength(1);
  expect(pieces.metres[shared[0] ?? -1]).toBeCloseTo(side, 1);
});

test("a border that one side draws in two pieces is shared by three areas without a rest", () => {
  const areas = polygonSet([
    box(0, 0, step, 2 * step),
    box(step, 0, 2 * step, step),
    box(step, step, 2 * step, 2 * step),
  ]);
  const pieces = borderPieces(areas);
  const graph = borderGraph(pieces, 3, new Uint8Array(pieces.count));
  expect([...graph.start]).toEqual([0, 2, 4, 6]);
  expect([...graph.neighbour]).toEqual([1, 2, 0, 2, 0, 1]);
  expect(graph.metres[0]).toBeCloseTo(side, 1);
  const total = (graph.outerMetres[0] ?? 0) + (graph.metres[0] ?? 0) + (graph.metres[1] ?? 0);
  expect(total).toBeCloseTo(2 * step * metresPerDegree(0).lon + 4 * side, 0);
});

test("rings that turn the other way give the same pieces", () => {
  const turned = box(step, 0, 2 * step, step);
  const clockwise = { ...turned, coords: Float64Array.of(step, 0, step, step, 2 * step, step, 2 * step, 0, step, 0) };
  const one = borderPieces(polygonSet([box(0, 0, step, step), turned]));
  const other = borderPieces(polygonSet([box(0, 0, step, step), clockwise]));
  expect(other.count).toBe(one.count);
  expect([...other.metres].sort()).toEqual([...one.metres].sort());
});

test("only the part of a border that lies on a line counts as such", () => {
  const pieces = borderPieces(polygonSet([box(0, 0, step, step), box(step, 0, 2 * step, step)]));
  const graph = borderGraph(
    pieces,
    2,
    Uint8Array.from(pieces.right, (area) => (area >= 0 ? 1 : 0)),
  );
  expect(graph.onLineMetres[0]).toBeCloseTo(side, 1);
  expect(graph.outerOnLineMetres[0]).toBe(0);
});
