import { describe, expect, test } from "vitest";
import { defaultParams } from "../../domain/analysis.ts";
import { modeRules } from "../../domain/travel.ts";
import { drain } from "../../engine/drive.ts";
import { planeAt } from "../../lib/plane.ts";
import { createRandom } from "../../lib/random.ts";
import { type Params, params } from "./kernel/params.ts";
import { type Input, run } from "./kernel.ts";

const plane = planeAt(121.4, 31.2);
const lon = (x: number) => x / plane.metresPerLon + plane.lon;
const lat = (y: number) => y / plane.metresPerLat + plane.lat;
const positions = (places: readonly (readonly [number, number])[]) => ({
  lon: Float64Array.from(places, ([x]) => lon(x)),
  lat: Float64Array.from(places, ([, y]) => lat(y)),
});

/** Positions of road classes: 4 is a branch road, 0 an expressway. */
interface Road {
  readonly from: number;
  readonly to: number;
  readonly roadClass?: number;
  readonly oneWay?: boolean;
}

const branch = 4;

function roadsOf(nodes: readonly (readonly [number, number])[], roads: readonly Road[]) {
  const at = (n: number) => nodes[n] ?? [0, 0];
  const ones = new Uint8Array(roads.length).fill(1);
  return {
    nodeCount: Uint32Array.of(nodes.length),
    edgeFrom: Uint32Array.from(roads, ({ from }) => from),
    edgeTo: Uint32Array.from(roads, ({ to }) => to),
    edgeClass: Uint8Array.from(roads, ({ roadClass }) => roadClass ?? branch),
    edgeOneWay: Uint8Array.from(roads, ({ oneWay }) => (oneWay ? 1 : 0)),
    edgeLimitKmh: new Float64Array(roads.length).fill(Number.NaN),
    edgeWalkOk: ones,
    edgeDriveOk: ones,
    edgeBarrier: new Uint8Array(roads.length),
    edgeCoordinates: Float64Array.from(
      roads.flatMap(({ from, to }) => [from, to].flatMap((n) => [lon(at(n)[0]), lat(at(n)[1])])),
    ),
    edgeLineStart: Uint32Array.from({ length: roads.length + 1 }, (_, e) => 2 * e),
  };
}

interface Town {
  readonly roads: ReturnType<typeof roadsOf>;
  readonly stations: readonly (readonly [number, number])[];
  readonly places: readonly (readonly [number, number])[];
  readonly areas?: readonly (readonly [number, number, number, number])[];
}

/** Areas are boxes: west, south, east, north in metres. */
function inputOf({ roads, stations, places, areas = [] }: Town, changed: Partial<Input> = {}): Input {
  const [station, place] = [positions(stations), positions(places)];
  const inside = positions(areas.map(([x1, y1, x2, y2]) => [(x1 + x2) / 2, (y1 + y2) / 2]));
  const corners = areas.flatMap(([x1, y1, x2, y2]) => [x1, y1, x2, y1, x2, y2, x1, y2, x1, y1]);
  return {
    ...roads,
    classKmh: Float64Array.from(modeRules.car.kmh),
    stationLon: station.lon,
    stationLat: station.lat,
    placeLon: place.lon,
    placeLat: place.lat,
    placeWeight: new Float64Array(places.length).fill(1),
    placeGroup: new Uint8Array(places.length),
    placeArea: new Uint32Array(places.length),
    groupCount: Uint32Array.of(1),
    areaCount: Uint32Array.of(Math.max(1, areas.length)),
    areaPointLon: inside.lon,
    areaPointLat: inside.lat,
    areaCoordinates: Float64Array.from(corners, (value, i) => (i % 2 === 0 ? lon(value) : lat(value))),
    areaRingStart: Uint32Array.from({ length: areas.length + 1 }, (_, a) => 5 * a),
    areaFeatureStart: Uint32Array.from({ length: areas.length + 1 }, (_, a) => a),
    breakMinutes: Float64Array.of(3, 5, 8, 15),
    wallCoordinates: new Float64Array(),
    wallLineStart: Uint32Array.of(0),
    waterCoordinates: new Float64Array(),
    waterRingStart: Uint32Array.of(0),
    waterFeatureStart: Uint32Array.of(0),
    ...changed,
  };
}

