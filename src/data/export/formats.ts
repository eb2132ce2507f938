import type { WasmSource } from "../decode/parquet.ts";
import { csvStream } from "./csv.ts";
import { geoJsonStream } from "./geojson.ts";
import { geometryOf } from "./geometry.ts";
import { type ExportProvenance, provenanceJson } from "./provenance.ts";
import { fileName, shapefileRows, shapefileStream } from "./shapefile.ts";
import { type ExportTable, encoded } from "./table.ts";
import { xlsxRows, xlsxStream } from "./xlsx.ts";
import { zipStream } from "./zip.ts";

/** The formats that tables are written in. `csv` is an archive of the table and its provenance. */
export const exportFormats = ["csv", "xlsx", "parquet", "geoparquet", "arrow", "geojson", "shapefile"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What a format is: how its files end and what they are called to browsers, whether it needs places, how many rows it takes. */
export interface FormatFacts {
  readonly extension: string;
  readonly mime: string;
  readonly places: boolean;
  readonly mostRows: number;
}

const facts = (extension: string, mime: string, { places = false, mostRows = Infinity } = {}): FormatFacts => ({
  extension,
  mime,
  places,
  mostRows,
});

/** The facts of every format. */
export const formatFacts: Readonly<Record<ExportFormat, FormatFacts>> = {
  csv: facts("csv.zip", "application/zip"),
  xlsx: facts("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", { mostRows: xlsxRows }),
  parquet: facts("parquet", "application/vnd.apache.parquet"),
  geoparquet: facts("geo.parquet", "application/vnd.apache.parquet", { places: true }),
  arrow: facts("arrow", "application/vnd.apache.arrow.file"),
  geojson: facts("geojson", "application/geo+json", { places: true }),
  shapefile: facts("shp.zip", "application/zip", { places: true, mostRows: shapefileRows }),
};

/** What a table is written with. */
export interface WriteOptions {
  readonly format: ExportFormat;
  readonly provenance: ExportProvenance;
  /** The bytes of parquet-wasm, or where they are. */
  readonly wasm: () => WasmSource;
}

/** The bytes of a file of a table, part by part. Throws `export-rows` and `export-geometry` where a format cannot hold it. */
export async function* writeTable(
  table: ExportTable,
  { format, provenance, wasm }: WriteOptions,
): AsyncGenerator<Uint8Array> {
  const name = fileName(table.name);
  const places = () => geometryOf(table.fields, table.name);
  if (format === "csv") {
    yield* zipStream([
      { name: `${name}.csv`, parts: csvStream(table) },
      { name: `${name}.csv.provenance.json`, parts: [encoded(provenanceJson(provenance))] },
    ]);
  } else if (format === "xlsx") yield* xlsxStream(table, provenance);
  else if (format === "arrow") yield* arrowParts(table, provenance);
  else if (format === "geojson") yield* geoJsonStream(table, { geometry: places(), provenance });
  else if (format === "shapefile") yield* shapefileStream(table, { geometry: places(), provenance });
  else {
    const { geoParquetStream, parquetStream } = await import("./parquet.ts");
    if (format === "parquet") yield* parquetStream(table, { provenance, wasm });
    else yield* geoParquetStream(table, { provenance, wasm, geometry: places() });
  }
}

async function* arrowParts(table: ExportTable, provenance: ExportProvenance): AsyncGenerator<Uint8Array> {
  const { arrowStream } = await import("./arrow.ts");
  yield* arrowStream(table, provenance);
}
