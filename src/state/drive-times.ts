import { analyses, type InputOf } from "../analyses/index.ts";
import { validParams } from "../domain/analysis.ts";
import type { AreaTable } from "../domain/area-table.ts";
import type { AnalysisSettings } from "../domain/document.ts";
import { modeRules, type TravelMode } from "../domain/travel.ts";
import { roadClasses } from "../domain/vocabulary.ts";
import { type City, flatPolygons } from "./city-tables.ts";
import type { Engine } from "./neighbours.ts";
import type { RunContext } from "./runs.ts";

/** How crews travel: the settings of the page's isochrones, so that both views tell the same times. */
export interface TravelSettings {
  readonly mode: TravelMode;
  readonly turnoutMinutes: number;
  readonly oneWays: boolean;
  readonly snapMetres: number;
  /** By road class, in the order of `roadClasses`. */
  readonly kmh: readonly number[];
  /** `station:<kind>` or `facility:<type>`; empty: the stations of the dataset. */
  readonly kind: string;
}

export function travelSettings(own: AnalysisSettings): TravelSettings {
  const { mode, turnoutMinutes, oneWays, snapMetres } = validParams(analyses.isochrones.params, own);
  const speed = (name: string, code: number) => {
    const changed = Number(own[`kmh${name.slice(0, 1).toUpperCase()}${name.slice(1)}`] ?? Number.NaN);
    return changed >= 0 && changed <= 130 ? changed : (modeRules[mode].kmh[code] ?? 0);
  };
  return { mode, turnoutMinutes, oneWays, snapMetres, kmh: roadClasses.map(speed), kind: String(own.kind ?? "") };
}

/** Where crews set out from: the chosen kind, else every station of the dataset. */
export function departures({ stations, facilities }: City, kind: string) {
  const chosen = kind.startsWith("facility:") ? facilities : stations;
  const kinds = chosen === facilities ? facilities.types : stations.kinds;
  const code = kind.replace(/^[a-z]+:/, "");
  const rows = [...kinds.keys()].filter((row) => code === "" || kinds[row] === code);
  const pick = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  return { lon: pick(chosen.lon), lat: pick(chosen.lat) };
}

/** The pictures of isochrones are not wanted here: their raster is as coarse as it may be. */
const coarsestMetres = 200;

/** Places in degrees. */
interface Places {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
}

/**
 * Modelled minutes from the nearest station to each place, turnout included: NaN too far from any road, Infinity where no
 * station reaches it; `null` where there are no roads or no stations.
 */
export async function driveMinutes(
  { city, table, places }: { readonly city: City; readonly table: AreaTable; readonly places: Places },
  settings: TravelSettings,
  { engine, context }: { readonly engine: Engine; readonly context: RunContext },
): Promise<Float64Array | null> {
  const from = departures(city, settings.kind);
  if (city.roads.from.length === 0 || from.lon.length === 0) return null;
  const { mode, turnoutMinutes, oneWays, snapMetres } = settings;
  const params = {
    ...validParams(analyses.isochrones.params, {}),
    mode,
    turnoutMinutes,
    oneWays,
    snapMetres,
    cellMetres: coarsestMetres,
    odTable: false,
  };
  const input = {
    ...roadColumns(city),
    ...areaColumns(table),
    ...placeColumns(places),
    stationLon: from.lon,
    stationLat: from.lat,
  };
  const { placeMinutes } = await engine.run(
    "isochrones",
    { ...input, classKmh: Float64Array.from(settings.kmh) },
    params,
    context,
  );
  return placeMinutes;
}

/**
 * Modelled minutes from every origin (row) to every place (column), turnout included: NaN too far from any road, Infinity
 * where no road leads; `null` where the dataset has no roads.
 */
export async function odMinutes(
  { city, from, to }: { readonly city: City; readonly from: Places; readonly to: Places },
  { mode, turnoutMinutes, oneWays, snapMetres, kmh }: Omit<TravelSettings, "kind">,
  { engine, context }: { readonly engine: Engine; readonly context: RunContext },
): Promise<Float32Array | null> {
  if (city.roads.from.length === 0) return null;
  const task = {
    ...roadColumns(city),
    ...placeColumns({ lon: new Float64Array(), lat: new Float64Array() }),
    areaCoordinates: new Float64Array(),
    areaRingStart: Uint32Array.of(0),
    areaFeatureStart: Uint32Array.of(0),
    areaCount: Uint32Array.of(to.lon.length),
    areaPointLon: to.lon.slice(),
    areaPointLat: to.lat.slice(),
    stationLon: from.lon.slice(),
    stationLat: from.lat.slice(),
    classKmh: Float64Array.from(kmh),
  };
  const form = { ...validParams(analyses.isochrones.params, {}), mode, turnoutMinutes, oneWays, snapMetres };
  const params = { ...form, cellMetres: coarsestMetres, odTable: true };
  return (await engine.run("isochrones", task, params, context)).odMinutes;
}

function roadColumns({ roads }: City) {
  const { facts } = roads;
  return {
    nodeCount: Uint32Array.of(roads.nodeLon.length),
    edgeFrom: roads.from.slice(),
    edgeTo: roads.to.slice(),
    edgeClass: facts.roadClass.slice(),
    edgeOneWay: facts.oneWay.slice(),
    edgeLimitKmh: facts.limitKmh.slice(),
    edgeWalkOk: facts.walkOk.slice(),
    edgeDriveOk: facts.driveOk.slice(),
    edgeBarrier: facts.barrier.slice(),
    edgeCoordinates: roads.coordinates.slice(),
    edgeLineStart: roads.lineStart.slice(),
  };
}

function areaColumns(table: AreaTable) {
  const { coordinates, ringStart, featureStart } = flatPolygons(table.polygons);
  return {
    areaCoordinates: coordinates,
    areaRingStart: ringStart,
    areaFeatureStart: featureStart,
    areaCount: Uint32Array.of(table.rows),
    areaPointLon: new Float64Array(),
    areaPointLat: new Float64Array(),
  };
}

/** Places without weight or area: only their minutes are wanted. */
function placeColumns({ lon, lat }: Places) {
  return {
    placeLon: lon.slice(),
    placeLat: lat.slice(),
    placeWeight: new Float64Array(lon.length),
    placeGroup: new Uint8Array(lon.length),
    placeArea: new Uint32Array(lon.length),
    groupCount: Uint32Array.of(1),
    breakMinutes: Float64Array.of(5),
    wallCoordinates: new Float64Array(),
    wallLineStart: Uint32Array.of(0),
    waterCoordinates: new Float64Array(),
    waterRingStart: Uint32Array.of(0),
    waterFeatureStart: Uint32Array.of(0),
  } satisfies Partial<InputOf<"isochrones">>;
}
