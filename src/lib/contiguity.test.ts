import { expect, test } from "vitest";
import { flatPolygons, sharedPolygons } from "../../test/support/hotspot-oracles.ts";
import { hasShared, sharedJson } from "../../test/support/shared.ts";
import type { Polygons } from "../domain/geometry.ts";
import { contiguity } from "./contiguity.ts";
import { type Csr, checkCsr } from "./csr.ts";
import { createRandom } from "./random.ts";
import { cellNeighbours, cellPolygons, tessellate } from "./tessellation.ts";

function lists(csr: Csr): number[][] {
  return Array.from({ length: csr.start.length - 1 }, (_, i) =>
    Array.from(csr.neighbour.subarray(csr.start[i], csr.start[i + 1])),
  );
}

/** A box as a closed ring. */
function box(west: number, south: number, east: number, north: number): number[][][] {
  return [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ];
}

test("squares of a grid touch four sides and four corners", () => {
  const grid = tessellate("square", { minX: 0, minY: 0, maxX: 40, maxY: 30 }, 10);
  const all = Array.from({ length: 12 }, (_, i) => i);
  for (const kind of ["queen", "rook"] as const) {
    expect(contiguity(cellPolygons(grid, all), kind)).toEqual(cellNeighbours(grid, kind));
  }
  const hexagons = tessellate("hexagon", { minX: 0, minY: 0, maxX: 400, maxY: 300 }, 50);
  const cells = Array.from({ length: hexagons.columns * hexagons.rows }, (_, i) => i);
  for (const kind of ["queen", "rook"] as const) {
    expect(contiguity(cellPolygons(hexagons, cells), kind, 1e-3)).toEqual(cellNeighbours(hexagons, kind));
  }
});

test("areas that meet in a point are queen neighbours only", () => {
  const areas = flatPolygons([[box(0, 0, 1, 1)], [box(1, 1, 2, 2)], [box(5, 5, 6, 6)]]);
  expect(lists(contiguity(areas, "queen"))).toEqual([[1], [0], []]);
  expect(lists(contiguity(areas, "rook"))).toEqual([[], [], []]);
});

test("a border with more vertices on one side, or cut at different places on both, is still shared", () => {
  const left = [
    [
      [0, 0],
      [1, 0],
      [1, 3],
      [0, 3],
      [0, 0],
    ],
  ];
  const upper = [
    [
      [1, 2],
      [2, 2],
      [2, 3],
      [1, 3],
      [1, 2],
    ],
  ];
  const middle = [
    [
      [1, 1],
      [2, 1],
      [2, 2],
      [1, 2],
      [1, 1.4],
      [1, 1],
    ],
  ];
  const lower = [
    [
      [1, 0],
      [2, 0],
      [2, 1],
      [1, 1],
      [1, 0.3],
      [1, 0.3],
      [1, 0],
    ],
  ];
  const areas = flatPolygons([[left], [upper], [middle], [lower]]);
  expect(lists(contiguity(areas, "rook"))).toEqual([
    [1, 2, 3],
    [0, 2],
    [0, 1, 3],
    [0, 2],
  ]);
  const shifted = flatPolygons([[box(0, 0, 1, 2)], [box(1, 1, 2, 4)]]);
  expect(lists(contiguity(shifted, "rook"))).toEqual([[1], [0]]);
  const touching = flatPolygons([
    [box(0, 0, 1, 2)],
    [
      [
        [
          [1, 1],
          [2, 0.5],
          [2, 1.5],
          [1, 1],
        ],
      ],
    ],
  ]);
  expect(lists(contiguity(touching, "rook"))).toEqual([[], []]);
  expect(lists(contiguity(touching, "queen"))).toEqual([[1], [0]]);
});

test("vertices closer than the tolerance are one, farther apart are a gap", () => {
  const areas = (gap: number) => flatPolygons([[box(0, 0, 1, 1)], [box(1 + gap, 0, 2, 1 - gap)]]);
  expect(lists(contiguity(areas(5e-8), "rook"))).toEqual([[1], [0]]);
  expect(lists(contiguity(areas(5e-6), "queen"))).toEqual([[], []]);
});

test("holes, parts and areas without a border are understood", () => {
  const ring = [...box(0, 0, 3, 3), ...box(1, 1, 2, 2)];
  const areas = flatPolygons([[ring], [box(1, 1, 2, 2), box(7, 7, 8, 8)], [], [box(8, 7, 9, 8)]]);
  expect(lists(contiguity(areas, "rook"))).toEqual([[1], [0, 3], [], [1]]);
  expect(lists(contiguity(flatPolygons([]), "rook"))).toEqual([]);
});

/** The same areas with every edge cut at random places, in exact arithmetic of halves so that cuts stay on the line. */
function cutEdges(areas: Polygons, seed: number): Polygons {
  const random = createRandom(seed);
  const rings: number[][][][][] = [];
  for (let f = 0; f + 1 < areas.featureOffsets.length; f++) {
    const ring: number[][] = [];
    for (let v = areas.ringOffsets[f]; v < areas.ringOffsets[f + 1]; v++) {
      const at = [areas.coordinates[2 * v], areas.coordinates[2 * v + 1]];
      const before = ring.at(-1);
      if (before) {
        for (const share of [0.25, 0.5, 0.75]) {
          if (random.chance(0.5)) ring.push([0, 1].map((axis) => before[axis] + share * (at[axis] - before[axis])));
        }
      }
      ring.push(at);
    }
    // The cut points of one edge must not be taken for its start.
    rings.push([[ring]]);
  }
  return flatPolygons(rings);
}

test("cutting edges at random does not change who is whose neighbour", () => {
  for (let seed = 0; seed < 25; seed++) {
    const kind = seed % 2 === 0 ? "square" : "hexagon";
    const grid = tessellate(kind, { minX: 0, minY: 0, maxX: 60, maxY: 60 }, 10);
    const cells = Array.from({ length: grid.columns * grid.rows }, (_, i) => i);
    const cut = cutEdges(cellPolygons(grid, cells), seed);
    for (const contiguous of ["queen", "rook"] as const) {
      const csr = contiguity(cut, contiguous, 1e-6);
      checkCsr(csr, cells.length);
      expect(lists(csr)).toEqual(lists(cellNeighbours(grid, contiguous)));
    }
  }
});

const boston = "oracles/01-emerging-hotspot/bos-ecometric.geojson";
test.skipIf(!hasShared(boston))("queen neighbours of 168 Boston tracts equal sfdep's", () => {
  const lists0 = sharedJson<{ queen_neighbors0_no_self: number[][] }>(
    "oracles/01-emerging-hotspot/bos_ecometric_sfdep.json",
  ).queen_neighbors0_no_self;
  expect(lists(contiguity(sharedPolygons(boston), "queen"))).toEqual(lists0);
});
