import type { DatasetHandle } from "../data/source.ts";
import type { Lines, Polygons } from "../domain/geometry.ts";
import type { TableName } from "../domain/tables.ts";
import { lineSet, polygonSet } from "../lib/polygon-set.ts";
import { columnsOf } from "./read-tables.ts";

/** Outlines with names, row by row. */
export interface NamedOutlines {
  readonly names: readonly string[];
  readonly polygons: Polygons;
}

/** Roads of the class of lanes, with the nodes at their ends. */
export interface LaneEdges {
  readonly names: readonly string[];
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Node → how many roads of any class end there. */
  readonly roadsAt: ReadonlyMap<number, number>;
  readonly lines: Lines;
}

/** Buildings that are known to belong to an estate: longitude and latitude of their middle, and residents (NaN: unknown). */
export interface EstateBuildings {
  readonly estates: readonly string[];
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly residents: Float64Array;
}

/** What borders of areas are checked against; what a dataset does not have is empty. */
export interface BoundaryTables {
  readonly estates: NamedOutlines;
  readonly lanes: LaneEdges;
  readonly buildings: EstateBuildings;
  /** Outlines of all buildings, named by their name or else their id. */
  readonly footprints: NamedOutlines;
  /** Area id → the work station that serves it. */
  readonly stationOf: ReadonlyMap<string, string>;
  /** Work station id → its name. */
  readonly stationNames: ReadonlyMap<string, string>;
  /** Police stations by their places. */
  readonly police: { readonly names: readonly string[]; readonly lon: Float64Array; readonly lat: Float64Array };
}

const known = new WeakMap<DatasetHandle, Promise<BoundaryTables>>();

/** The tables of an open dataset, read once. Do not hand their buffers over. */
export function boundaryTablesOf(handle: DatasetHandle): Promise<BoundaryTables> {
  const tables = known.get(handle) ?? readTables(handle);
  known.set(handle, tables);
  tables.catch(() => known.delete(handle));
  return tables;
}

async function readTables(handle: DatasetHandle): Promise<BoundaryTables> {
  const read = async (table: TableName, fields: readonly string[]) =>
    columnsOf(handle.tables.includes(table) ? await handle.columns(table, fields) : { rows: 0, fields: {} });
  const [basemap, roads, buildings, areas, facilities, stationRows] = await Promise.all([
    read("basemap", ["kind", "name", "geometry"]),
    read("road_edges", ["name", "class", "from_node", "to_node", "geometry"]),
    read("buildings", ["building_id", "name", "estate_id", "residents", "geometry"]),
    read("areas", ["area_id", "station_id"]),
    read("facilities", ["type", "name", "lon", "lat"]),
    read("stations", ["station_id", "name"]),
  ]);
  const stations = areas.texts("station_id");
  const served = areas.texts("area_id").flatMap((id, row) => (stations[row] ? [[id, stations[row]] as const] : []));
  return {
    estates: estatesOf(basemap),
    lanes: lanesOf(roads),
    buildings: buildingsOf(buildings),
    footprints: footprintsOf(buildings),
    stationOf: new Map(served),
    stationNames: new Map(stationRows.texts("station_id").map((id, row) => [id, stationRows.texts("name")[row] || id])),
    police: policeOf(facilities),
  };
}

type Reader = ReturnType<typeof columnsOf>;

const rowsWhere = (texts: readonly string[], test: (text: string) => boolean) =>
  [...texts.keys()].filter((row) => test(texts[row] ?? ""));

function estatesOf({ texts, shapes }: Reader): NamedOutlines {
  const rows = rowsWhere(texts("kind"), (kind) => kind === "estate");
  const [names, outlines] = [texts("name"), shapes("geometry")];
  return {
    names: rows.map((row) => names[row] ?? ""),
    polygons: polygonSet(rows.flatMap((row) => outlines[row] ?? [])),
  };
}

function lanesOf({ texts, numbers, shapes }: Reader): LaneEdges {
  const rows = rowsWhere(texts("class"), (kind) => kind === "lane");
  const [names, lines] = [texts("name"), shapes("geometry")];
  const take = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] ?? Number.NaN);
  const [from, to] = [numbers("from_node"), numbers("to_node")];
  const roadsAt = new Map<number, number>();
  for (const node of [...from, ...to]) roadsAt.set(node, (roadsAt.get(node) ?? 0) + 1);
  return {
    names: rows.map((row) => names[row] ?? ""),
    from: take(from),
    to: take(to),
    roadsAt,
    lines: lineSet(rows.flatMap((row) => lines[row] ?? [])),
  };
}

function buildingsOf({ texts, numbers, shapes }: Reader): EstateBuildings {
  const estates = texts("estate_id");
  const rows = rowsWhere(estates, (id) => id !== "");
  const [outlines, residents] = [shapes("geometry"), numbers("residents")];
  const middle = (row: number, axis: 0 | 1) => {
    const coords = outlines[row]?.coords ?? new Float64Array();
    const own = coords.filter((_, i) => i % 2 === axis).subarray(0, (outlines[row]?.ringEnds[0] ?? 1) - 1);
    return own.reduce((sum, value) => sum + value, 0) / own.length;
  };
  return {
    estates: rows.map((row) => estates[row] ?? ""),
    lon: Float64Array.from(rows, (row) => middle(row, 0)),
    lat: Float64Array.from(rows, (row) => middle(row, 1)),
    residents: Float64Array.from(rows, (row) => residents[row] ?? Number.NaN),
  };
}

function footprintsOf({ texts, shapes }: Reader): NamedOutlines {
  const [ids, names, outlines] = [texts("building_id"), texts("name"), shapes("geometry")];
  const rows = [...outlines.keys()].filter((row) => (outlines[row]?.polygonEnds.length ?? 0) > 0);
  return {
    names: rows.map((row) => names[row] || ids[row] || ""),
    polygons: polygonSet(rows.flatMap((row) => outlines[row] ?? [])),
  };
}

function policeOf({ texts, numbers }: Reader): BoundaryTables["police"] {
  const rows = rowsWhere(texts("type"), (type) => type === "police_station");
  const [names, lon, lat] = [texts("name"), numbers("lon"), numbers("lat")];
  const take = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] ?? Number.NaN);
  return { names: rows.map((row) => names[row] ?? ""), lon: take(lon), lat: take(lat) };
}
