import type { City } from "./city-tables.ts";

/** Stations of one kind, row by row. */
export interface StationSet {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Crews, 1 where it is not known. */
  readonly crews: Float64Array;
}

/** What people set out from first, of the facilities. */
const likely = ["fire_station", "police_station", "ems_station", "grid_subcentre", "grid_centre", "chengguan_squad"];

/** The kinds of stations there are: those of the stations' table, then facilities that crews set out from, then others. */
export function stationKinds({ stations, facilities }: City): string[] {
  const types = [...new Set(facilities.types)].filter((type) => type !== "").sort();
  const place = (type: string) => (likely.includes(type) ? likely.indexOf(type) : likely.length);
  types.sort((a, b) => place(a) - place(b));
  const own = [...new Set(stations.kinds)].sort().map((kind) => `station:${kind}`);
  return [...own, ...types.map((type) => `facility:${type}`)];
}

/** The code that a kind's name is found by. */
export function kindCode(kind: string): string {
  return kind.replace(/^[a-z]+:/, "");
}

/** The stations of a kind. */
export function stationsOf({ stations, facilities }: City, kind: string): StationSet {
  const code = kindCode(kind);
  const isOwn = kind.startsWith("station:");
  const kinds = isOwn ? stations.kinds : facilities.types;
  const table = isOwn ? stations : facilities;
  const rows = [...kinds.keys()].filter((row) => kinds[row] === code);
  const numbers = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  return {
    ids: rows.map((row) => table.ids[row] ?? ""),
    names: rows.map((row) => table.names[row] || table.ids[row] || `${row + 1}`),
    lon: numbers(table.lon),
    lat: numbers(table.lat),
    crews: Float64Array.from(rows, (row) => (isOwn && (stations.crews[row] ?? 0) > 0 ? (stations.crews[row] ?? 1) : 1)),
  };
}
