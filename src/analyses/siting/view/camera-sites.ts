import { defaultParams } from "../../../domain/analysis.ts";
import { positionsOnPlane, sceneOf } from "../../../lib/city-scene.ts";
import { footprintTable } from "../../../lib/footprint-table.ts";
import type { DoriLevel } from "../../../lib/optics.ts";
import { finestLevel } from "../../../state/area-levels.ts";
import { sceneInput } from "../../../state/city-scene.ts";
import type { CityCameras } from "../../../state/city-tables.ts";
import type { RunContext } from "../../../state/runs.ts";
import { analyses } from "../../index.ts";
import type { Candidates } from "./candidates.ts";
import type { Means, SiteTable, SitingInput, SitingResult } from "./types.ts";

type Task = Pick<SitingResult, "city" | "candidates"> & { readonly input: SitingInput };

const spotMetres = 10;

/**
 * Cases that cameras to be, one per candidate and direction, would see; those that exist and always see are fixed. Cases
 * are joined on squares of ten metres.
 */
export async function cameraSites(
  { input, city, candidates }: Task,
  means: Means,
  context: RunContext,
): Promise<SiteTable> {
  const { form } = input.settings;
  const existing = workingCameras(city.cameras);
  const cameras = withCandidates(existing, candidates, form.directions);
  const level = finestLevel(input.areas);
  const areas = (level && input.areas.get(level)) ?? null;
  const made = { cameras, buildings: city.buildings };
  const scene = sceneOf(sceneInput(made, areas), analyses.viewsheds.params.cellMetres.default);
  const range = Uint32Array.of(0, cameras.rows);
  const params = { ...defaultParams(analyses.viewsheds.params), level: form.level as DoriLevel };
  const { filters, window, frame } = input;
  const [seen, [counted]] = await Promise.all([
    means.engine.run("viewsheds", { ...sceneInput(made, areas), range }, params, context),
    means.count({ filters, windows: [window], areaField: null, areaDurations: false, frame }),
  ]);
  const cases = positionsOnPlane(scene.plane, counted?.lon ?? new Float64Array(), counted?.lat ?? new Float64Array());
  const spots = joined(cases);
  const costs = footprintTable(scene.frame, seen, spots);
  const tried = cameras.rows - existing.rows;
  return {
    costs,
    fixed: Uint8Array.from({ length: cameras.rows }, (_, site) => (site >= tried ? 1 : 0)),
    group: Int32Array.from({ length: cameras.rows }, (_, site) =>
      site < tried ? Math.floor(site / form.directions) : -1,
    ),
    weight: spots.weight,
    demandLon: spots.x.map((x) => x / scene.plane.metresPerLon + scene.plane.lon),
    demandLat: spots.y.map((y) => y / scene.plane.metresPerLat + scene.plane.lat),
    lon: cameras.lon,
    lat: cameras.lat,
    azimuth: Float64Array.from({ length: cameras.rows }, (_, site) =>
      site < tried ? (cameras.optics.cameraAzimuthDeg[site] ?? Number.NaN) : Number.NaN,
    ),
  };
}

const turning: ReadonlySet<number> = new Set([1, 4, 5]);

/** Cameras that work and always see. */
function workingCameras(cameras: CityCameras): CityCameras {
  const rows = [...cameras.ids.keys()].filter((c) => {
    const works = cameras.status[c] === "" || cameras.status[c] === "online";
    return works && !turning.has(cameras.optics.cameraPtzType[c] ?? Number.NaN) && isAimed(cameras, c);
  });
  const pick = (values: Float64Array) => Float64Array.from(rows, (c) => values[c] ?? Number.NaN);
  const texts = (values: readonly string[]) => rows.map((c) => values[c] ?? "");
  const optics = Object.entries(cameras.optics).map(([name, values]) => [name, pick(values)]);
  return {
    rows: rows.length,
    ids: texts(cameras.ids),
    names: texts(cameras.names),
    status: texts(cameras.status),
    lon: pick(cameras.lon),
    lat: pick(cameras.lat),
    // The same names as before.
    optics: Object.fromEntries(optics) as CityCameras["optics"],
    nightOk: pick(cameras.nightOk),
  };
}

function isAimed({ optics }: CityCameras, c: number): boolean {
  return Number.isFinite(optics.cameraAzimuthDeg[c] ?? Number.NaN) || optics.cameraPtzType[c] === 6;
}

/** Candidates in every direction, with the usual lens, before the cameras that exist. */
function withCandidates(existing: CityCameras, { lon, lat }: Candidates, directions: number): CityCameras {
  const tried = lon.length * directions;
  const repeat = (values: Float64Array) =>
    Array.from({ length: tried }, (_, site) => values[Math.floor(site / directions)] ?? Number.NaN);
  const before = (made: (site: number) => number, values: Float64Array) =>
    Float64Array.from([...Array.from({ length: tried }, (_, site) => made(site)), ...values]);
  const optics = Object.entries(existing.optics).map(([name, values]) => [
    name,
    before((site) => {
      if (name === "cameraAzimuthDeg") return ((site % directions) * 360) / directions;
      return name === "cameraPtzType" ? 3 : Number.NaN;
    }, values),
  ]);
  const none = new Array<string>(tried).fill("");
  return {
    rows: tried + existing.rows,
    ids: [...none, ...existing.ids],
    names: [...none, ...existing.names],
    status: [...none, ...existing.status],
    lon: Float64Array.from([...repeat(lon), ...existing.lon]),
    lat: Float64Array.from([...repeat(lat), ...existing.lat]),
    // The same names as before.
    optics: Object.fromEntries(optics) as CityCameras["optics"],
    nightOk: before(() => 1, existing.nightOk),
  };
}

/** Points on squares of ten metres, at the place of the first of each, with how many they are. */
function joined({ x, y }: { readonly x: Float64Array; readonly y: Float64Array }) {
  const known = new Map<string, number>();
  const spots = { x: [] as number[], y: [] as number[], weight: [] as number[] };
  for (let i = 0; i < x.length; i++) {
    const [u, v] = [x[i] ?? 0, y[i] ?? 0];
    const key = `${Math.floor(u / spotMetres)} ${Math.floor(v / spotMetres)}`;
    const spot = known.get(key);
    if (spot === undefined) {
      known.set(key, spots.x.length);
      spots.x.push(u);
      spots.y.push(v);
      spots.weight.push(1);
    } else spots.weight[spot] = (spots.weight[spot] ?? 0) + 1;
  }
  return { x: Float64Array.from(spots.x), y: Float64Array.from(spots.y), weight: Float64Array.from(spots.weight) };
}
