import type { AreaTable } from "../../../domain/area-table.ts";
import type { Filters, TimeRange } from "../../../domain/filters.ts";
import type { Box } from "../../../domain/manifest.ts";
import { type CameraFootprints, joinCameraFootprints } from "../../../lib/footprints.ts";
import { remembered } from "../../../lib/remembered.ts";
import { sceneInput } from "../../../state/city-scene.ts";
import type { City, CityCameras } from "../../../state/city-tables.ts";
import type { countCases } from "../../../state/counts.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { InputOf, OutputOf, ParamsOf } from "../../index.ts";
import { footprintInput } from "../kernel/footprint-input.ts";
import { coverageParams, type Settings, viewshedParams } from "./settings.ts";

/** What coverage is computed from. */
export interface CoverageInput {
  readonly city: () => Promise<City>;
  readonly settings: Settings;
  /** Areas to compare, which also cut the gaps; `null` where the dataset has none. */
  readonly areas: AreaTable | null;
  readonly filters: Filters;
  readonly window: TimeRange;
  /** The square frame of the cases' positions. */
  readonly frame: Box;
  readonly dataVersion: string;
}

/** Why there is nothing to show. */
export type Problem = "no-cameras";

export interface CoverageResult {
  readonly input: CoverageInput;
  readonly city: City;
  /** Key places as rows of the facilities. */
  readonly places: Uint32Array;
  readonly seen: CameraFootprints;
  readonly cases: number;
  /** `null` where there is a problem. */
  readonly output: OutputOf<"coverage"> | null;
  readonly problem: Problem | null;
}

/** What the computation is done with: workers, and the linked filters. */
export interface Means {
  readonly engine: Engine;
  readonly count: typeof countCases;
}

/** Footprints on all workers, then their union; footprints that are known are not computed again. */
export async function computeCoverage(
  input: CoverageInput,
  means: Means,
  context: RunContext,
): Promise<CoverageResult> {
  const city = await input.city();
  context.signal.throwIfAborted();
  const places = remembered(city.facilities, "key places", () => keyPlaces(city));
  const base = { input, city, places };
  if (city.cameras.rows === 0) {
    const seen = joinCameraFootprints([]);
    return { ...base, seen, cases: 0, output: null, problem: "no-cameras" };
  }
  const seen = await footprintsOf(base, means.engine, part(context, 0, 0.6));
  const cases = await casesOf(input, means.count);
  context.signal.throwIfAborted();
  const union: InputOf<"coverage"> = {
    ...sceneInput(city, input.areas),
    cameraOnline: onlineColumn(city.cameras, input.settings),
    cameraNightOk: city.cameras.nightOk.slice(),
    ...footprintInput(seen),
    streetCoordinates: city.roads.coordinates.slice(),
    streetStart: city.roads.lineStart.slice(),
    placeLon: Float64Array.from(places, (row) => city.facilities.lon[row] ?? Number.NaN),
    placeLat: Float64Array.from(places, (row) => city.facilities.lat[row] ?? Number.NaN),
    demandLon: cases.lon,
    demandLat: cases.lat,
    demandWeight: new Float64Array(cases.lon.length).fill(1),
  };
  const params: ParamsOf<"coverage"> = coverageParams(input.settings);
  const output = await means.engine.run("coverage", union, params, part(context, 0.6, 1));
  return { ...base, seen, cases: cases.lon.length, output, problem: null };
}

function part({ signal, onProgress }: RunContext, from: number, to: number): RunContext {
  return { signal, onProgress: (done) => onProgress(from + done * (to - from)) };
}

function keyPlaces({ facilities }: City): Uint32Array {
  return Uint32Array.from([...facilities.isKeyPlace.keys()].filter((row) => facilities.isKeyPlace[row] === 1));
}

interface Known {
  readonly key: string;
  readonly seen: CameraFootprints;
}
const known = new WeakMap<City, Known>();

/** Footprints of all cameras, a range on each worker; the last ones of a city are kept. */
async function footprintsOf(
  { input, city }: Pick<CoverageResult, "input" | "city">,
  engine: Engine,
  { signal, onProgress }: RunContext,
): Promise<CameraFootprints> {
  const params = viewshedParams(input.settings);
  const key = JSON.stringify([params, input.areas?.level]);
  const before = known.get(city);
  if (before?.key === key) return before.seen;
  const workers = Math.max(1, Math.min(engine.size, Math.ceil(city.cameras.rows / 50)));
  const done = new Float64Array(workers);
  const parts = await Promise.all(
    Array.from({ length: workers }, (_, w) => {
      const range = Uint32Array.of(
        Math.floor((w * city.cameras.rows) / workers),
        Math.floor(((w + 1) * city.cameras.rows) / workers),
      );
      const progress = (share: number) => {
        done[w] = share;
        onProgress(done.reduce((sum, value) => sum + value, 0) / workers);
      };
      return engine.run("viewsheds", { ...sceneInput(city, input.areas), range }, params, {
        signal,
        onProgress: progress,
      });
    }),
  );
  const seen = joinCameraFootprints(parts);
  known.set(city, { key, seen });
  return seen;
}

/** 0 for cameras that are out: switched off by the user, or not working where those are to be left out. */
function onlineColumn({ ids, status }: CityCameras, { off, form }: Settings): Float64Array {
  const switchedOff = new Set(off);
  return Float64Array.from(ids, (id, c) => {
    const working = status[c] === "" || status[c] === "online" || !form.offlineOut;
    return working && !switchedOff.has(id) ? 1 : 0;
  });
}

/** Where the cases under the present filters are. */
async function casesOf({ filters, window, frame }: CoverageInput, count: Means["count"]) {
  const [counts] = await count({ filters, windows: [window], areaField: null, areaDurations: false, frame });
  return { lon: counts?.lon ?? new Float64Array(), lat: counts?.lat ?? new Float64Array() };
}
