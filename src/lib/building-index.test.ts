import { describe, expect, test } from "vitest";
import {
  buildingAt,
  createEdgeFinder,
  facadeOffsetMetres,
  inBuilding,
  indexBuildings,
  isSolid,
  nearestFacade,
} from "./building-index.ts";
import { createFacadeMover, sceneOf } from "./city-scene.ts";
import { createRandom } from "./random.ts";

function index(rings: readonly (readonly number[])[]) {
  const ringStart = [0];
  const points = rings.flatMap((ring) => [...ring, ...ring.slice(0, 2)]);
  for (const ring of rings) ringStart.push((ringStart.at(-1) ?? 0) + ring.length / 2 + 1);
  const polygons = {
    points: Float64Array.from(points),
    ringStart: Uint32Array.from(ringStart),
    featureStart: Uint32Array.from(ringStart, (_, r) => r),
  };
  return indexBuildings(polygons, new Float64Array(rings.length));
}
const box = (x: number, y: number, size = 10) => [x, y, x + size, y, x + size, y + size, x, y + size];

test("outlines that cross themselves, double, are flat or not finite are flagged; the last three are left out", () => {
  const bow = [0, 0, 10, 10, 10, 0, 0, 10];
  const { problems } = index([box(0, 0), box(0, 0), bow, [5, 5, 9, 9, 5, 5], [0, 0, Number.NaN, 1, 2, 2]]);
  expect([...problems]).toEqual([0, 8, 4, 2, 1]);
  expect([...problems].map(isSolid)).toEqual([true, false, true, false, false]);
});

test("the grid finds the building at a point as a search of all would", () => {
  const random = createRandom(3, "buildings");
  const rings = Array.from({ length: 200 }, () =>
    box(random.between(0, 500), random.between(0, 500), random.between(5, 40)),
  );
  const buildings = index(rings);
  for (let k = 0; k < 2000; k++) {
    const [x, y] = [random.between(-20, 560), random.between(-20, 560)];
    const all = rings.findIndex((_, f) => inBuilding(buildings.polygons, f, x, y));
    expect(buildingAt(buildings, x, y) >= 0).toBe(all >= 0);
  }
});

test("edges near a box are found once each", () => {
  const buildings = index([box(0, 0, 100), box(500, 500)]);
  const find = createEdgeFinder(buildings);
  const { edges, count } = find([-10, -10, 200, 200]);
  expect([...edges.subarray(0, count)].sort()).toEqual([0, 1, 2, 3]);
  expect(find([490, 490, 520, 520]).count).toBe(4);
  expect(find([-900, -900, -800, -800]).count).toBe(0);
});

describe("facades", () => {
  const terrace = index([box(0, 0), box(10, 0), box(20, 0)]);

  test("walls between touching houses are none", () => {
    const facade = nearestFacade(terrace, createEdgeFinder(terrace), { x: 10.5, y: 6 });
    expect(facade).toMatchObject({ x: 10.5, y: 10 + facadeOffsetMetres });
    expect(facade?.distance).toBeCloseTo(4, 9);
  });

  test("out of reach there is none, and a point outside stays", () => {
    const big = index([box(0, 0, 400)]);
    expect(nearestFacade(big, createEdgeFinder(big), { x: 200, y: 200 })).toBeUndefined();
    expect(createFacadeMover(terrace)(-3, 5)).toEqual({ x: -3, y: 5 });
  });
});

test("a city with no coordinates at all still has a raster", () => {
  const none = new Float64Array();
  const nan = Float64Array.of(Number.NaN);
  const { frame, cameras } = sceneOf(
    {
      cameraLon: nan,
      cameraLat: nan,
      cameraPtzType: nan,
      cameraAzimuthDeg: nan,
      cameraMountHeightMetres: nan,
      cameraTiltDeg: nan,
      cameraFocalMm: nan,
      cameraSensorWidthMm: nan,
      cameraSensorHeightMm: nan,
      cameraHfovDeg: nan,
      cameraVfovDeg: nan,
      cameraResolutionWidthPx: nan,
      cameraResolutionHeightPx: nan,
      cameraMaxRangeMetres: nan,
      buildingCoordinates: none,
      buildingRingStart: Uint32Array.of(0),
      buildingFeatureStart: Uint32Array.of(0),
      buildingHeightMetres: none,
      areaCoordinates: none,
      areaRingStart: Uint32Array.of(0),
      areaFeatureStart: Uint32Array.of(0),
    },
    1,
  );
  expect(cameras.optics).toHaveLength(1);
  expect(frame.columns * frame.rows).toBeGreaterThan(0);
});