const base: Params = { ...defaultParams(params), mode: "car", turnoutMinutes: 1 };
const oneRoad = roadsOf(
  [
    [0, 0],
    [2500, 0],
    [0, 4000],
    [500, 4000],
  ],
  [
    { from: 0, to: 1 },
    { from: 2, to: 3 },
  ],
);

test("minutes along one road by hand: turnout, way to the road, the road at the speed of its class", () => {
  const town = {
    roads: oneRoad,
    stations: [[0, 0]] as const,
    places: [
      [2500, 0],
      [1250, 75],
      [100, 4000],
    ] as const,
  };
  const out = drain(run(inputOf(town), base));
  expect(out.placeMinutes[0]).toBeCloseTo(1 + 2.5 / (25 / 60), 2);
  expect(out.placeMinutes[1]).toBeCloseTo(1 + 1.25 / (25 / 60) + 1, 2);
  expect(out.placeMinutes[2]).toBe(Infinity);
  expect([...out.placeStation]).toEqual([0, 0, -1]);
  // A sixth of the length lies apart.
  expect(out.roads[0]).toBe(2);
  expect(out.roads[1]).toBeCloseTo(1 / 6, 6);
  expect([...out.within]).toEqual([0, 1, 2, 2, 0, 1, 2, 2]);
  expect(out.median[0]).toBeCloseTo(7, 2);
  expect(out.p90[0]).toBe(Infinity);
});

test("modes: walkers go against one-ways, cars do not; nobody walks along an expressway", () => {
  const roads = roadsOf(
    [
      [0, 0],
      [900, 0],
      [1800, 0],
    ],
    [
      { from: 1, to: 0, oneWay: true },
      { from: 1, to: 2, roadClass: 0 },
    ],
  );
  const town = { roads, stations: [[0, 0]] as const, places: [[900, 0]] as const };
  const minutes = (changed: Partial<Params>, kmh: readonly number[]) =>
    drain(run(inputOf(town, { classKmh: Float64Array.from(kmh) }), { ...base, ...changed })).placeMinutes[0];
  expect(minutes({ mode: "car" }, modeRules.car.kmh)).toBe(Infinity);
  expect(minutes({ mode: "car", oneWays: false }, modeRules.car.kmh)).toBeCloseTo(1 + 0.9 / (25 / 60), 3);
  expect(minutes({ mode: "walk" }, modeRules.walk.kmh)).toBeCloseTo(1 + 12, 2);
  const far = { ...town, stations: [[900, 0]] as const, places: [[1700, 0]] as const };
  const walked = drain(
    run(inputOf(far, { classKmh: Float64Array.from(modeRules.walk.kmh) }), { ...base, mode: "walk" }),
  );
  // The expressway is closed to walkers: the place is put onto no road within 50 m, or onto the road left.
  expect(walked.placeMinutes[0]).toBeGreaterThan(10);
});

/** A lattice of roads with some missing, stations and places at random. */
function randomTown(seed: number) {
  const random = createRandom(seed, "isochrones");
  const side = 12;
  const nodes = Array.from({ length: side * side }, (_, n): [number, number] => [
    (n % side) * 200 + random.between(-30, 30),
    Math.floor(n / side) * 200,
  ]);
  const roads: Road[] = [];
  const add = (from: number, to: number) => {
    if (random.chance(0.12)) return;
    roads.push({ from, to, roadClass: 1 + random.below(5), oneWay: random.chance(0.2) });
  };
  for (let n = 0; n < nodes.length; n++) {
    if (n % side < side - 1) add(n, n + 1);
    if (n + side < nodes.length) add(n, n + side);
  }
  const some = (count: number) =>
    Array.from({ length: count }, (): [number, number] => [random.between(0, 2200), random.between(0, 2200)]);
  return { roads: roadsOf(nodes, roads), stations: some(4), places: some(150) };
}

