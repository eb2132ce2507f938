import initWasm, {
  Compression,
  type RecordBatch,
  Table,
  transformParquetStream,
  WriterPropertiesBuilder,
} from "parquet-wasm/esm/parquet_wasm.js";
import { readWkb } from "../../lib/wkb.ts";
import type { WasmSource } from "../decode/parquet.ts";
import { pageToIpc, provenanceKey, schemaOf } from "./arrow.ts";
import type { GeometryOf } from "./geometry.ts";
import { type ExportProvenance, provenanceJson } from "./provenance.ts";
import type { ExportField, ExportPage, ExportTable } from "./table.ts";

const rowGroupRows = 122_880;

/** What a Parquet file is written with. */
export interface ParquetOptions {
  readonly provenance: ExportProvenance;
  readonly wasm: () => WasmSource;
  /** Metadata beside the provenance. */
  readonly metadata?: ReadonlyMap<string, string>;
}

/** A table as Parquet (ZSTD), row group by row group, with its provenance in the file's metadata. */
export async function* parquetStream(table: ExportTable, options: ParquetOptions): AsyncGenerator<Uint8Array> {
  await initWasm({ module_or_path: options.wasm() });
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setMaxRowGroupSize(rowGroupRows)
    .setCreatedBy(options.provenance.software)
    .setKeyValueMetadata(new Map([[provenanceKey, provenanceJson(options.provenance)], ...(options.metadata ?? [])]))
    .build();
  let failed: { readonly error: unknown } | undefined;
  const batches = batchesOf(table);
  const stream = new ReadableStream<RecordBatch>({
    async pull(controller) {
      try {
        const { done, value } = await batches.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        failed = { error };
        controller.error(error);
      }
    },
  });
  const written: ReadableStream<Uint8Array> = await transformParquetStream(stream, properties);
  const reader = written.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (failed) throw failed.error;
    if (done) return;
    yield value;
  }
}

/** The pages in the memory of the module; the first is there even without rows, since it says the columns. */
async function* batchesOf({ fields, pages }: ExportTable): AsyncGenerator<RecordBatch> {
  const schema = schemaOf(fields, new Map());
  let first = true;
  for await (const page of pages) {
    if (page.rows === 0) continue;
    first = false;
    yield* Table.fromIPCStream(pageToIpc(schema, fields, page)).recordBatches();
  }
  if (first)
    yield* Table.fromIPCStream(pageToIpc(schema, fields, { rows: 0, columns: fields.map(() => []) })).recordBatches();
}

/** The table with its geometry as the last column, called `geometry`; positions become points. */
export function withGeometry(table: ExportTable, geometry: GeometryOf): ExportTable {
  const kept = table.fields.map((field, c) => ({ field, c })).filter(({ field }) => field.type !== "geometry");
  const fields: ExportField[] = [...kept.map(({ field }) => field), { name: "geometry", type: "geometry" }];
  async function* pages(): AsyncGenerator<ExportPage> {
    for await (const page of table.pages) {
      yield {
        rows: page.rows,
        columns: [
          ...kept.map(({ c }) => page.columns[c] ?? []),
          Array.from({ length: page.rows }, (_, row) => geometry(page, row)),
        ],
      };
    }
  }
  return { name: table.name, fields, pages: pages() };
}

/** Positions kept as numbers, so many at most: the box and the kinds of geometry are said before the rows are. */
const heldRows = 500_000;

/** A table as GeoParquet 1.1: well-known binary in WGS-84 degrees, with kinds and box where the table is not too long. */
export async function* geoParquetStream(
  table: ExportTable,
  { geometry, ...options }: ParquetOptions & { readonly geometry: GeometryOf },
): AsyncGenerator<Uint8Array> {
  const shaped = withGeometry(table, geometry);
  const held: ExportPage[] = [];
  const rest = shaped.pages[Symbol.asyncIterator]();
  let rows = 0;
  let over = false;
  while (rows < heldRows && !over) {
    const { done, value } = await rest.next();
    over = done === true;
    if (done) break;
    held.push(value);
    rows += value.rows;
  }
  const summary = over ? summaryOf(held) : { geometry_types: [] };
  const geo = { version: "1.1.0", primary_column: "geometry", columns: { geometry: { encoding: "WKB", ...summary } } };
  async function* pages(): AsyncGenerator<ExportPage> {
    yield* held;
    if (!over) yield* { [Symbol.asyncIterator]: () => rest };
  }
  const metadata = new Map([["geo", JSON.stringify(geo)], ...(options.metadata ?? [])]);
  yield* parquetStream({ ...shaped, pages: pages() }, { ...options, metadata });
}

function summaryOf(pages: readonly ExportPage[]) {
  const kinds = new Set<string>();
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const page of pages) {
    for (const cell of page.columns.at(-1) ?? []) {
      if (!(cell instanceof Uint8Array)) continue;
      const { kind, coords } = readWkb(cell);
      kinds.add(kind);
      for (let i = 0; i + 1 < coords.length; i += 2) {
        const [lon = 0, lat = 0] = [coords[i], coords[i + 1]];
        box[0] = Math.min(box[0] ?? lon, lon);
        box[1] = Math.min(box[1] ?? lat, lat);
        box[2] = Math.max(box[2] ?? lon, lon);
        box[3] = Math.max(box[3] ?? lat, lat);
      }
    }
  }
  return { geometry_types: [...kinds].sort(), ...(kinds.size > 0 && { bbox: box }) };
}
