import { expect, test } from "vitest";
import { hasShared, sharedJson } from "../../../test/support/shared.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { planeAt } from "../../lib/plane.ts";
import { createRandom } from "../../lib/random.ts";
import { rasterAround, wholeRuns } from "../../lib/scanline.ts";
import { run as viewsheds } from "../viewsheds/kernel.ts";
import { footprintInput } from "./kernel/footprint-input.ts";
import { findGaps, gapRings } from "./kernel/gaps.ts";
import { depthPicture, LiveCoverage } from "./kernel/live.ts";
import { type Params, params as spec } from "./kernel/params.ts";
import { type Input, run } from "./kernel.ts";

type Box = readonly [number, number, number, number];
interface CameraAt {
  readonly x: number;
  readonly y: number;
  readonly azimuth?: number;
  readonly ptz?: number;
  readonly online?: number;
  readonly night?: number;
}

const plane = planeAt(121.4, 31.2);
const degreesOf = (x: number, y: number) => [x / plane.metresPerLon + plane.lon, y / plane.metresPerLat + plane.lat];

function polygons(boxes: readonly Box[]) {
  const rings = boxes.map(([x1, y1, x2, y2]) =>
    [x1, y1, x2, y1, x2, y2, x1, y2, x1, y1].map((value, i) => degreesOf(value, value)[i % 2] ?? 0),
  );
  const start = Uint32Array.from({ length: boxes.length + 1 }, (_, i) => i);
  return { coordinates: Float64Array.from(rings.flat()), ringStart: start.map((r) => 5 * r), featureStart: start };
}

interface City {
  readonly cameras: readonly CameraAt[];
  readonly buildings?: readonly Box[];
  readonly areas?: readonly Box[];
  readonly street?: readonly number[];
  readonly places?: readonly (readonly [number, number])[];
  readonly demand?: readonly (readonly [number, number, number])[];
}

const params: Params = {
  ...defaultParams(spec),
  level: "detect",
  frontageMetres: 10,
  minimumGapM2: 1,
  gapOutlines: 10,
};

function inputOf({
  cameras,
  buildings = [],
  areas = [],
  street = [],
  places = [],
  demand = [],
}: City): Omit<Input, keyof ReturnType<typeof footprintInput>> {
  const column = (of: (camera: CameraAt) => number | undefined) =>
    Float64Array.from(cameras, (camera) => of(camera) ?? Number.NaN);
  const lons = (points: readonly (readonly number[])[]) =>
    Float64Array.from(points, ([x = 0, y = 0]) => degreesOf(x, y)[0] ?? 0);
  const lats = (points: readonly (readonly number[])[]) =>
    Float64Array.from(points, ([x = 0, y = 0]) => degreesOf(x, y)[1] ?? 0);
  const [built, drawn] = [polygons(buildings), polygons(areas)];
  const unknown = column(() => undefined);
  return {
    cameraLon: lons(cameras.map(({ x, y }) => [x, y])),
    cameraLat: lats(cameras.map(({ x, y }) => [x, y])),
    cameraPtzType: column(({ ptz = 3 }) => ptz),
    cameraAzimuthDeg: column(({ azimuth }) => azimuth),
    cameraMountHeightMetres: column(() => 5),
    cameraTiltDeg: column(() => 20),
    cameraFocalMm: unknown,
    cameraSensorWidthMm: unknown,
    cameraSensorHeightMm: unknown,
    cameraHfovDeg: column(() => 60),
    cameraVfovDeg: column(() => 60),
    cameraResolutionWidthPx: column(() => 1920),
    cameraResolutionHeightPx: column(() => 1080),
    cameraMaxRangeMetres: column(() => 40),
    cameraOnline: column(({ online }) => online),
    cameraNightOk: column(({ night }) => night),
    buildingCoordinates: built.coordinates,
    buildingRingStart: built.ringStart,
    buildingFeatureStart: built.featureStart,
    buildingHeightMetres: Float64Array.from(buildings, () => 30),
    areaCoordinates: drawn.coordinates,
    areaRingStart: drawn.ringStart,
    areaFeatureStart: drawn.featureStart,
    streetCoordinates: Float64Array.from(street, (value, i) => degreesOf(value, value)[i % 2] ?? 0),
    streetStart: Uint32Array.of(0, street.length / 2),
    placeLon: lons(places),
    placeLat: lats(places),
    demandLon: lons(demand),
    demandLat: lats(demand),
    demandWeight: Float64Array.from(demand, ([, , weight]) => weight),
  };
}

function cover(city: City, changed: Partial<Params> = {}) {
  const input = inputOf(city);
  const all = { ...params, ...changed };
  const range = Uint32Array.of(0, city.cameras.length);
  const seen = drain(viewsheds({ ...input, range }, { ...all, buildingsBlock: true }));
  const footprint = footprintInput(seen);
  return { seen, ...drain(run({ ...input, ...footprint }, all)) };
}

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
const area: Box = [-50, -50, 50, 50];