describe.each([1, 2, 3])("a random town (%i)", (seed) => {
  const town = randomTown(seed);
  const breaks = Float64Array.of(2, 3, 5, 8);
  const minutesOf = (input: Input, changed: Partial<Params> = {}) =>
    drain(run(input, { ...base, cellMetres: 25, odTable: true, ...changed }));

  test("a faster road never makes anyone later", () => {
    const slow = minutesOf(inputOf(town)).placeMinutes;
    const faster = Float64Array.from(modeRules.car.kmh, (kmh, code) => (code === 2 ? kmh * 2 : kmh));
    const fast = minutesOf(inputOf(town, { classKmh: faster })).placeMinutes;
    expect(fast.every((minutes, i) => minutes <= (slow[i] ?? 0) + 1e-9)).toBe(true);
    expect(fast.some((minutes, i) => minutes < (slow[i] ?? 0) - 1e-6)).toBe(true);
  });

  test("another station makes nobody later, and closing one nobody earlier", () => {
    const before = minutesOf(inputOf(town)).placeMinutes;
    const more = { ...town, stations: [...town.stations, [1100, 1100] as const] };
    const after = minutesOf(inputOf(more)).placeMinutes;
    expect(after.every((minutes, i) => minutes <= (before[i] ?? 0) + 1e-9)).toBe(true);
    const fewer = minutesOf(inputOf({ ...town, stations: town.stations.slice(1) })).placeMinutes;
    expect(fewer.every((minutes, i) => minutes >= (before[i] ?? 0) - 1e-9)).toBe(true);
  });

  test("isochrones are nested: in numbers, in cells and as outlines", () => {
    const out = minutesOf(inputOf(town, { breakMinutes: breaks }));
    for (let b = 1; b < breaks.length; b++) {
      expect(out.within[b]).toBeGreaterThanOrEqual(out.within[b - 1] ?? 0);
      expect(out.reachedKm2[b]).toBeGreaterThanOrEqual(out.reachedKm2[b - 1] ?? 0);
    }
    const rings = (feature: number) => {
      const { within_coordinates: at, within_ringOffsets: ring } = out;
      const polygon = out.within_polygonOffsets;
      const [from = 0, to = 0] = [feature, feature + 1].map((f) => polygon[out.within_featureOffsets[f] ?? 0]);
      return Array.from({ length: to - from }, (_, k) =>
        at.subarray(2 * (ring[from + k] ?? 0), 2 * (ring[from + k + 1] ?? 0)),
      );
    };
    const inside = (x: number, y: number, feature: number) => {
      let odd = false;
      for (const ring of rings(feature)) {
        for (let i = 0; i + 3 < ring.length; i += 2) {
          const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = ring.subarray(i, i + 4);
          if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) odd = !odd;
        }
      }
      return odd;
    };
    const random = createRandom(seed, "points");
    let held = 0;
    for (let k = 0; k < 800; k++) {
      const [x, y] = [lon(random.between(-200, 2400)), lat(random.between(-200, 2400))];
      const levels = Array.from(breaks, (_, feature) => inside(x, y, feature));
      for (let b = 1; b < levels.length; b++) if (levels[b - 1]) expect(levels[b]).toBe(true);
      if (levels[1]) held++;
    }
    expect(held).toBeGreaterThan(20);
  });

  test("the OD table's least row is the time of the nearest station", () => {
    const areas = [[0, 0, 1100, 2200] as const, [1100, 0, 2200, 2200] as const];
    const out = minutesOf(inputOf({ ...town, areas }));
    areas.forEach((_, a) => {
      const column = town.stations.map((_, s) => out.odMinutes[2 * s + a] ?? Number.NaN);
      expect(Math.min(...column)).toBeCloseTo(out.areaMinutes[a] ?? Number.NaN, 4);
    });
    expect(out.stationKm2.reduce((sum, km2) => sum + km2, 0)).toBeLessThanOrEqual(4.9);
  });

  test("minutes in cells agree with minutes of places there", () => {
    const out = minutesOf(inputOf(town));
    const [x0 = 0, y0 = 0, cell = 1, columns = 1, , lon0 = 0, lat0 = 0] = out.frame;
    const here = planeAt(lon0, lat0);
    const { lon: lons, lat: lats } = positions(town.places);
    let compared = 0;
    town.places.forEach((_, i) => {
      const column = Math.floor((((lons[i] ?? 0) - lon0) * here.metresPerLon - x0) / cell);
      const row = Math.floor((((lats[i] ?? 0) - lat0) * here.metresPerLat - y0) / cell);
      const [modelled = Infinity, drawn = Infinity] = [out.placeMinutes[i], out.cellMinutes[row * columns + column]];
      if (Math.abs(modelled - drawn) < 0.6) compared++;
    });
    expect(compared).toBeGreaterThan(100);
  });
});

