import { describe, expect, test } from "vitest";
import { hasShared, sharedJson } from "../../../test/support/shared.ts";
import type { Polygons } from "../../domain/geometry.ts";
import { polygonSet } from "../polygon-set.ts";
import { createRandom } from "../random.ts";
import { arrange } from "./arrangement.ts";
import { faceDefects, repairedFaces } from "./coverage-check.ts";
import { invalidEdges } from "./edge-check.ts";
import { facePolygons } from "./face-polygons.ts";
import { areasOfWkt, boxes, flat } from "./topology.test-data.ts";

const limits = { toleranceMetres: 0.01, sliverMetres: 1 };

function defectsOf(areas: Polygons) {
  const arrangement = arrange(areas, limits.toleranceMetres);
  return { arrangement, ...faceDefects(arrangement, limits) };
}

function sizeOf({ coordinates, ringOffsets }: Polygons): number {
  let twice = 0;
  for (let r = 0; r + 1 < ringOffsets.length; r++) {
    for (let v = ringOffsets[r]; v + 1 < ringOffsets[r + 1]; v++) {
      twice += coordinates[2 * v] * coordinates[2 * v + 3] - coordinates[2 * v + 2] * coordinates[2 * v + 1];
    }
  }
  return twice / 2;
}

/** Places of vertices in the plane the areas came in. */
function places({ noded }: ReturnType<typeof arrange>): Float64Array {
  return Float64Array.from({ length: 2 * noded.x.length }, (_, i) =>
    i % 2 === 0 ? noded.originX + noded.x[i >> 1] * noded.unit : noded.originY + noded.y[i >> 1] * noded.unit,
  );
}

test("two squares that overlap by 3 × 5 m: one overlap of 15 m², and whose it is", () => {
  const { defects } = defectsOf(boxes([0, 0, 10, 10], [7, 5, 20, 15]));
  expect(defects).toHaveLength(1);
  expect(defects[0]).toMatchObject({ kind: "overlap", areas: [0, 1], narrow: false });
  expect(defects[0].areaM2).toBeCloseTo(15, 6);
  expect(defects[0].widthMetres).toBeCloseTo(30 / 16, 6);
});

test("a ring of four boxes around 2 × 2 m: one gap with its neighbours, the longest border first", () => {
  const { defects } = defectsOf(boxes([0, 0, 6, 2], [0, 4, 6, 7], [0, 2, 2, 4], [4, 2, 6, 4]));
  expect(defects).toHaveLength(1);
  expect(defects[0]).toMatchObject({ kind: "gap", areas: [0, 1, 2, 3], narrow: false, proposal: -1 });
  expect(defects[0].areaM2).toBeCloseTo(4, 6);
});

test("a strip 0.5 m wide and 20 m long is a sliver and is proposed for the area with the longer border", () => {
  const { defects } = defectsOf(boxes([0, 0, 10, 20], [10.5, 0, 20, 20], [0, 20, 20, 30], [0, -9, 20, 0]));
  expect(defects).toHaveLength(1);
  expect(defects[0]).toMatchObject({ kind: "gap", narrow: true, proposal: 0 });
  expect(defects[0].areaM2).toBeCloseTo(10, 6);
});

test("places a few millimetres apart are one place", () => {
  expect(defectsOf(boxes([0, 0, 10, 10], [10.004, 0, 20, 10], [0, 10, 20, 20])).defects).toEqual([]);
});

test("a hole in an area with an island in it: the ring between them is a gap, and the island is found in it", () => {
  const ring = [
    [
      [0, 0],
      [9, 0],
      [9, 9],
      [0, 9],
      [0, 0],
    ],
    [
      [2, 2],
      [7, 2],
      [7, 7],
      [2, 7],
      [2, 2],
    ],
  ];
  const island = [
    [
      [4, 4],
      [5, 4],
      [5, 5],
      [4, 5],
      [4, 4],
    ],
  ];
  const { defects } = defectsOf(polygonSet([flat([ring]), flat([island])]));
  expect(defects).toHaveLength(1);
  expect(defects[0].areaM2).toBeCloseTo(24, 6);
  expect(defects[0].areas).toEqual([0, 1]);
});

