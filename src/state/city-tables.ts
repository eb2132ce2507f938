import type { TableColumns } from "../data/decode/protocol.ts";
import type { DatasetHandle } from "../data/source.ts";
import type { TableName } from "../domain/tables.ts";
import { type RoadFacts, roadClassCode } from "../domain/travel.ts";
import { lineSet, polygonSet } from "../lib/polygon-set.ts";
import { columnsOf } from "./read-tables.ts";

/** Polygons as kernels take them: points interleaved in degrees, ring → first point, feature → first ring. */
export interface FlatPolygons {
  readonly coordinates: Float64Array;
  readonly ringStart: Uint32Array;
  readonly featureStart: Uint32Array;
}

/** Every field of the cameras that says what they see, one number a camera, NaN where unknown. */
export interface CityCameras {
  readonly rows: number;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly status: readonly string[];
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** As `SceneInput` names them, without the position. */
  readonly optics: Readonly<Record<OpticsName, Float64Array>>;
  readonly nightOk: Float64Array;
}

const opticsFields = {
  cameraPtzType: "ptz_type",
  cameraAzimuthDeg: "azimuth_deg",
  cameraMountHeightMetres: "mount_height_m",
  cameraTiltDeg: "tilt_deg",
  cameraFocalMm: "focal_mm",
  cameraSensorWidthMm: "sensor_w_mm",
  cameraSensorHeightMm: "sensor_h_mm",
  cameraHfovDeg: "hfov_deg",
  cameraVfovDeg: "vfov_deg",
  cameraResolutionWidthPx: "res_w_px",
  cameraResolutionHeightPx: "res_h_px",
  cameraMaxRangeMetres: "max_range_m",
} as const;
type OpticsName = keyof typeof opticsFields;

export interface CityFacilities {
  readonly rows: number;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly types: readonly string[];
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** NaN where unknown. */
  readonly capacity: Float64Array;
  readonly isKeyPlace: Uint8Array;
}

export interface CityRoads {
  readonly nodeLon: Float64Array;
  readonly nodeLat: Float64Array;
  /** Rows of the nodes at both ends of an edge. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly walkOk: Uint8Array;
  readonly coordinates: Float64Array;
  readonly lineStart: Uint32Array;
  /** What decides how fast each edge is; roads that do not say are open to all. */
  readonly facts: RoadFacts;
}

/** Where crews set out from. */
export interface CityStations {
  readonly rows: number;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly kinds: readonly string[];
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** NaN where unknown. */
  readonly crews: Float64Array;
}

/** What coverage, access and siting are computed from. Tables that a dataset does not have are empty. */
export interface City {
  readonly cameras: CityCameras;
  readonly buildings: FlatPolygons & { readonly heightMetres: Float64Array; readonly residents: Float64Array };
  readonly facilities: CityFacilities;
  readonly roads: CityRoads;
  readonly stations: CityStations;
}

const cities = new WeakMap<DatasetHandle, Promise<City>>();

/** The tables of an open dataset, read once. Do not hand their buffers over. */
export function cityOf(handle: DatasetHandle): Promise<City> {
  const known = cities.get(handle) ?? readCity(handle);
  cities.set(handle, known);
  known.catch(() => cities.delete(handle));
  return known;
}

async function readCity(handle: DatasetHandle): Promise<City> {
  const none: TableColumns = { rows: 0, fields: {} };
  const read = (table: TableName, fields: readonly string[]) =>
    handle.tables.includes(table) ? handle.columns(table, fields) : none;
  const [cameras, buildings, facilities, nodes, edges, stations] = await Promise.all([
    read("cameras", ["camera_id", "name", "status", "lon", "lat", "night_ok", ...Object.values(opticsFields)]),
    read("buildings", ["height_m", "residents", "geometry"]),
    read("facilities", ["facility_id", "name", "type", "lon", "lat", "capacity", "is_key_place"]),
    read("road_nodes", ["node_id", "lon", "lat"]),
    read("road_edges", [
      "from_node",
      "to_node",
      "walk_ok",
      "drive_ok",
      "one_way",
      "speed_kmh",
      "barrier",
      "class",
      "geometry",
    ]),
    read("stations", ["station_id", "name", "kind", "lon", "lat", "crews"]),
  ]);
  return {
    cameras: camerasOf(cameras),
    buildings: buildingsOf(buildings),
    facilities: facilitiesOf(facilities),
    roads: roadsOf(nodes, edges),
    stations: stationsOf(stations),
  };
}

