import { expect, test } from "vitest";
import { baseCollection } from "./base.ts";

const ring = [0, 0, 4, 0, 4, 4, 0, 0];
const hole = [1, 1, 2, 1, 2, 2, 1, 1];

test("polygons keep their holes and lines their class", () => {
  const { features } = baseCollection({
    water: {
      coordinates: Float64Array.from([...ring, ...hole]),
      ringOffsets: Uint32Array.from([0, 4, 8]),
      polygonOffsets: Uint32Array.from([0, 2]),
      featureOffsets: Uint32Array.from([0, 1]),
    },
    roads: {
      lines: {
        coordinates: Float64Array.from([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]),
        lineOffsets: Uint32Array.from([0, 2, 5]),
      },
      classes: ["primary"],
    },
  });
  expect(features.map(({ properties }) => properties)).toEqual([
    { kind: "water" },
    { kind: "roads", class: "primary" },
    { kind: "roads", class: "branch" },
  ]);
  expect(features[0]?.geometry.coordinates[0]).toHaveLength(2);
  expect(features[0]?.geometry.coordinates[0]?.[1]).toEqual([
    [1, 1],
    [2, 1],
    [2, 2],
    [1, 1],
  ]);
  expect(features[2]?.geometry.coordinates).toEqual([
    [
      [2, 2],
      [3, 3],
      [4, 4],
    ],
  ]);
});

test("hundreds of polygons become a few features that lose none of them", () => {
  const count = 450;
  const { features } = baseCollection({
    buildings: {
      coordinates: Float64Array.from(Array.from({ length: count }, (_, i) => ring.map((value) => value + i)).flat()),
      ringOffsets: Uint32Array.from({ length: count + 1 }, (_, i) => 4 * i),
      polygonOffsets: Uint32Array.from({ length: count + 1 }, (_, i) => i),
      featureOffsets: Uint32Array.from({ length: count + 1 }, (_, i) => i),
    },
  });
  expect(features).toHaveLength(3);
  const places = features.flatMap(({ geometry }) => geometry.coordinates.map((polygon) => polygon[0]?.[0]));
  expect(places).toEqual(Array.from({ length: count }, (_, i) => [i, i]));
});

test("nothing is nothing", () => {
  expect(baseCollection({}).features).toEqual([]);
});
