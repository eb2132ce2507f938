import initWasm, { ParquetFile } from "parquet-wasm/esm/parquet_wasm.js";
import { Fault } from "../../domain/fault.ts";
import { memoryFile, openBytes, type ReadOptions, readWhole } from "../bytes.ts";
import { verify } from "../checksum.ts";
import { checkMagic, tailBytes } from "../footer.ts";
import { type BlobLike, segmentedFile } from "../segments.ts";
import type { FilePart } from "./protocol.ts";

/** Larger than any part we read, so that row groups become one record batch each. */
const batchSize = 1 << 20;

/** The bytes of the WebAssembly module, or where it is. */
export type WasmSource = Response | Promise<Response> | BufferSource;

/** Reads Parquet files as Arrow IPC streams. */
export interface ParquetReader {
  read(input: FilePart, columns: readonly string[] | undefined, options: ReadOptions): Promise<Uint8Array>;
}

interface OpenFile {
  readonly parquet: ParquetFile;
  hold(from: number, to: number, options: ReadOptions): Promise<() => void>;
}

/** A reader that keeps the footers of files it reads in parts. The module is loaded at once. */
export function createParquetReader(wasm: () => WasmSource): ParquetReader {
  const ready = initWasm({ module_or_path: wasm() });
  ready.catch(() => undefined); // every read awaits and reports it
  const open = new Map<string, Promise<OpenFile>>();

  async function openParts(input: FilePart, options: ReadOptions): Promise<OpenFile> {
    const file = segmentedFile(await openBytes(input.file, options));
    await file.hold(Math.max(0, file.size - tailBytes), file.size, options);
    await checkMagic(file);
    await ready;
    return { parquet: await openParquet(file.blob, file.name), hold: file.hold };
  }

  async function readPart(
    input: FilePart,
    part: NonNullable<FilePart["part"]>,
    columns: Columns,
    options: ReadOptions,
  ) {
    const key = "url" in input.file.at ? input.file.at.url : input.file.name;
    let opening = open.get(key);
    if (!opening) {
      opening = openParts(input, { onBytes: options.onBytes }); // shared: not aborted with this job
      open.set(key, opening);
      opening.catch(() => open.delete(key));
    }
    const { parquet, hold } = await opening;
    const release = await hold(part.from, part.to, options);
    try {
      return await decode(parquet, { rowGroups: [...part.rowGroups], columns }, input.file.name);
    } finally {
      release();
    }
  }

  async function readAll(input: FilePart, columns: Columns, options: ReadOptions) {
    const bytes = await readWhole(input.file, options);
    const file = memoryFile(input.file.name, bytes);
    if (input.file.sha256) await verify(file.name, bytes, input.file.sha256);
    await checkMagic(file);
    await ready;
    const parquet = await openParquet(segmentedFile(file).blob, file.name);
    try {
      return await decode(parquet, { columns }, file.name);
    } finally {
      parquet.free();
    }
  }

  return {
    read: (input, columns, options) =>
      input.part ? readPart(input, input.part, columns, options) : readAll(input, columns, options),
  };
}

type Columns = readonly string[] | undefined;

async function openParquet(blob: BlobLike, name: string): Promise<ParquetFile> {
  try {
    // parquet-wasm uses only `size` and `slice().arrayBuffer()` of a Blob; a real one would copy through the browser process.
    return await ParquetFile.fromFile(blob as unknown as Blob);
  } catch (error) {
    throw corrupt(error, name);
  }
}

async function decode(
  parquet: ParquetFile,
  { rowGroups, columns }: { rowGroups?: number[]; columns: Columns },
  name: string,
): Promise<Uint8Array> {
  try {
    const table = await parquet.read({
      batchSize,
      ...(rowGroups ? { rowGroups } : {}),
      ...(columns ? { columns: present(parquet, columns) } : {}),
    });
    return table.intoIPCStream();
  } catch (error) {
    throw corrupt(error, name);
  }
}

/** The wanted columns that the file has; at least one, so that the rows are counted. */
function present(parquet: ParquetFile, wanted: readonly string[]): string[] {
  const metadata = parquet.metadata();
  if (metadata.numRowGroups() === 0) return [];
  const all = metadata
    .rowGroup(0)
    .columns()
    .map((column) => column.columnPath()[0] ?? "");
  const found = wanted.filter((column) => all.includes(column));
  return found.length > 0 ? found : all.slice(0, 1);
}

function corrupt(error: unknown, file: string): Fault {
  const reason = error instanceof Error ? error.message : String(error);
  return new Fault(/memory|allocation/i.test(reason) ? "out-of-memory" : "corrupt", { file, reason }, error);
}
