import { expect, test } from "vitest";
import { drain } from "../../engine/drive.ts";
import { planeAt } from "../../lib/plane.ts";
import type { Params } from "./kernel/params.ts";
import { centresPresent, facilityRadii, lifeCircles } from "./kernel/presets.ts";
import { type Input, run } from "./kernel.ts";

const plane = planeAt(121.4, 31.2);
const lon = (x: number) => x / plane.metresPerLon + plane.lon;
const lat = (y: number) => y / plane.metresPerLat + plane.lat;

/** One road of 1,000 m to the east with places of residents on it, and one across that may not be walked. */
function town(changed: Partial<Input> = {}): Input {
  const xs = [0, 200, 400, 900];
  return {
    demandLon: Float64Array.from(xs, lon),
    demandLat: Float64Array.from(xs, () => lat(0)),
    demandResidents: Float64Array.of(100, 50, 50, 10),
    demandArea: Uint32Array.of(0, 0, 1, 9),
    facilityLon: Float64Array.of(lon(100), lon(500), lon(0)),
    facilityLat: Float64Array.of(lat(0), lat(0), lat(400)),
    facilityKind: Uint32Array.of(0, 0, 1),
    facilityArea: Uint32Array.of(0, 1, 0),
    facilitySupply: Float64Array.of(10, 5, 1),
    kindRadiusMetres: Float64Array.of(150, 500, 300),
    areaCount: Uint32Array.of(2),
    nodeCount: Uint32Array.of(3),
    edgeFrom: Uint32Array.of(0, 0),
    edgeTo: Uint32Array.of(1, 2),
    edgeWalkOk: Uint8Array.of(1, 0),
    edgeCoordinates: Float64Array.of(lon(0), lat(0), lon(1000), lat(0), lon(0), lat(0), lon(0), lat(500)),
    edgeLineStart: Uint32Array.of(0, 2, 4),
    ...changed,
  };
}
const params: Params = { catchmentKind: 0, catchmentMetres: 300, decay: "none", measure: "walk", snapMetres: 50 };
const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => Math.round(value));

test("distances to the nearest of each kind, on foot and straight", () => {
  const out = drain(run(town(), params));
  expect(rounded(out.walkMetres)).toEqual([
    100,
    Infinity,
    Infinity,
    100,
    Infinity,
    Infinity,
    100,
    Infinity,
    Infinity,
    400,
    Infinity,
    Infinity,
  ]);
  expect(rounded(out.straightMetres.slice(0, 6))).toEqual([100, 400, Infinity, 100, 447, Infinity]);
  expect([...out.nearest].filter((_, i) => i % 3 === 0)).toEqual([0, 0, 1, 1]);
  // The facility off the walkable road is counted as unreachable, not dropped in silence.
  expect([...out.unsnapped]).toEqual([0, 1]);
});

test("residents within the norm by area, those outside every area left out", () => {
  const out = drain(run(town(), params));
  expect([...out.residents]).toEqual([150, 50]);
  expect([...out.withinWalk]).toEqual([150, 0, 0, 50, 0, 0]);
  expect([...out.withinStraight]).toEqual([150, 150, 0, 50, 0, 0]);
  expect([...out.facilities]).toEqual([1, 1, 0, 1, 0, 0]);
});

test("two-step catchment by hand", () => {
  const out = drain(run(town(), { ...params, catchmentMetres: 301 }));
  // Facility 0 (10) is within 301 m of 200 people; facility 1 (5) of 200 and 400: 100 people.
  expect(out.twoStep[0]).toBeCloseTo(10 / 200, 9);
  expect(out.twoStep[1]).toBeCloseTo(10 / 200 + 5 / 100, 9);
  expect(out.twoStep[3]).toBe(0);
  expect([...out.facilityClaims]).toEqual([200, 100, 0]);
});

test.each(["walk", "straight"] as const)("supply is conserved whatever the decay (%s)", (measure) => {
  for (const decay of ["none", "staircase", "bell"] as const) {
    const input = town();
    const out = drain(run(input, { ...params, decay, measure }));
    for (const access of [out.twoStep, out.enhanced, out.threeStep]) {
      const given = access.reduce((sum, value, i) => sum + value * (input.demandResidents[i] ?? 0), 0);
      expect(given).toBeCloseTo(15, 9);
    }
  }
});

test("a town without roads, facilities or people is no error", () => {
  const none = new Float64Array();
  const empty = drain(
    run(
      town({
        demandLon: none,
        demandLat: none,
        demandResidents: none,
        demandArea: new Uint32Array(),
        facilityLon: none,
        facilityLat: none,
        facilityKind: new Uint32Array(),
        facilityArea: new Uint32Array(),
        facilitySupply: none,
        edgeFrom: new Uint32Array(),
        edgeTo: new Uint32Array(),
        edgeWalkOk: new Uint8Array(),
        edgeCoordinates: none,
        edgeLineStart: Uint32Array.of(0),
      }),
      params,
    ),
  );
  expect(empty.walkMetres).toHaveLength(0);
  expect([...empty.residents]).toEqual([0, 0]);
});

test("presets: circles widen with time, every radius is positive, six centres are six", () => {
  const reach = ["circle-5", "circle-10", "circle-15"].map(
    (id) => lifeCircles.find((one) => one.id === id)?.radiusMetres?.[0],
  );
  expect(reach).toEqual([300, 500, 800]);
  expect(facilityRadii.every(({ radiusMetres }) => radiusMetres > 0)).toBe(true);
  expect(centresPresent(new Set(["health_centre", "grid_subcentre", "bank"]))).toEqual([
    false,
    true,
    false,
    true,
    false,
    false,
  ]);
});
