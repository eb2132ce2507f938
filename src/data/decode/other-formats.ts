import { Fault } from "../../domain/fault.ts";
import { tableSpec } from "../../domain/tables.ts";
import { flatFromGeoJson, writeWkb } from "../../lib/wkb.ts";
import { type ColumnToWrite, parseIpc, toStream, writeIpc } from "../arrow.ts";
import { type ReadOptions, readWhole } from "../bytes.ts";
import { decodeText, parseCsv } from "../csv.ts";
import type { FilePart, Inspection, RowShape } from "./protocol.ts";

/** Column names and rows of a file that is not Parquet. */
export async function inspectOther(input: FilePart, options: ReadOptions): Promise<Inspection> {
  const bytes = await readWhole(input.file, options);
  if (bytes.length === 0) throw new Fault("file-empty", { file: input.file.name });
  if (input.format === "arrow") {
    const table = parseIpc(bytes, input.file.name);
    return { columns: table.names, rows: table.rows };
  }
  const rows = parseRows(input, bytes);
  return { columns: rows.columns, rows: rows.count };
}

/** A file that is not Parquet as an Arrow IPC stream, CSV and GeoJSON with the columns of the model. */
export async function readOther(input: FilePart, options: ReadOptions): Promise<Uint8Array> {
  const { file, format, shape } = input;
  const bytes = await readWhole(file, options);
  if (format === "arrow") return toStream(bytes, file.name);
  if (!shape) throw new Error(`${file.name}: no shape is given for its rows`);
  return writeIpc(shapeRows(parseRows(input, bytes), shape));
}

/** Rows of a file without types. */
interface LooseRows {
  readonly columns: readonly string[];
  readonly count: number;
  /** The values of a column or property, `geometry` included, as well-known binary. */
  values(column: string): readonly unknown[];
}

function parseRows({ file, format }: FilePart, bytes: Uint8Array): LooseRows {
  const text = decodeText(bytes);
  return format === "geojson" ? geoJsonRows(text, file.name) : csvRows(text, file.name);
}

function shapeRows(rows: LooseRows, { table, names, constants = {} }: RowShape): ColumnToWrite[] {
  const { fields } = tableSpec(table);
  return Object.entries(fields).flatMap(([name, { type }]) => {
    const column = names[name] ?? name;
    const constant = constants[name];
    if (constant !== undefined) return [{ name, type, values: new Array(rows.count).fill(constant) }];
    return rows.columns.includes(column) ? [{ name, type, values: rows.values(column) }] : [];
  });
}

function csvRows(text: string, file: string): LooseRows {
  const [header, ...rows] = parseCsv(text);
  if (!header) throw new Fault("file-empty", { file });
  const columns = header.map((name) => name.trim());
  return {
    columns,
    count: rows.length,
    values: (column) => {
      const at = columns.indexOf(column);
      return rows.map((row) => row[at] ?? "");
    },
  };
}

interface Feature {
  readonly properties: Readonly<Record<string, unknown>> | null;
  readonly geometry: { readonly type: string; readonly coordinates: unknown } | null;
}

function geoJsonRows(text: string, file: string): LooseRows {
  const features = featuresOf(text, file);
  const columns = new Set(["geometry", "lon", "lat"]);
  for (const { properties } of features) for (const name of Object.keys(properties ?? {})) columns.add(name);
  const property = (column: string) => features.map(({ properties }) => properties?.[column] ?? null);
  return {
    columns: [...columns],
    count: features.length,
    values: (column) => {
      if (column === "geometry")
        return features.map((feature) => (feature.geometry ? writeWkb(flatFromGeoJson(feature.geometry)) : null));
      const own = property(column);
      if (column === "lon" || column === "lat") {
        return own.map((value, i) => value ?? pointOrdinate(features[i], column === "lon" ? 0 : 1));
      }
      return own;
    },
  };
}

function featuresOf(text: string, file: string): readonly Feature[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Fault("corrupt", { file, reason: error instanceof Error ? error.message : String(error) }, error);
  }
  const features = typeof value === "object" && value !== null && "features" in value ? value.features : undefined;
  if (!Array.isArray(features)) throw new Fault("corrupt", { file, reason: "not a GeoJSON FeatureCollection" });
  return features;
}

function pointOrdinate(feature: Feature | undefined, index: 0 | 1): unknown {
  const { geometry } = feature ?? { geometry: null };
  return geometry?.type === "Point" && Array.isArray(geometry.coordinates) ? geometry.coordinates[index] : null;
}
