import { type ColumnChunk, type FileMetaData, parquetMetadataAsync, parquetSchema } from "hyparquet";
import { Fault } from "../domain/fault.ts";
import type { ByteFile } from "./bytes.ts";

/** Smallest and largest value of a column in a row group; times are wall-clock seconds since 1970. */
export type Bounds = readonly [min: number, max: number];

/** One row group: its rows, where its bytes lie, and the bounds of its numeric and time columns. */
export interface RowGroup {
  readonly rows: number;
  readonly from: number;
  readonly to: number;
  readonly bounds: Readonly<Record<string, Bounds>>;
}

/** What the end of a Parquet file says about it. */
export interface Footer {
  /** Length of the whole file. */
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly rowGroups: readonly RowGroup[];
}

/** The end of a file that is read first: more than most footers and page indexes take. */
export const tailBytes = 1 << 18;

/** Read the footer of a Parquet file. Throws `not-parquet`, `file-empty`, `truncated`, `corrupt`. */
export async function readFooter(file: ByteFile): Promise<Footer> {
  await checkMagic(file);
  const tailFrom = Math.max(0, file.size - tailBytes);
  const tail = await file.read(tailFrom, file.size);
  const slice = async (from: number, to = file.size) => {
    const bytes = from >= tailFrom ? tail.subarray(from - tailFrom, to - tailFrom) : await file.read(from, to);
    return bytes.slice().buffer;
  };
  try {
    const options = { initialFetchSize: tailBytes };
    return summarise(await parquetMetadataAsync({ byteLength: file.size, slice }, options), file.size);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault(
      "corrupt",
      { file: file.name, reason: error instanceof Error ? error.message : String(error) },
      error,
    );
  }
}

/**
 * Check that a file begins and ends as Parquet files do. Throws `file-empty`, `not-parquet`, and `truncated` where only
 * the beginning is right.
 */
export async function checkMagic(file: ByteFile): Promise<void> {
  if (file.size === 0) throw new Fault("file-empty", { file: file.name });
  if (file.size >= 12 && isMagic(await file.read(file.size - 4, file.size))) return;
  if (!isMagic(await file.read(0, Math.min(4, file.size)))) throw new Fault("not-parquet", { file: file.name });
  throw new Fault("truncated", { file: file.name, expected: "PAR1", actual: file.size });
}

function isMagic(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes) === "PAR1";
}

/** A footer from the metadata that hyparquet parsed of a file of `bytes` bytes. */
export function summarise(metadata: FileMetaData, bytes: number): Footer {
  return {
    bytes,
    rows: Number(metadata.num_rows),
    columns: parquetSchema(metadata).children.map((child) => child.element.name),
    rowGroups: metadata.row_groups.map((group) => {
      const from = Math.min(...group.columns.map(firstByte));
      const bounds: Record<string, Bounds> = {};
      for (const column of group.columns) {
        const found = boundsOf(column);
        const name = column.meta_data?.path_in_schema[0];
        if (found && name !== undefined) bounds[name] = found;
      }
      return { rows: Number(group.num_rows), from, to: Math.max(...group.columns.map(lastByte)), bounds };
    }),
  };
}

function firstByte({ meta_data }: ColumnChunk): number {
  if (!meta_data) return Number.POSITIVE_INFINITY;
  return Number(meta_data.dictionary_page_offset || meta_data.data_page_offset);
}

function lastByte(column: ColumnChunk): number {
  return firstByte(column) + Number(column.meta_data?.total_compressed_size ?? 0);
}

function boundsOf({ meta_data }: ColumnChunk): Bounds | undefined {
  const statistics = meta_data?.statistics;
  const min = toNumber(statistics?.min_value ?? statistics?.min);
  const max = toNumber(statistics?.max_value ?? statistics?.max);
  return min === undefined || max === undefined ? undefined : [min, max];
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  return value instanceof Date ? value.getTime() / 1000 : undefined;
}
