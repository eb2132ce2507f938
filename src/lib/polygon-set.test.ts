import { expect, test } from "vitest";
import { labelPoints, lineSet, polygonSet, snapPolygons } from "./polygon-set.ts";
import { flatFromGeoJson } from "./wkb.ts";

const square = (x: number, y: number, size: number) => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const polygon = (...rings: number[][][]) => flatFromGeoJson({ type: "Polygon", coordinates: rings });

test("features, polygons, rings and vertices are found by their offsets", () => {
  const multi = flatFromGeoJson({
    type: "MultiPolygon",
    coordinates: [[square(0, 0, 1)], [square(5, 5, 4), square(6, 6, 1)]],
  });
  const set = polygonSet([polygon(square(2, 2, 1)), multi]);
  expect([...set.featureOffsets]).toEqual([0, 1, 3]);
  expect([...set.polygonOffsets]).toEqual([0, 1, 2, 4]);
  expect([...set.ringOffsets]).toEqual([0, 5, 10, 15, 20]);
  expect(set.coordinates).toHaveLength(40);
  expect(set.coordinates[2 * 10]).toBe(5);
});

test("a label lies in the square, and in the arm of a U rather than in its gap", () => {
  const u = [
    [0, 0],
    [9, 0],
    [9, 9],
    [8, 9],
    [8, 1],
    [1, 1],
    [1, 9],
    [0, 9],
    [0, 0],
  ];
  const points = labelPoints(polygonSet([polygon(square(0, 0, 4)), polygon(u)]));
  expect([...points.slice(0, 2)]).toEqual([2, 2]);
  const [x = 0, y = 0] = points.slice(2);
  expect(y < 1 || x < 1 || x > 8).toBe(true);
});

test("a feature without area has no label", () => {
  expect([...labelPoints(polygonSet([flatFromGeoJson({ type: "Point", coordinates: [1, 2] })]))]).toEqual([
    Number.NaN,
    Number.NaN,
  ]);
});

test("lines keep their order", () => {
  const line = (coordinates: number[][]) => flatFromGeoJson({ type: "LineString", coordinates });
  expect([
    ...lineSet([
      line([
        [0, 0],
        [1, 1],
      ]),
      line([
        [2, 2],
        [3, 3],
        [4, 4],
      ]),
    ]).lineOffsets,
  ]).toEqual([0, 2, 5]);
});

test("moved to a grid, shared borders stay shared, fine steps go and specks vanish", () => {
  const wavy = [
    [1, 0],
    [1.1, 0.3],
    [0.9, 0.6],
    [1, 1],
  ];
  const left = [[0, 0], ...wavy, [0, 1], [0, 0]];
  const right = [[2, 0], [2, 1], ...[...wavy].reverse(), [2, 0]];
  const speck = square(5.1, 5.1, 0.1);
  const snapped = snapPolygons(polygonSet([polygon(left), polygon(right), polygon(speck)]), 1);
  expect([...snapped.featureOffsets]).toEqual([0, 1, 2, 2]);
  expect([...snapped.coordinates]).toEqual([0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 2, 0, 2, 1, 1, 1, 1, 0, 2, 0]);
});

test("a grid finer than the vertices changes nothing", () => {
  const set = polygonSet([polygon(square(0, 0, 8), square(2, 2, 3)), polygon(square(8, 0, 8))]);
  expect(snapPolygons(set, 0.5)).toEqual(set);
});