test("nothing, one area, and an area without a shape have no defects", () => {
  for (const areas of [
    boxes(),
    boxes([0, 0, 1, 1]),
    polygonSet([
      flat([]),
      flat([
        [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      ]),
    ]),
  ])
    expect(defectsOf(areas).defects).toEqual([]);
});

const oracle = "oracles/07-topology/geos_coverage_vectors.json";
test.skipIf(!hasShared(oracle))("the gap that GEOS finds between three polygons", () => {
  const { gaps } = sharedJson<{ gaps: { coverage: string; gapWidth: number }[] }>(oracle);
  for (const { coverage, gapWidth } of gaps) {
    const arrangement = arrange(areasOfWkt([coverage], "apart"), 0);
    const { defects } = faceDefects(arrangement, { toleranceMetres: 0, sliverMetres: gapWidth });
    expect(defects).toHaveLength(1);
    expect(defects[0]).toMatchObject({ kind: "gap", narrow: true });
    expect(defects[0].areaM2).toBeCloseTo(2, 9);
    const group = Int32Array.from({ length: arrangement.faces }, (_, face) => (face === defects[0].face ? 0 : -1));
    const ring = facePolygons(arrangement, group, { groups: 1, places: places(arrangement) });
    const corners = Array.from({ length: 3 }, (_, i) =>
      Array.from(ring.coordinates.subarray(2 * i, 2 * i + 2), (v) => Math.round(v * 1e4) / 1e4),
    );
    expect(corners.map((corner) => corner.join(" ")).sort()).toEqual(["3 5", "5 6", "7 5"]);
  }
});

/** A field of quadrilaterals whose corners are moved by chance: every position is in exactly one. */
function field(side: number, seed: number) {
  const random = createRandom(seed, "field");
  const corner = Array.from({ length: (side + 1) ** 2 }, (_, i) => [
    100 * (i % (side + 1)) + random.between(-30, 30),
    100 * Math.floor(i / (side + 1)) + random.between(-30, 30),
  ]);
  const at = (column: number, row: number) => corner[row * (side + 1) + column];
  return Array.from({ length: side * side }, (_, cell) => {
    const [column, row] = [cell % side, Math.floor(cell / side)];
    return [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1), at(column, row)];
  });
}

const setOf = (rings: readonly number[][][]) => polygonSet(rings.map((ring) => flat([[ring]])));

describe("tessellations by chance", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])("seed %i: a clean one has no defects, and its areas add up", (seed) => {
    const areas = setOf(field(12, seed));
    const { arrangement, defects, tooThin } = defectsOf(areas);
    expect([defects, tooThin, invalidEdges(arrangement)]).toEqual([[], 0, []]);
    expect(arrangement.faces).toBe(145);
    expect(-arrangement.areaM2[0]).toBeCloseTo(sizeOf(areas), 0);
  });

  test.each([1, 2, 3, 4, 5, 6])("seed %i: a cell taken out is a gap of its size; one twice, an overlap", (seed) => {
    const rings = field(9, seed);
    const cell = 9 * 4 + 4;
    const size = sizeOf(setOf([rings[cell]]));
    const without = defectsOf(setOf(rings.filter((_, i) => i !== cell))).defects;
    expect(without.map(({ kind }) => kind)).toEqual(["gap"]);
    expect(without[0].areaM2).toBeCloseTo(size, 0);
    expect(without[0].areas).toHaveLength(4);
    const twice = defectsOf(setOf([...rings, rings[cell]])).defects;
    expect(twice.map(({ kind, areas }) => [kind, areas])).toEqual([["overlap", [cell, 81]]]);
    expect(twice[0].areaM2).toBeCloseTo(size, 0);
  });

  test.each([1, 2, 3, 4, 5, 6])("seed %i: a corner pulled inwards in one cell leaves a triangle", (seed) => {
    const rings = field(9, seed);
    const ring = rings[9 * 4 + 4].map((place) => [...place]);
    const [a, b, c] = [ring[0], ring[1], ring[2]];
    const pulled = [b[0] + 0.2 * ((a[0] + c[0]) / 2 - b[0]), b[1] + 0.2 * ((a[1] + c[1]) / 2 - b[1])];
    const size = sizeOf(setOf([[a, b, pulled, a]])) + sizeOf(setOf([[b, c, pulled, b]]));
    ring[1] = pulled;
    const { defects, arrangement } = defectsOf(setOf(rings.map((other, i) => (i === 9 * 4 + 4 ? ring : other))));
    expect(defects.map(({ kind }) => kind)).toEqual([size > 0 ? "gap" : "overlap"]);
    expect(defects[0].areaM2).toBeCloseTo(Math.abs(size), 0);
    expect(invalidEdges(arrangement, 0).every(({ area }) => area >= 0)).toBe(true);
  });

  test.each([1, 2, 3])("seed %i: cells moved apart and over each other are mended into a clean coverage", (seed) => {
    const random = createRandom(seed, "moved");
    const rings = field(10, seed).map((ring) => {
      const [dx, dy] = random.float() < 0.2 ? [random.between(-0.4, 0.4), random.between(-0.4, 0.4)] : [0, 0];
      return ring.map(([x, y]) => [x + dx, y + dy]);
    });
    const { arrangement, defects } = defectsOf(setOf(rings));
    expect(defects.length).toBeGreaterThan(10);
    const owner = repairedFaces(arrangement, defects, limits.toleranceMetres);
    const mended = facePolygons(arrangement, owner, { groups: 100, places: places(arrangement) });
    const after = defectsOf(mended);
    expect(after.defects).toEqual([]);
    expect(invalidEdges(after.arrangement)).toEqual([]);
    expect(sizeOf(mended)).toBeCloseTo(-after.arrangement.areaM2[0], 0);
  });
});
