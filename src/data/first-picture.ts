import { filterFields } from "../domain/case-chunk.ts";
import { areaIdField } from "../domain/case-tables.ts";
import type { TableName } from "../domain/tables.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import type { DatasetHandle, StreamOptions } from "./source.ts";

/** The tables that the first picture takes beside the cases, and the fields of them. */
export const firstTables = {
  areas: ["area_id", "name", "level", "area_m2", "geometry"],
  population: ["area_id", "as_of", "pop_actual", "pop_resident"],
  basemap: ["kind", "name", "geometry"],
  road_edges: ["class", "name", "geometry"],
  buildings: ["height_m", "geometry"],
  cameras: ["camera_id", "name", "status", "lon", "lat", "azimuth_deg"],
  facilities: ["facility_id", "name", "type", "lon", "lat"],
  stations: ["station_id", "name", "kind", "lon", "lat"],
} as const satisfies Partial<Record<TableName, readonly string[]>>;

/** A table of the first picture. */
export type FirstTable = keyof typeof firstTables;

/** The fields of cases that the linked filters keep. */
export function caseFields(levels: Iterable<AreaLevel>): string[] {
  return [...filterFields, ...Array.from(levels, areaIdField)];
}

/** Reads all that the first picture takes, as the page does. */
export async function readFirstPicture(handle: DatasetHandle, port: StreamOptions["port"]): Promise<void> {
  const tables = Object.entries(firstTables) as [FirstTable, readonly string[]][];
  for (const [table, fields] of tables) if (handle.tables.includes(table)) await handle.columns(table, fields);
  const levels = handle.manifest.levels.map(({ level }) => level);
  await handle.streamCases({ fields: caseFields(levels), port });
}
