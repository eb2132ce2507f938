import { parquetMetadata } from "hyparquet";
import { Fault } from "../../../domain/fault.ts";
import { geoJsonGeometry } from "../../../lib/geojson-write.ts";
import { readWkb } from "../../../lib/wkb.ts";
import { parseIpc } from "../../arrow.ts";
import { openBytes } from "../../bytes.ts";
import { textAt } from "../../decode/values.ts";
import { readFooter } from "../../footer.ts";
import { type ColumnSet, isValid, type RawColumn } from "../../raw-columns.ts";
import type { SourceRows } from "../convert.ts";
import { formatWallClock } from "../wall-clock.ts";
import { type ReadOptions, type SourceBlob, sliceBytes } from "./bytes.ts";
import { checkCell, checkHeader, limits, refuse } from "./limits.ts";

/** Decodes row groups of a Parquet file to an Arrow IPC stream; the page has one in WebAssembly. */
export type ReadRowGroups = (
  file: SourceBlob,
  rowGroup: { index: number; from: number; to: number },
) => Promise<Uint8Array>;

function valueAt(column: RawColumn, row: number): unknown {
  if (!isValid(column, row)) return null;
  const { kind, values, borders } = column;
  if (kind === "binary") {
    return (values as Uint8Array).slice(Number(borders?.[row] ?? 0), Number(borders?.[row + 1] ?? 0));
  }
  if (kind === "number") return Number(values[row]) / column.scale;
  if (kind === "boolean") return textAt(column, row) === "true";
  if (kind === "time") return formatWallClock(Number(textAt(column, row))).replace("T", " ");
  if (kind === "int64" || kind === "decimal")
    return kind === "int64" ? integer(textAt(column, row)) : decimal(column, row);
  return textAt(column, row);
}

const integer = (text: string): unknown => (Number.isSafeInteger(Number(text)) ? Number(text) : text);

function decimal(column: RawColumn, row: number): number {
  const at = (row * column.words.length) / column.rows;
  return ((column.words[at + 1] ?? 0) * 4_294_967_296 + ((column.words[at] ?? 0) >>> 0)) / column.scale;
}

/** Well-known binary as GeoJSON, as the other readers give it; what is none stays, for the check to refuse. */
function shapeOf(value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  try {
    return geoJsonGeometry(readWkb(value), null);
  } catch (error) {
    if (error instanceof Fault) return value;
    throw error;
  }
}

const isPoint = (shape: unknown): shape is { coordinates: readonly unknown[] } =>
  typeof shape === "object" && shape !== null && "type" in shape && shape.type === "Point" && "coordinates" in shape;

function setShapes(columns: Map<string, unknown[]>, values: readonly unknown[]): void {
  const shapes = values.map(shapeOf);
  columns.set("$geometry", shapes);
  if (!shapes.some(isPoint)) return;
  columns.set(
    "$lon",
    shapes.map((shape) => (isPoint(shape) ? shape.coordinates[0] : null)),
  );
  columns.set(
    "$lat",
    shapes.map((shape) => (isPoint(shape) ? shape.coordinates[1] : null)),
  );
}

/** Columns in memory as rows to convert; a column of well-known binary becomes `$geometry`, with `$lon` and `$lat` of points. */
export function columnRows(
  table: ColumnSet,
  {
    file,
    firstRow,
    geometry,
  }: { readonly file: string; readonly firstRow: number; readonly geometry: string | undefined },
): SourceRows {
  const columns = new Map<string, unknown[]>();
  for (const name of table.names) {
    if (name === "__proto__") refuse(file, name);
    const values: unknown[] = [];
    for (const column of table.columns(name) ?? []) {
      for (let row = 0; row < column.rows; row++) values.push(valueAt(column, row));
    }
    for (const value of values) checkCell(file, value);
    if (name === geometry && values.some((value) => value instanceof Uint8Array)) setShapes(columns, values);
    else columns.set(name, values);
  }
  columns.set(
    "$row",
    Array.from({ length: table.rows }, (_, row) => firstRow + row),
  );
  return { rows: table.rows, columns, firstRow };
}

const binaryNames = /^(geometry|geom|wkb_geometry|the_geom|shape)$/i;

/** What GeoParquet says of its geometry: the column and, where it names one, the EPSG code. */
function geoOf(text: string | undefined): { readonly column: string | undefined; readonly epsg: number | undefined } {
  if (!text) return { column: undefined, epsg: undefined };
  try {
    const geo: unknown = JSON.parse(text);
    const column = /"primary_column"\s*:\s*"([^"]+)"/.exec(text)?.[1];
    const code = /"id"\s*:\s*\{[^}]*"code"\s*:\s*"?(\d{4,6})/.exec(JSON.stringify(geo))?.[1];
    return { column, epsg: code === undefined ? undefined : Number(code) };
  } catch {
    return { column: undefined, epsg: undefined };
  }
}

/** What is known of a Parquet file before it is decoded. Throws `not-parquet`, `truncated`, `corrupt`, `refused-file`. */
export async function inspectParquet(file: SourceBlob) {
  const footer = await readFooter(await openBytes({ name: file.name, at: { blob: file.blob } }));
  checkHeader(file.name, footer.columns.length);
  const geo = geoOf(await metadataOf(file, "geo"));
  const column = geo.column ?? footer.columns.find((name) => binaryNames.test(name));
  return { ...footer, geometry: column, epsg: geo.epsg };
}

/** A text of a Parquet file's own metadata. */
async function metadataOf({ blob }: SourceBlob, key: string): Promise<string | undefined> {
  const [length] = new Uint32Array((await sliceBytes(blob, blob.size - 8, blob.size - 4)).buffer);
  const tail = await sliceBytes(blob, Math.max(0, blob.size - (length ?? 0) - 8), blob.size);
  return parquetMetadata(tail.buffer).key_value_metadata?.find((entry) => entry.key === key)?.value;
}

/** Reads a Parquet file, row group by row group. Throws as `inspectParquet`. */
export async function* readParquet(
  file: SourceBlob,
  read: ReadRowGroups,
  { signal, onBytes }: ReadOptions = {},
): AsyncGenerator<SourceRows> {
  const { rowGroups, geometry } = await inspectParquet(file);
  let firstRow = 1;
  for (const [index, { from, to, rows }] of rowGroups.entries()) {
    if (signal?.aborted) throw new Fault("aborted");
    const table = parseIpc(await read(file, { index, from, to }), file.name);
    onBytes?.(to - from);
    yield columnRows(table, { file: file.name, firstRow, geometry });
    firstRow += rows;
  }
}

/** Reads an Arrow IPC file or stream. Throws `corrupt`, `refused-file`, `file-empty`. */
export async function readArrow(file: SourceBlob): Promise<SourceRows> {
  if (file.blob.size > limits.wholeBytes) refuse(file.name, `> ${limits.wholeBytes} bytes`);
  const table = parseIpc(new Uint8Array(await file.blob.arrayBuffer()), file.name);
  if (table.names.length === 0) throw new Fault("file-empty", { file: file.name });
  checkHeader(file.name, table.names.length);
  const geometry = table.names.find((name) => binaryNames.test(name));
  return columnRows(table, { file: file.name, firstRow: 1, geometry });
}
