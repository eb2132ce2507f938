import { expect, test } from "vitest";
import type { Polygons } from "../domain/geometry.ts";
import { planeAt, toPlane } from "./plane.ts";
import { createRandom } from "./random.ts";
import { rasterPolygons } from "./raster-polygons.ts";

const plane = planeAt(121, 31);

/** The rings of every polygon of a feature, in cells. */
function polygonsOf({ coordinates, ringOffsets, polygonOffsets, featureOffsets }: Polygons, feature: number) {
  const cells = toPlane(plane, coordinates);
  const polygons: number[][][] = [];
  for (let p = featureOffsets[feature] ?? 0; p < (featureOffsets[feature + 1] ?? 0); p++) {
    const rings: number[][] = [];
    for (let r = polygonOffsets[p] ?? 0; r < (polygonOffsets[p + 1] ?? 0); r++) {
      rings.push([...cells.subarray(2 * (ringOffsets[r] ?? 0), 2 * (ringOffsets[r + 1] ?? 0))]);
    }
    polygons.push(rings);
  }
  return polygons;
}

function inside(ring: readonly number[], x: number, y: number): boolean {
  let odd = false;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = ring.slice(i, i + 4);
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) odd = !odd;
  }
  return odd;
}

const frameOf = (columns: number, rows: number) => ({ x: 0, y: 0, cell: 1, columns, rows });

test("a ring of cells is an outline with a hole, corners cut by half a cell", () => {
  const cells = Uint8Array.of(1, 1, 1, 1, 0, 1, 1, 1, 1);
  const polygons = rasterPolygons([{ frame: frameOf(3, 3), cells }], plane);
  const [rings = []] = polygonsOf(polygons, 0);
  expect(rings).toHaveLength(2);
  expect(rings[0]?.slice(0, 4).map((value) => Math.round(10 * value) / 10)).toEqual([0, 0.5, 0.5, 0]);
  expect(rings[0]).toHaveLength(2 * 9);
});

test("on random masks the middle of every cell is in its polygon, holes are in their own outlines, larger masks hold smaller", () => {
  const random = createRandom(4, "raster");
  const [columns, rows] = [23, 17];
  for (let round = 0; round < 40; round++) {
    const values = Array.from({ length: columns * rows }, () => random.between(0, 1));
    const masks = [0.3, 0.6].map((most) => Uint8Array.from(values, (value) => (value < most ? 1 : 0)));
    const polygons = rasterPolygons(
      masks.map((cells) => ({ frame: frameOf(columns, rows), cells })),
      plane,
    );
    const shapes = masks.map((_, feature) => polygonsOf(polygons, feature));
    const holds = (feature: number, x: number, y: number) =>
      shapes[feature]?.some(
        ([outline = [], ...holes]) => inside(outline, x, y) && !holes.some((hole) => inside(hole, x, y)),
      ) ?? false;
    for (let cell = 0; cell < columns * rows; cell++) {
      const [x, y] = [(cell % columns) + 0.5, Math.floor(cell / columns) + 0.5];
      masks.forEach((mask, feature) => {
        if (holds(feature, x, y) !== (mask[cell] === 1)) expect.fail(`cell ${cell} of mask ${feature}`);
      });
    }
    for (let k = 0; k < 200; k++) {
      const [x, y] = [random.between(0, columns), random.between(0, rows)];
      if (holds(0, x, y) && !holds(1, x, y)) expect.fail(`${x} ${y} is in the smaller only`);
    }
  }
});

test("an empty mask is a feature without polygons", () => {
  const polygons = rasterPolygons([{ frame: frameOf(2, 2), cells: new Uint8Array(4) }], plane);
  expect([...polygons.featureOffsets]).toEqual([0, 0]);
});