test("seen, reachable and unseen open ground make up each area", () => {
  const out = cover({
    cameras: [
      { x: -30, y: 0, azimuth: 90 },
      { x: 20, y: 20, ptz: 1 },
    ],
    buildings: [[0, -10, 10, 10]],
    areas: [
      [-50, -50, 0, 50],
      [0, -50, 50, 50],
    ],
  });
  expect(out.areaOpenM2[0]).toBeCloseTo(5000, -2);
  expect(out.areaOpenM2[1]).toBeCloseTo(4800, -2);
  // Gaps are made of whole cells, areas are measured along lines.
  expect((sum(out.areaSeenM2) + sum(out.gapM2)) / sum(out.areaOpenM2)).toBeCloseTo(1, 2);
  expect(sum(out.gapReachableM2) / sum(out.areaReachableM2)).toBeCloseTo(1, 2);
  expect([...out.cameraRole]).toEqual([1, 2]);
  // Between 4.2 m (5 / tan 50°) and the building 30 m away there is a wedge of 60°.
  expect(out.areaSeenM2[0]).toBeGreaterThan(300);
});

test("two cameras over one another leave nothing that only one sees", () => {
  const one = { x: -20, y: 0, azimuth: 90 };
  const out = cover({ cameras: [one, one, { x: -20, y: 30, azimuth: 90 }], areas: [area] });
  expect(out.cameraOnlyM2[0]).toBe(0);
  expect(out.cameraOnlyM2[2]).toBeGreaterThan(0);
  expect(sum(out.areaSeen2M2)).toBeCloseTo(out.cameraSeenM2[0] ?? 0, 1);
});

test("offline cameras and, at night, those not known to see are out", () => {
  const city = {
    cameras: [
      { x: -20, y: 0, azimuth: 90, online: 0, night: 1 },
      { x: 20, y: 0, azimuth: 90, online: 1, night: 1 },
      { x: 0, y: 30, azimuth: 90 },
    ],
    areas: [area],
  };
  expect([...cover(city).cameraRole]).toEqual([0, 1, 1]);
  expect([...cover(city, { night: true }).cameraRole]).toEqual([0, 1, 0]);
  expect([...cover(city, { offlineOut: false, night: true }).cameraRole]).toEqual([1, 1, 0]);
});

test("streets, places and demand count what is seen of them", () => {
  const out = cover({
    cameras: [{ x: -30, y: 0.3, azimuth: 90 }],
    areas: [area],
    buildings: [[-5, 20, 5, 30]],
    street: [-50, 0.3, 50, 0.3],
    places: [
      [-10, 0],
      [0, 25],
    ],
    demand: [
      [-10, 0, 4],
      [40, 40, 2],
      [0, 21, 3],
      [900, 900, 1],
    ],
  });
  // From 5 / tan 50° = 4.2 m to 40 m (the cap) along the axis.
  expect(out.streetTotal[0]).toBeCloseTo(100, 2);
  expect(out.streetSeen[0]).toBeCloseTo(35.8, -1);
  expect(out.placeTotal[0]).toBeCloseTo(Math.PI * 100, -1);
  expect(out.placeSeen[0]).toBeGreaterThan(0.8 * (out.placeTotal[0] ?? 0));
  // The second is inside a building: the disc around its facade less the building.
  expect(out.placeTotal[1]).toBeGreaterThan(210);
  expect(out.placeTotal[1]).toBeLessThan(230);
  expect([...out.demandTotal]).toEqual([9, 1]);
  expect([...out.demandSeen]).toEqual([4, 0]);
  expect(out.gapDemand[0]).toBe(5);
});

test("gaps end at borders of areas, and their outlines hold their area", () => {
  const out = cover({
    cameras: [{ x: 0, y: 0, azimuth: 90 }],
    areas: [
      [-50, -50, 0, 50],
      [0, -50, 50, 50],
    ],
    buildings: [[-30, -10, -20, 10]],
    demand: [
      [-40, 0, 1],
      [40, 45, 7],
    ],
  });
  expect([...out.gapArea.slice(0, 2)]).toEqual([1, 0]);
  expect([...out.gapDemand.slice(0, 2)]).toEqual([7, 1]);
  const { gapCoordinates, gapRingStart, gapFeatureStart } = out;
  const metres = Array.from(gapCoordinates, (value, i) =>
    i % 2 ? (value - plane.lat) * plane.metresPerLat : (value - plane.lon) * plane.metresPerLon,
  );
  for (let g = 0; g < 2; g++) {
    let signed = 0;
    for (let r = gapFeatureStart[g] ?? 0; r < (gapFeatureStart[g + 1] ?? 0); r++) {
      for (let p = gapRingStart[r] ?? 0; p + 1 < (gapRingStart[r + 1] ?? 0); p++) {
        const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = metres.slice(2 * p, 2 * p + 4);
        signed += (x1 * y2 - x2 * y1) / 2;
      }
    }
    expect(signed).toBeCloseTo(out.gapM2[g] ?? 0, 0);
  }
  // The second gap has the building as a hole.
  expect((gapFeatureStart[2] ?? 0) - (gapFeatureStart[1] ?? 0)).toBe(2);
});

