import { expect, test } from "vitest";
import { flatPolygons } from "../../../test/support/hotspot-oracles.ts";
import { hasShared, sharedJson } from "../../../test/support/shared.ts";
import { createRandom } from "../random.ts";
import {
  convexHull,
  convexHullRatio,
  diameterRatio,
  hullsOf,
  leastCircle,
  momentOfInertia,
  polsbyPopper,
  reock,
  ringArea,
  schwartzberg,
} from "./shape.ts";

const path = "oracles/06-compactness/esda_shape.json";
interface Oracle {
  readonly shape_ring: [number, number][];
  readonly expected: Record<string, number>;
  readonly derived_exact: Record<string, number>;
  readonly grid8x8: { regions: number[]; moment_of_inertia_regions: number[]; normalized: number[] };
}

test.skipIf(!hasShared(path))("the measures of a concave polygon are those of esda", () => {
  const { shape_ring, expected, derived_exact } = sharedJson<Oracle>(path);
  const ring = Float64Array.from(shape_ring.flat());
  const hull = convexHull(ring);
  const area = ringArea(ring);
  const outline = shape_ring.reduce((sum, [x, y], i) => {
    const [u, v] = shape_ring[Math.max(0, i - 1)];
    return sum + Math.hypot(x - u, y - v);
  }, 0);
  expect(area).toBeCloseTo(derived_exact.area, 12);
  expect(outline).toBeCloseTo(derived_exact.perimeter, 12);
  expect(polsbyPopper(area, outline)).toBeCloseTo(derived_exact.polsby_popper, 12);
  expect(schwartzberg(area, outline)).toBeCloseTo(derived_exact.schwartzberg, 12);
  expect(convexHullRatio(area, hull)).toBeCloseTo(expected.convex_hull_ratio, 12);
  expect(reock(area, hull)).toBeCloseTo(derived_exact.reock, 9);
  expect(Math.sqrt(reock(area, hull))).toBeCloseTo(expected.radii_ratio, 5);
  expect(leastCircle(hull).radius).toBeCloseTo(derived_exact.mbc_radius, 9);
  expect(diameterRatio(hull)).toBeCloseTo(expected.diameter_ratio, 12);
});

test.skipIf(!hasShared(path))("the moments of inertia of four regions of squares are those of esda", () => {
  const { regions, moment_of_inertia_regions: moments, normalized } = sharedJson<Oracle>(path).grid8x8;
  for (const region of [1, 2, 3, 4]) {
    const cells = regions.flatMap((of, cell) => (of === region ? [cell] : []));
    const found = momentOfInertia({
      areaM2: cells.map(() => 1),
      x: cells.map((cell) => Math.floor(cell / 8) + 0.5),
      y: cells.map((cell) => (cell % 8) + 0.5),
      moment: cells.map(() => 1 / 6),
    });
    expect(found.moment).toBeCloseTo(moments[region - 1], 6);
    expect(found.normalised).toBeCloseTo(normalized[region - 1], 6);
  }
});

test("the least circle holds all points and is held by two or three of them", () => {
  const random = createRandom(3, "circle");
  for (let run = 0; run < 200; run++) {
    const points = Float64Array.from({ length: 2 * (2 + random.below(20)) }, () => random.between(-50, 50));
    const { x, y, radius } = leastCircle(convexHull(points));
    const distances = Array.from({ length: points.length / 2 }, (_, i) =>
      Math.hypot(points[2 * i] - x, points[2 * i + 1] - y),
    );
    expect(Math.max(...distances)).toBeLessThan(radius + 1e-6);
    expect(distances.filter((distance) => distance > radius - 1e-6).length).toBeGreaterThanOrEqual(2);
  }
});

test("the hulls of areas hold all their corners and only them", () => {
  const square = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0.5, 0.5],
    [0, 1],
    [0, 0],
  ];
  const areas = flatPolygons([[[square]], [], [[square], [square.map(([x, y]) => [x + 2, y])]]]);
  const { hullStart, hullXY } = hullsOf(areas, { lon: 0, lat: 0, metresPerLon: 100, metresPerLat: 100 });
  expect([...hullStart]).toEqual([0, 4, 4, 8]);
  expect(ringArea(hullXY.subarray(0, 8))).toBe(10_000);
  expect(ringArea(hullXY.subarray(8))).toBe(30_000);
});

test("points on a line, and one point, have a circle", () => {
  expect(leastCircle(Float64Array.of(0, 0, 4, 0, 2, 0))).toEqual({ x: 2, y: 0, radius: 2 });
  expect(leastCircle(Float64Array.of(3, 4))).toEqual({ x: 3, y: 4, radius: 0 });
});
