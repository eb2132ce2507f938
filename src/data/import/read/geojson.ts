import { Fault } from "../../../domain/fault.ts";
import type { SourceRows } from "../convert.ts";
import { chunksOf, type ReadOptions, type SourceBlob, wholeOf } from "./bytes.ts";
import { checkCell, checkHeader, refuse } from "./limits.ts";

/** What a GeoJSON file holds. */
export interface GeoJsonFile {
  readonly rows: SourceRows;
  /** The EPSG code that old files name; undefined is WGS-84, as RFC 7946 says. */
  readonly epsg: number | undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parse(text: string, file: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Fault("corrupt", { file, reason: error instanceof Error ? error.message : String(error) }, error);
  }
  if (!isObject(value) || !Array.isArray(value.features)) {
    throw new Fault("corrupt", { file, reason: "not a GeoJSON FeatureCollection" });
  }
  return value;
}

const pointOf = (geometry: unknown): readonly unknown[] =>
  isObject(geometry) && geometry.type === "Point" && Array.isArray(geometry.coordinates) ? geometry.coordinates : [];

function epsgOf(collection: Readonly<Record<string, unknown>>): number | undefined {
  const code = /EPSG:+(\d{4,6})/i.exec(JSON.stringify(collection.crs ?? ""))?.[1];
  return code === undefined ? undefined : Number(code);
}

/**
 * Features of a GeoJSON feature collection as rows: their properties, `$row` (from 1), `$geometry`, and for points `$lon`
 * and `$lat`. A property called `__proto__` is refused. Throws `corrupt`, `refused-file`.
 */
export function featureRows(text: string, file: string): GeoJsonFile {
  const collection = parse(text, file);
  const features = collection.features as readonly unknown[];
  const columns = new Map<string, unknown[]>();
  const set = (name: string, row: number, value: unknown): void => {
    let column = columns.get(name);
    if (!column) {
      if (name === "__proto__") refuse(file, "__proto__");
      column = new Array<unknown>(features.length).fill(null);
      columns.set(name, column);
      checkHeader(file, columns.size);
    }
    checkCell(file, value);
    column[row] = value;
  };
  features.forEach((feature, row) => {
    set("$row", row, row + 1);
    if (!isObject(feature)) return;
    for (const [name, value] of Object.entries(isObject(feature.properties) ? feature.properties : {})) {
      set(name, row, typeof value === "object" && value !== null ? JSON.stringify(value) : value);
    }
    const [lon, lat] = pointOf(feature.geometry);
    if (lon !== undefined) {
      set("$lon", row, lon);
      set("$lat", row, lat);
    }
    set("$geometry", row, feature.geometry ?? null);
  });
  return { rows: { rows: features.length, columns, firstRow: 1 }, epsg: epsgOf(collection) };
}

/** Reads a GeoJSON file, gzipped or not. Throws `file-empty`, `corrupt`, `refused-file`. */
export async function readGeoJson(file: SourceBlob, options: ReadOptions = {}): Promise<GeoJsonFile> {
  const bytes = await wholeOf(chunksOf(file, options), file.name);
  if (bytes.length === 0) throw new Fault("file-empty", { file: file.name });
  return featureRows(new TextDecoder().decode(bytes), file.name);
}
