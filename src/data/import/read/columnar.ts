import { parquetMetadata } from "hyparquet";
import { Fault } from "../../../domain/fault.ts";
import { parseIpc } from "../../arrow.ts";
import { openBytes } from "../../bytes.ts";
import { textAt } from "../../decode/values.ts";
import { readFooter } from "../../footer.ts";
import { type ColumnSet, isValid, type RawColumn } from "../../raw-columns.ts";
import type { SourceRows } from "../convert.ts";
import { formatWallClock } from "../wall-clock.ts";
import { type ReadOptions, type SourceBlob, sliceBytes } from "./bytes.ts";
import { checkHeader, limits, refuse } from "./limits.ts";

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

/** Columns in memory as rows to convert; a column of well-known binary becomes `$geometry`. */
export function columnRows(table: ColumnSet, firstRow: number, geometry: string | undefined): SourceRows {
  const columns = new Map<string, unknown[]>();
  for (const name of table.names) {
    const values: unknown[] = [];
    for (const column of table.columns(name) ?? []) {
      for (let row = 0; row < column.rows; row++) values.push(valueAt(column, row));
    }
    columns.set(name === geometry ? "$geometry" : name, values);
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
    yield columnRows(table, firstRow, geometry);
    firstRow += rows;
  }
}

/** Reads an Arrow IPC file or stream. Throws `corrupt`, `refused-file`, `file-empty`. */
export async function readArrow(file: SourceBlob): Promise<SourceRows> {
  if (file.blob.size > limits.wholeBytes) refuse(file.name, `> ${limits.wholeBytes} bytes`);
  const table = parseIpc(new Uint8Array(await file.blob.arrayBuffer()), file.name);
  if (table.names.length === 0) throw new Fault("file-empty", { file: file.name });
  checkHeader(file.name, table.names.length);
  return columnRows(
    table,
    1,
    table.names.find((name) => binaryNames.test(name)),
  );
}
