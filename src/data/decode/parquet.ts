import initWasm, { ParquetFile } from "parquet-wasm/esm/parquet_wasm.js";
import { Fault } from "../../domain/fault.ts";
import { memoryFile, openBytes, type ReadOptions, readWhole } from "../bytes.ts";
import { verify } from "../checksum.ts";
import { checkMagic, tailBytes } from "../footer.ts";
import { type BlobLike, segmentedFile } from "../segments.ts";
import { inTurn, settled } from "../tasks.ts";
import type { FilePart } from "./protocol.ts";

/** Larger than any part we read, so that row groups become one record batch each. */
const batchSize = 1 << 20;

/** The bytes of the WebAssembly module, or where it is. */
export type WasmSource = Response | Promise<Response> | BufferSource;

/** Reads Parquet files as Arrow IPC streams. */
export interface ParquetReader {
  read(input: FilePart, columns: readonly string[] | undefined, options: ReadOptions): Promise<Uint8Array>;
  /**
   * To be told of errors that nothing caught: parquet-wasm panics at some corrupt files in a way that leaves its promise
   * pending for ever. The read that runs now fails instead. Returns whether there was one.
   */
  panic(error: unknown): boolean;
  /** Whether a panic has left the module unusable. */
  readonly spoilt: boolean;
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
  const decodes = inTurn();
  let failCurrent: ((error: unknown) => void) | undefined;
  let spoilt = false;

  /** Only one decodes at a time, so that a panic is that one's. */
  function decoding<T>(file: string, work: () => Promise<T>): Promise<T> {
    return decodes(() => {
      const { promise, resolve, reject } = settled<T>();
      failCurrent = (error) => reject(corrupt(error, file));
      work()
        .then(resolve, (error) => reject(corrupt(error, file)))
        .finally(() => {
          failCurrent = undefined;
        });
      return promise;
    });
  }

  async function openParts(input: FilePart, options: ReadOptions): Promise<OpenFile> {
    const file = segmentedFile(await openBytes(input.file, options));
    await file.hold(Math.max(0, file.size - tailBytes), file.size, options);
    await checkMagic(file);
    await ready;
    return { parquet: await decoding(file.name, () => openParquet(file.blob)), hold: file.hold };
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
      return await decoding(input.file.name, () => decode(parquet, { rowGroups: [...part.rowGroups], columns }));
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
    return decoding(file.name, async () => {
      const parquet = await openParquet(segmentedFile(file).blob);
      const ipc = await decode(parquet, { columns });
      parquet.free();
      return ipc;
    });
  }

  return {
    read: (input, columns, options) =>
      input.part ? readPart(input, input.part, columns, options) : readAll(input, columns, options),
    panic(error) {
      if (!failCurrent) return false;
      spoilt = true;
      failCurrent(error);
      return true;
    },
    get spoilt() {
      return spoilt;
    },
  };
}

type Columns = readonly string[] | undefined;

function openParquet(blob: BlobLike): Promise<ParquetFile> {
  // parquet-wasm uses only `size` and `slice().arrayBuffer()`; a real Blob would copy through the browser process.
  return ParquetFile.fromFile(blob as unknown as Blob);
}

async function decode(
  parquet: ParquetFile,
  { rowGroups, columns }: { rowGroups?: number[]; columns: Columns },
): Promise<Uint8Array> {
  const table = await parquet.read({
    batchSize,
    ...(rowGroups ? { rowGroups } : {}),
    ...(columns ? { columns: present(parquet, columns) } : {}),
  });
  return table.intoIPCStream();
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
  if (error instanceof Fault) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new Fault(/memory|allocation/i.test(reason) ? "out-of-memory" : "corrupt", { file, reason }, error);
}