function stationsOf(table: TableColumns): CityStations {
  const { rows, texts, numbers } = columnsOf(table);
  return {
    rows,
    ids: texts("station_id"),
    names: texts("name"),
    kinds: texts("kind"),
    lon: numbers("lon"),
    lat: numbers("lat"),
    crews: numbers("crews"),
  };
}

function camerasOf(table: TableColumns): CityCameras {
  const { rows, texts, numbers } = columnsOf(table);
  const optics = Object.entries(opticsFields).map(([name, field]) => [name, numbers(field)]);
  return {
    rows,
    ids: texts("camera_id"),
    names: texts("name"),
    status: texts("status"),
    lon: numbers("lon"),
    lat: numbers("lat"),
    // Every name has just been taken from the table of fields.
    optics: Object.fromEntries(optics) as CityCameras["optics"],
    nightOk: numbers("night_ok"),
  };
}

function buildingsOf(table: TableColumns): City["buildings"] {
  const { numbers, shapes } = columnsOf(table);
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = polygonSet(shapes("geometry"));
  return {
    coordinates,
    ringStart: ringOffsets,
    featureStart: featureOffsets.map((polygon) => polygonOffsets[polygon] ?? 0),
    heightMetres: numbers("height_m"),
    residents: numbers("residents"),
  };
}

function facilitiesOf(table: TableColumns): CityFacilities {
  const { rows, texts, numbers } = columnsOf(table);
  return {
    rows,
    ids: texts("facility_id"),
    names: texts("name"),
    types: texts("type"),
    lon: numbers("lon"),
    lat: numbers("lat"),
    capacity: numbers("capacity"),
    isKeyPlace: Uint8Array.from(numbers("is_key_place"), (value) => (value === 1 ? 1 : 0)),
  };
}

function roadsOf(nodes: TableColumns, edges: TableColumns): CityRoads {
  const node = columnsOf(nodes);
  const edge = columnsOf(edges);
  const rowOf = new Map(Array.from(node.numbers("node_id"), (id, row) => [id, row]));
  const classes = edge.texts("class");
  const walk = edge.numbers("walk_ok");
  const [from, to] = [edge.numbers("from_node"), edge.numbers("to_node")];
  const known = Array.from(from, (id, e) => rowOf.has(id) && rowOf.has(to[e] ?? Number.NaN));
  const shapes = edge.shapes("geometry");
  const kept = [...known.keys()].filter((e) => known[e] && shapes[e]?.kind === "LineString");
  const lines = lineSet(kept.flatMap((e) => shapes[e] ?? []));
  const end = (ids: Float64Array) => Uint32Array.from(kept, (e) => rowOf.get(ids[e] ?? Number.NaN) ?? 0);
  return {
    nodeLon: node.numbers("lon"),
    nodeLat: node.numbers("lat"),
    from: end(from),
    to: end(to),
    walkOk: Uint8Array.from(kept, (e) => (walk[e] === 0 || classes[e] === "expressway" ? 0 : 1)),
    coordinates: lines.coordinates,
    lineStart: lines.lineOffsets,
    facts: factsOf(edge, kept),
  };
}

/** Flags are as the table says; unknown ones are as for most roads: open, both ways, no barrier. */
function factsOf({ texts, numbers }: ReturnType<typeof columnsOf>, kept: readonly number[]): RoadFacts {
  const classes = texts("class");
  const limits = numbers("speed_kmh");
  const flags = (field: string, unknown: 0 | 1) => {
    const values = numbers(field);
    return Uint8Array.from(kept, (e) => {
      const value = values[e] ?? Number.NaN;
      return Number.isNaN(value) ? unknown : value === 0 ? 0 : 1;
    });
  };
  return {
    roadClass: Uint8Array.from(kept, (e) => roadClassCode(classes[e] ?? "")),
    oneWay: flags("one_way", 0),
    limitKmh: Float64Array.from(kept, (e) => limits[e] ?? Number.NaN),
    walkOk: flags("walk_ok", 1),
    driveOk: flags("drive_ok", 1),
    barrier: flags("barrier", 0),
  };
}

/** The areas of a table as kernels take them. */
export function flatPolygons(polygons: {
  readonly coordinates: Float64Array;
  readonly ringOffsets: Uint32Array;
  readonly polygonOffsets: Uint32Array;
  readonly featureOffsets: Uint32Array;
}): FlatPolygons {
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = polygons;
  return {
    coordinates: coordinates.slice(),
    ringStart: ringOffsets.slice(),
    featureStart: featureOffsets.map((polygon) => polygonOffsets[polygon] ?? 0),
  };
}
