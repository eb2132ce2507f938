import { expect, test } from "vitest";
import { localEngine } from "../../../../test/support/open-folder.ts";
import { noFilters } from "../../../domain/filters.ts";
import { cameraProblems } from "../../../lib/footprints.ts";
import type { City } from "../../../state/city-tables.ts";
import { computeCoverage } from "./compute.ts";
import { gapRows, gapsCsv, gapsGeoJson } from "./gap-files.ts";
import { isSolved, LiveCity } from "./live.ts";
import { readingOf } from "./reading.ts";
import { settingsOf } from "./settings.ts";
import { worstPlaces } from "./worst-places.ts";

const [lon, lat] = [121.4, 31.2];
const at = (metres: number) => metres / 100_000;

/** Rings by their corners in metres around the town's middle, closed here. */
function outlines(rings: readonly (readonly number[])[]) {
  const closed = rings.map((ring) => [...ring, ...ring.slice(0, 2)]);
  const start = [0];
  for (const ring of closed) start.push((start.at(-1) ?? 0) + ring.length / 2);
  return {
    coordinates: Float64Array.from(closed.flat().map((value, i) => (i % 2 ? lat + at(value) : lon + at(value)))),
    ringStart: Uint32Array.from(start),
    featureStart: Uint32Array.from(start, (_, ring) => ring),
  };
}

const square = [20, 20, 40, 20, 40, 40, 20, 40];
const bow = [-40, -40, -20, -20, -20, -40, -40, -20];
const flat = [0, 50, 10, 50, 5, 50];

/** Cameras: no coordinates, far outside, no field of view, among buildings, and a sound one; a key place without coordinates. */
function badCity(): City {
  const unknown = new Float64Array(5).fill(Number.NaN);
  const none = new Float64Array();
  const buildings = outlines([square, square, bow, flat]);
  return {
    cameras: {
      rows: 5,
      ids: ["nowhere", "outside", "blind", "inside", "sound"],
      names: ["", "", "", "", ""],
      status: ["online", "online", "online", "online", "online"],
      lon: Float64Array.of(Number.NaN, lon + 5, lon, lon + at(30), lon),
      lat: Float64Array.of(Number.NaN, lat, lat, lat + at(30), lat),
      optics: {
        cameraPtzType: Float64Array.of(3, 3, 3, 3, 3),
        cameraAzimuthDeg: Float64Array.of(0, 0, 0, 0, 0),
        cameraMountHeightMetres: unknown,
        cameraTiltDeg: unknown,
        cameraFocalMm: unknown,
        cameraSensorWidthMm: unknown,
        cameraSensorHeightMm: unknown,
        cameraHfovDeg: Float64Array.of(60, 60, 0, 60, 60),
        cameraVfovDeg: unknown,
        cameraResolutionWidthPx: unknown,
        cameraResolutionHeightPx: unknown,
        cameraMaxRangeMetres: unknown,
      },
      nightOk: unknown,
    },
    buildings: { ...buildings, heightMetres: new Float64Array(4).fill(20), residents: new Float64Array(4) },
    facilities: {
      rows: 2,
      ids: ["lost", "bank"],
      names: ["", ""],
      types: ["bank", "bank"],
      lon: Float64Array.of(Number.NaN, lon),
      lat: Float64Array.of(Number.NaN, lat + at(15)),
      capacity: Float64Array.of(Number.NaN, Number.NaN),
      isKeyPlace: Uint8Array.of(1, 1),
    },
    roads: {
      nodeLon: none,
      nodeLat: none,
      from: new Uint32Array(),
      to: new Uint32Array(),
      walkOk: new Uint8Array(),
      coordinates: none,
      lineStart: Uint32Array.of(0),
    } as unknown as City["roads"], // no roads: how fast they are does not matter
    stations: { rows: 0, ids: [], names: [], kinds: [], lon: none, lat: none, crews: none },
  };
}

async function covered(city: City) {
  const cases = {
    areaOutcomes: null,
    areaMedianHours: null,
    lon: Float64Array.of(lon, Number.NaN),
    lat: Float64Array.of(lat, lat),
  };
  const input = {
    city: async () => city,
    settings: settingsOf({ analyses: {} }),
    areas: null,
    filters: noFilters,
    window: [0, 1] as const,
    frame: [lon - 1, lat - 1, lon + 1, lat + 1] as const,
    dataVersion: "v",
  };
  const means = { engine: localEngine, count: async () => [cases] };
  return computeCoverage(input, means, { signal: new AbortController().signal, onProgress: () => {} });
}

test("bad cameras and outlines are named and counted, and no figure is NaN", async () => {
  const result = await covered(badCity());
  if (!isSolved(result)) throw new Error("no result");
  const reading = readingOf(result);
  const named = reading.problems.map((row) => [
    result.city.cameras.ids[row],
    cameraProblems[result.seen.problem[row] ?? 0],
  ]);
  expect(named).toEqual([
    ["nowhere", "no-position"],
    ["outside", "outside"],
    ["blind", "no-field-of-view"],
  ]);
  expect(reading.moved.map((row) => result.city.cameras.ids[row])).toEqual(["inside"]);
  expect(reading.buildingProblems).toEqual([
    ["noArea", 1],
    ["crossesItself", 1],
    ["duplicate", 1],
  ]);
  const live = new LiveCity(result);
  const figures = live.figures(result);
  const worst = worstPlaces(result, figures, live);
  const { areaOpenM2, areaSeenM2, areaReachableM2, cameraSeenM2, cameraOnlyM2, gapM2, placeSeen } = result.output;
  for (const values of [areaOpenM2, areaSeenM2, areaReachableM2, cameraSeenM2, cameraOnlyM2, gapM2, placeSeen]) {
    expect(values.every(Number.isFinite)).toBe(true);
  }
  expect(figures.placeSeen.every(Number.isFinite)).toBe(true);
  expect(worst).toHaveLength(2);
  expect(areaSeenM2[0]).toBeGreaterThan(0);
});

test("files of gaps hold every gap, closed rings and no NaN", async () => {
  const result = await covered(badCity());
  if (!isSolved(result)) throw new Error("no result");
  const rows = gapRows(result);
  expect(gapsCsv(result).trim().split("\r\n")).toHaveLength(rows.length + 1);
  const text = gapsGeoJson(result);
  expect(text).not.toMatch(/NaN|null/);
  const { features, made } = JSON.parse(text);
  expect(made).toMatchObject({ analysis: "coverage", dataVersion: "v" });
  expect(features[0].properties).toEqual(rows[0]);
  for (const ring of features[0].geometry.coordinates) expect(ring.at(-1)).toEqual(ring[0]);
});

test("a town without cameras is said to have none", async () => {
  const { cameras, ...rest } = badCity();
  const none = { ...cameras, rows: 0, ids: [], names: [], status: [] };
  expect(await covered({ ...rest, cameras: none })).toMatchObject({ problem: "no-cameras", output: null });
});
