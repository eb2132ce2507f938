import { expect, test } from "vitest";
import { hasShared, sharedJson, sharedText } from "../../../test/support/shared.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { modeRules, roadClassCode } from "../../domain/travel.ts";
import { drain } from "../../engine/drive.ts";
import { params } from "./kernel/params.ts";
import { type Input, run } from "./kernel.ts";

const folder = "data/dc";
const absent = !hasShared(folder);
if (absent) console.warn("../shared/data/dc is absent: drive times in Washington are not tested.");

interface Feature<Properties> {
  readonly properties: Properties;
  readonly geometry: { readonly coordinates: readonly never[] };
}

/** TIGER's feature classes: primary, secondary, ramps, walks and alleys; everything else is a local street. */
const classes: Readonly<Record<string, string>> = {
  S1100: "expressway",
  S1200: "primary",
  S1630: "secondary",
  S1710: "path",
  S1720: "path",
  S1730: "lane",
};

function roads() {
  const text = sharedText(`${folder}/roads/edges_noded.geojson.gz`);
  const { features }: { features: Feature<{ u: number; v: number; mtfcc: string }>[] } = JSON.parse(text);
  const lines = features.map(({ geometry }): readonly (readonly [number, number])[] => geometry.coordinates);
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length);
  const flag = (value: 0 | 1) => new Uint8Array(features.length).fill(value);
  return {
    nodeCount: Uint32Array.of(1 + Math.max(...features.map(({ properties: { u, v } }) => Math.max(u, v)))),
    edgeFrom: Uint32Array.from(features, ({ properties }) => properties.u),
    edgeTo: Uint32Array.from(features, ({ properties }) => properties.v),
    edgeClass: Uint8Array.from(features, ({ properties }) => roadClassCode(classes[properties.mtfcc] ?? "branch")),
    edgeOneWay: flag(0),
    edgeLimitKmh: new Float64Array(features.length).fill(Number.NaN),
    edgeWalkOk: flag(1),
    edgeDriveOk: flag(1),
    edgeBarrier: flag(0),
    edgeCoordinates: Float64Array.from(lines.flat(2)),
    edgeLineStart: Uint32Array.from(starts),
  };
}

function stationsOf(category: string) {
  const { features } = sharedJson<{ features: Feature<{ category: string }>[] }>(`${folder}/facilities.geojson`);
  const places = features.filter(({ properties }) => properties.category === category);
  const points = places.map(({ geometry }): readonly number[] => geometry.coordinates);
  return {
    stationLon: Float64Array.from(points, ([lon = Number.NaN]) => lon),
    stationLat: Float64Array.from(points, ([, lat = Number.NaN]) => lat),
  };
}

function cases() {
  const [head = "", ...rows] = sharedText(`${folder}/cases.csv.gz`).trim().split(/\r?\n/);
  const places = ["lon", "lat"].map((name) => head.split(",").indexOf(name));
  // Commas in quotes come before neither column's values in a row of numbers only: the last 14 columns hold no text in quotes.
  const fields = rows.map((row) => row.replaceAll(/"[^"]*"/g, "").split(","));
  const [lon = [], lat = []] = places.map((at) => fields.map((row) => Number(row[at])));
  return { placeLon: Float64Array.from(lon), placeLat: Float64Array.from(lat) };
}

test.skipIf(absent)(
  "fire engines and police reach Washington's 34,049 cases: times to all, nearest station, medians",
  () => {
    const places = cases();
    const count = places.placeLon.length;
    expect(count).toBe(34_049);
    const none = new Float64Array();
    const network = roads();
    const minutesOf = (category: string, mode: "fire" | "car") => {
      const input: Input = {
        ...network,
        ...stationsOf(category),
        ...places,
        classKmh: Float64Array.from(modeRules[mode].kmh),
        placeWeight: new Float64Array(count).fill(1),
        placeGroup: new Uint8Array(count),
        placeArea: new Uint32Array(count),
        groupCount: Uint32Array.of(1),
        areaCount: Uint32Array.of(0),
        areaPointLon: none,
        areaPointLat: none,
        areaCoordinates: none,
        areaRingStart: Uint32Array.of(0),
        areaFeatureStart: Uint32Array.of(0),
        breakMinutes: Float64Array.of(3, 5, 8, 15),
        wallCoordinates: none,
        wallLineStart: Uint32Array.of(0),
        waterCoordinates: none,
        waterRingStart: Uint32Array.of(0),
        waterFeatureStart: Uint32Array.of(0),
      };
      const output = drain(run(input, { ...defaultParams(params), mode, odTable: false, cellMetres: 100 }));
      return { output, stations: input.stationLon.length };
    };
    const fire = minutesOf("fire", "fire");
    const police = minutesOf("police", "car");
    expect([fire.stations, police.stations].every((stations) => stations > 5)).toBe(true);
    for (const { output } of [fire, police]) {
      expect(output.roads[1]).toBeLessThan(0.005);
      const reached = output.placeMinutes.filter(Number.isFinite);
      expect(reached.length / count).toBeGreaterThan(0.99);
      expect(Math.min(...reached)).toBeGreaterThanOrEqual(1);
      expect(Math.max(...reached)).toBeLessThan(40);
      expect(output.within[3]).toBeGreaterThan(output.within[0] ?? 0);
      expect(Math.max(...output.stationSnapMetres)).toBeLessThan(300);
    }
    // There are more fire stations than police stations, and nearer ones.
    expect(fire.stations).toBeGreaterThan(police.stations);
    expect(fire.output.median[0]).toBeLessThan(police.output.median[0] ?? 0);
    expect(fire.output.median[0]).toBeCloseTo(3.74, 2);
    expect(police.output.median[0]).toBeCloseTo(5.23, 2);
    expect([fire.output.within[2], police.output.within[2]]).toEqual([33_656, 29_106]);
  },
);