test("areas one above the other have gaps of their own too", () => {
  const out = cover({
    cameras: [],
    areas: [
      [-50, -50, 50, 0],
      [-50, 0, 50, 50],
    ],
  });
  expect([...out.gapArea].sort()).toEqual([0, 1]);
  expect([...out.gapM2]).toEqual([5000, 5000].map((m2) => expect.closeTo(m2, -2)));
});

test("an empty city gives an empty result", () => {
  const out = cover({ cameras: [] });
  expect(out.cameraRole).toHaveLength(0);
  expect(sum(out.areaSeenM2)).toBe(0);
});

test("a camera without a position is counted and harms nothing", () => {
  const out = cover({
    cameras: [
      { x: Number.NaN, y: 0 },
      { x: 0, y: 0, azimuth: 0 },
    ],
    areas: [area],
  });
  expect(out.seen.problem[0]).toBe(1);
  expect(out.cameraSeenM2[0]).toBe(0);
  expect(out.cameraSeenM2[1]).toBeGreaterThan(0);
});

test("switching cameras off and on again follows a new count exactly", () => {
  const random = createRandom(3, "live");
  const frame = rasterAround([0, 0, 200, 200], 1);
  const runs: number[] = [];
  const start = [0];
  for (let c = 0; c < 20; c++) {
    const [x, y] = [random.below(150), random.below(150)];
    for (let r = 0; r < 30; r++) runs.push(y + r, x, x + 40);
    start.push(runs.length / 3);
  }
  const footprints = { start: Uint32Array.from(start), runs: Int32Array.from(runs) };
  const areas = { runs: wholeRuns(frame), count: 1 };
  const on = new Uint8Array(20).fill(1);
  const live = new LiveCoverage(frame, footprints, areas, on);
  const before = live.areaSeen.slice();
  for (let step = 0; step < 50; step++) {
    const c = random.below(20);
    on[c] = on[c] ? 0 : 1;
    const only = live.onlySeenBy(c);
    const cells = live.totals()[0];
    live.set(c, on[c] === 1);
    if (!on[c]) {
      const dark = only.reduce((total, value, i) => total + (i % 3 === 2 ? value : i % 3 === 1 ? -value : 0), 0);
      expect(live.totals()[0]).toBe(cells - dark);
    }
    expect(live.areaSeen).toEqual(new LiveCoverage(frame, footprints, areas, on).areaSeen);
  }
  on.forEach((_, c) => {
    live.set(c, true);
  });
  expect(live.areaSeen).toEqual(before);
  const picture = depthPicture(live.raster, { column: 0, row: 0, width: 200, height: 200 }, 4);
  expect(picture.width).toBe(50);
  expect(sum(picture.depth)).toBeGreaterThan(0);
});

test("pieces that meet only at a corner are two gaps, a ring has its hole", () => {
  const frame = rasterAround([0, 0, 6, 3], 1);
  // Row by row from the south: ##.###, ..##.#, ....##  (the first two cells meet the next only at a corner)
  const unseen = {
    start: Uint32Array.of(0, 2, 4, 5),
    from: Int32Array.of(0, 3, 2, 5, 4),
    to: Int32Array.of(2, 6, 4, 6, 6),
    id: new Uint32Array(5),
    reachable: new Uint32Array(5),
  };
  const gaps = findGaps(frame, unseen);
  expect([...gaps.cells]).toEqual([8, 2]);
  expect(gapRings(frame, unseen, gaps, 1)).toEqual([[0, 0, 2, 0, 2, 1, 0, 1, 0, 0]]);
  expect(gapRings(frame, unseen, gaps, 0)).toHaveLength(2);
});

const washington = "data/dc/cameras.geojson";
test.skipIf(!hasShared(washington))(
  "Washington's 1,255 cameras without optics: every one is assumed, none counts as always seeing",
  () => {
    interface Cameras {
      readonly features: readonly { readonly geometry: { readonly coordinates: readonly [number, number] } }[];
    }
    const positions = sharedJson<Cameras>(washington).features.map(({ geometry }) => geometry.coordinates);
    const unknown = new Float64Array(positions.length).fill(Number.NaN);
    const base = inputOf({ cameras: positions.map(() => ({ x: 0, y: 0 })) });
    const blank = Object.keys(base)
      .filter((key) => /^camera/.test(key))
      .map((key) => [key, unknown]);
    const input = {
      ...base,
      ...Object.fromEntries(blank),
      cameraLon: Float64Array.from(positions, ([lon]) => lon),
      cameraLat: Float64Array.from(positions, ([, lat]) => lat),
    };
    const range = Uint32Array.of(0, positions.length);
    const seen = drain(viewsheds({ ...input, range }, { ...params, buildingsBlock: true }));
    const footprint = footprintInput(seen);
    const out = drain(run({ ...input, ...footprint }, params));
    expect(positions).toHaveLength(1255);
    expect(out.cameraAssumed.every((bits) => bits === 127)).toBe(true);
    expect(sum(out.areaSeenM2)).toBe(0);
    expect(sum(out.areaReachableM2)).toBeGreaterThan(1e6);
  },
);
