import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import * as arrow from "apache-arrow";
import type { FieldType } from "../../src/domain/fields.ts";
import type { Box, Manifest } from "../../src/domain/manifest.ts";
import { type TableName, tableSpec } from "../../src/domain/tables.ts";
import { finalList, type Stage, sqlText } from "./stage.ts";

/** A multiple of DuckDB's vector of 2,048 rows, so that groups are exactly this long. */
export const rowGroupRows = 20_480;

/** `id` tells the dictionaries of a schema apart; left out, Arrow would count through the whole program run. */
const arrowTypes: Readonly<Record<FieldType, (id: number) => arrow.DataType>> = {
  text: () => new arrow.Utf8(),
  code: (id) => new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), id),
  number: () => new arrow.Float64(),
  integer: () => new arrow.Int32(),
  boolean: () => new arrow.Bool(),
  date: () => new arrow.DateDay(),
  timestamp: () => new arrow.TimestampMicrosecond(),
  geometry: () => new arrow.Binary(),
};

/**
 * The Arrow schema of a table as the metadata entry `ARROW:schema` holds it (base64 of its IPC message). Arrow readers
 * then give coded fields as dictionaries, which Parquet's own schema cannot say.
 */
export function arrowSchemaEntry(table: TableName, fields: readonly string[]): string {
  const { fields: specs } = tableSpec(table);
  const schema = new arrow.Schema(
    fields.map((name, id) => {
      const field = specs[name];
      if (!field) throw new Error(`The table ${table} has no field ${name}.`);
      return new arrow.Field(name, arrowTypes[field.type](id), true);
    }),
  );
  const stream = arrow.RecordBatchStreamWriter.writeAll(new arrow.Table(schema)).toUint8Array(true);
  const length = new DataView(stream.buffer, stream.byteOffset).getInt32(4, true);
  return Buffer.from(stream.subarray(0, 8 + length)).toString("base64");
}

/** CGCS2000 as PROJJSON; WGS-84 longitude and latitude is what GeoParquet means when it says nothing. */
const cgcs2000 = {
  type: "GeographicCRS",
  name: "China Geodetic Coordinate System 2000",
  datum: {
    type: "GeodeticReferenceFrame",
    name: "China 2000",
    ellipsoid: { name: "CGCS2000", semi_major_axis: 6_378_137, inverse_flattening: 298.257222101 },
  },
  coordinate_system: {
    subtype: "ellipsoidal",
    axis: [
      { name: "Geodetic longitude", abbreviation: "Lon", direction: "east", unit: "degree" },
      { name: "Geodetic latitude", abbreviation: "Lat", direction: "north", unit: "degree" },
    ],
  },
};

/** What is known of the geometries of one table. */
export interface GeometrySummary {
  readonly box: Box;
  readonly kinds: readonly string[];
}

/** The metadata entry `geo` of GeoParquet 1.1. */
export function geoEntry(summary: GeometrySummary, coordinateSystem: Manifest["coordinateSystem"]): string {
  const crs = coordinateSystem === "CGCS2000" ? { crs: cgcs2000 } : {};
  const geometry = { encoding: "WKB", geometry_types: summary.kinds, bbox: summary.box, ...crs };
  return JSON.stringify({ version: "1.1.0", primary_column: "geometry", columns: { geometry } });
}

/** One file to write: which rows of a staged table, in which order, with which metadata. */
export interface FileRequest {
  readonly table: TableName;
  readonly path: string;
  readonly fields: readonly string[];
  readonly where?: string;
  readonly orderBy: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Writes a Parquet file from staged rows. */
export async function writeParquet(stage: Stage, request: FileRequest): Promise<void> {
  const { table, path, fields, where, orderBy, metadata } = request;
  const entries = Object.entries(metadata).map(([key, value]) => `${sqlText(key)}: ${sqlText(value)}`);
  await stage.connection.run(
    `COPY (SELECT ${finalList(table, fields)} FROM ${table} ${where ? `WHERE ${where}` : ""} ORDER BY ${orderBy})
     TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroupRows}, KV_METADATA {${entries.join(", ")}})`,
  );
}

/** Size and SHA-256 (hex) of a file. */
export async function fingerprint(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(path)) hash.update(part);
  return { bytes: (await stat(path)).size, sha256: hash.digest("hex") };
}
