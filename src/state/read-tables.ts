import type { ShapeColumn, TableColumns } from "../data/decode/protocol.ts";
import type { AreaTable, PlaceTable } from "../domain/area-table.ts";
import { type AreaLevel, areaLevels } from "../domain/vocabulary.ts";
import { labelPoints, polygonSet } from "../lib/polygon-set.ts";
import { type FlatGeometry, readWkb } from "../lib/wkb.ts";

/** Readers of a small table's columns by field; a missing column reads as empty. */
export function columnsOf({ rows, fields }: TableColumns) {
  const texts = (field: string): readonly string[] => {
    const column = fields[field];
    if (Array.isArray(column)) return column;
    if (column && "dictionary" in column)
      return Array.from(column.values, (code) => (code === 0 ? "" : (column.dictionary[code - 1] ?? "")));
    return new Array<string>(rows).fill("");
  };
  const numbers = (field: string): Float64Array => {
    const column = fields[field];
    return column instanceof Float64Array ? column : new Float64Array(rows).fill(Number.NaN);
  };
  const shapes = (field: string): FlatGeometry[] => {
    const column = fields[field];
    if (!column || !("borders" in column)) return [];
    return Array.from({ length: rows }, (_, row) => readShape(column, row));
  };
  return { rows, texts, numbers, shapes };
}

const noShape: FlatGeometry = { kind: "Point", coords: new Float64Array(), ringEnds: [], polygonEnds: [] };

function readShape({ bytes, borders }: ShapeColumn, row: number): FlatGeometry {
  const from = borders[row] ?? 0;
  const to = borders[row + 1] ?? 0;
  return from === to ? noShape : readWkb(bytes.subarray(from, to));
}

/** The areas of each level with their latest residents; levels from coarse to fine. */
export function areaTables(areas: TableColumns, population: TableColumns | null): Map<AreaLevel, AreaTable> {
  const { rows, texts, numbers, shapes } = columnsOf(areas);
  const [ids, names, levels, areaM2, geometries] = [
    texts("area_id"),
    texts("name"),
    texts("level"),
    numbers("area_m2"),
    shapes("geometry"),
  ];
  const residentsOf = population ? latestResidents(population) : new Map<string, number>();
  const rowsOf = Map.groupBy(
    Array.from({ length: rows }, (_, row) => row),
    (row) => levels[row] ?? "",
  );
  const tables = new Map<AreaLevel, AreaTable>();
  for (const level of areaLevels) {
    const own = rowsOf.get(level);
    if (!own) continue;
    const polygons = polygonSet(own.map((row) => geometries[row] ?? noShape));
    tables.set(level, {
      level,
      rows: own.length,
      ids: own.map((row) => ids[row] ?? ""),
      names: own.map((row) => names[row] ?? ""),
      areaKm2: Float64Array.from(own, (row) => (areaM2[row] ?? Number.NaN) / 1e6),
      residents: Float64Array.from(own, (row) => residentsOf.get(ids[row] ?? "") ?? Number.NaN),
      polygons,
      labelPoints: labelPoints(polygons),
    });
  }
  return tables;
}

/** Residents per area id at the latest date: actual population, else resident population. */
function latestResidents(population: TableColumns): Map<string, number> {
  const { rows, texts, numbers } = columnsOf(population);
  const [ids, dates, actual, resident] = [
    texts("area_id"),
    numbers("as_of"),
    numbers("pop_actual"),
    numbers("pop_resident"),
  ];
  const latest = new Map<string, { date: number; residents: number }>();
  for (let row = 0; row < rows; row++) {
    const id = ids[row] ?? "";
    const date = dates[row] ?? 0;
    const stated = actual[row] ?? Number.NaN;
    const residents = Number.isNaN(stated) ? (resident[row] ?? Number.NaN) : stated;
    if (Number.isNaN(residents)) continue;
    const known = latest.get(id);
    if (!known || known.date <= date) latest.set(id, { date, residents });
  }
  return new Map([...latest].map(([id, { residents }]) => [id, residents]));
}

/** Points of a table: `kindField` is what symbols differ by. */
export function placeTable(table: TableColumns, idField: string, kindField: string): PlaceTable {
  const { rows, texts, numbers } = columnsOf(table);
  const azimuthDeg = numbers("azimuth_deg");
  return {
    rows,
    ids: texts(idField),
    names: texts("name"),
    lon: numbers("lon"),
    lat: numbers("lat"),
    kind: texts(kindField),
    ...(azimuthDeg.some((azimuth) => !Number.isNaN(azimuth)) && { azimuthDeg }),
  };
}

/** What the quiet base map is drawn from. */
export interface BaseFeatures {
  readonly basemap: {
    readonly kinds: readonly string[];
    readonly names: readonly string[];
    readonly shapes: readonly FlatGeometry[];
  };
  readonly roads: {
    readonly classes: readonly string[];
    readonly names: readonly string[];
    readonly shapes: readonly FlatGeometry[];
  };
  readonly buildings: { readonly heightsMetres: Float64Array; readonly shapes: readonly FlatGeometry[] };
}

const noTable: TableColumns = { rows: 0, fields: {} };

/** The base map's features; tables that a dataset does not have are empty. */
export function baseFeatures(tables: {
  basemap?: TableColumns;
  road_edges?: TableColumns;
  buildings?: TableColumns;
}): BaseFeatures {
  const basemap = columnsOf(tables.basemap ?? noTable);
  const roads = columnsOf(tables.road_edges ?? noTable);
  const buildings = columnsOf(tables.buildings ?? noTable);
  return {
    basemap: { kinds: basemap.texts("kind"), names: basemap.texts("name"), shapes: basemap.shapes("geometry") },
    roads: { classes: roads.texts("class"), names: roads.texts("name"), shapes: roads.shapes("geometry") },
    buildings: { heightsMetres: buildings.numbers("height_m"), shapes: buildings.shapes("geometry") },
  };
}