test("the fire-station rule: too large, cut off by a railway, fine, and nothing known", () => {
  const nodes = Array.from({ length: 9 }, (_, n): [number, number] => [(n % 3) * 1500, Math.floor(n / 3) * 1500]);
  const roads = roadsOf(
    nodes,
    nodes.flatMap((_, n): Road[] => [
      ...(n % 3 < 2 ? [{ from: n, to: n + 1 }] : []),
      ...(n < 6 ? [{ from: n, to: n + 3 }] : []),
    ]),
  );
  const areas = [[-100, -100, 3100, 3100] as const];
  const town = {
    roads,
    stations: [
      [0, 0],
      [3000, 3000],
    ] as const,
    places: [],
    areas,
  };
  const wall = [700, -200, 700, 3200];
  const walls = {
    wallCoordinates: Float64Array.from(wall, (value, i) => (i % 2 === 0 ? lon(value) : lat(value))),
    wallLineStart: Uint32Array.of(0, 2),
  };
  const small = drain(run(inputOf(town, walls), { ...base, fireGrade: "small" }));
  expect([...small.sizeStatus]).toEqual([2, 2]);
  expect([...small.crossingStatus]).toEqual([2, 2]);
  const first = drain(run(inputOf(town), { ...base, fireGrade: "first" }));
  expect([...first.sizeStatus]).toEqual([1, 1]);
  expect([...first.crossingStatus]).toEqual([0, 0]);
  const pond = {
    waterCoordinates: Float64Array.from([800, 100, 900, 100, 900, 200, 800, 200, 800, 100], (value, i) =>
      i % 2 === 0 ? lon(value) : lat(value),
    ),
    waterRingStart: Uint32Array.of(0, 5),
    waterFeatureStart: Uint32Array.of(0, 1),
  };
  expect([...drain(run(inputOf(town, pond), base)).crossingStatus]).toEqual([1, 1]);
});

test("no roads, no stations, stations off the network: said, not thrown, never negative", () => {
  const places = [
    [0, 0],
    [10, 10],
  ] as const;
  const none = drain(run(inputOf({ roads: roadsOf([], []), stations: [[0, 0]], places }), base));
  expect([...none.placeMinutes]).toEqual([Number.NaN, Number.NaN]);
  expect([...none.stationSnapMetres]).toEqual([Infinity]);
  const unmanned = drain(run(inputOf({ roads: oneRoad, stations: [], places }), base));
  expect([...unmanned.placeMinutes]).toEqual([Infinity, Infinity]);
  const town = {
    roads: oneRoad,
    stations: [[0, 0]] as const,
    places: [
      [0, 0],
      [9000, 9000],
      [100, 0],
    ] as const,
  };
  const off = drain(run(inputOf(town), base));
  expect([off.placeMinutes[1], off.placeSnapMetres[1], off.p90[0]]).toEqual([Number.NaN, Infinity, Infinity]);
  expect(off.median[0]).toBeCloseTo(1.24, 2);
  const far = drain(run(inputOf({ roads: oneRoad, stations: [[0, 1500]], places }), base));
  expect([...far.stationSnapMetres]).toEqual([Infinity]);
  expect([...far.placeMinutes]).toEqual([Infinity, Infinity]);
  const near = drain(run(inputOf({ roads: oneRoad, stations: [[100, 400]], places }), base));
  expect(near.stationSnapMetres[0]).toBeCloseTo(400, 0);
});
