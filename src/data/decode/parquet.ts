import initWasm, { ParquetFile, type Table } from "parquet-wasm/esm/parquet_wasm.js";
import { Fault } from "../../domain/fault.ts";
import { type ByteFile, memoryFile, openBytes, type ReadOptions, readWhole } from "../bytes.ts";
import { verify, verifyFooter, verifyPieces } from "../checksum.ts";
import { checkMagic, tailBytes } from "../footer.ts";
import type { ColumnSet } from "../raw-columns.ts";
import { type BlobLike, segmentedFile } from "../segments.ts";
import { inTurn, settled } from "../tasks.ts";
import { foreignColumns, UnreadableColumn } from "./ffi.ts";
import type { FilePart } from "./protocol.ts";

/** Larger than any part we read, so that row groups become one record batch each. */
const batchSize = 1 << 20;

/** The bytes of the WebAssembly module, or where it is. */
export type WasmSource = Response | Promise<Response> | BufferSource;

/** What of a file is to be read; without `columns` all of them. */
export interface ParquetRead {
  readonly input: FilePart;
  readonly columns?: readonly string[] | undefined;
  readonly options: ReadOptions;
}

/** Reads Parquet files. */
export interface ParquetReader {
  /** As an Arrow IPC stream. */
  ipc(read: ParquetRead): Promise<Uint8Array>;
  /** As memory that is there only while `use` runs. Throws `UnreadableColumn` if `use` asks for a column of a rare type. */
  columns<T>(read: ParquetRead, use: (columns: ColumnSet) => T): Promise<T>;
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
  readonly read: ByteFile["read"];
  hold(from: number, to: number, options: ReadOptions): Promise<() => void>;
}

/** A reader that keeps the footers of files it reads in parts. The module is loaded at once. */
export function createParquetReader(wasm: () => WasmSource): ParquetReader {
  return new Reader(initWasm({ module_or_path: wasm() }));
}

class Reader implements ParquetReader {
  readonly #ready: ReturnType<typeof initWasm>;
  readonly #open = new Map<string, Promise<OpenFile>>();
  readonly #decodes = inTurn();
  #failCurrent: ((error: unknown) => void) | undefined;
  spoilt = false;

  constructor(ready: ReturnType<typeof initWasm>) {
    this.#ready = ready;
    ready.catch(() => undefined); // every read awaits and reports it
  }

  ipc(read: ParquetRead): Promise<Uint8Array> {
    return this.#read(read, (table) => table.intoIPCStream());
  }

  async columns<T>(read: ParquetRead, use: (columns: ColumnSet) => T): Promise<T> {
    const { memory } = await this.#ready;
    return this.#read(read, (table) => {
      const stream = table.intoFFI();
      try {
        const place = { memory: memory.buffer, schema: stream.schemaAddr(), arrays: stream.arrayAddrs() };
        return use(foreignColumns(place));
      } finally {
        stream.free();
      }
    });
  }

  panic(error: unknown): boolean {
    if (!this.#failCurrent) return false;
    this.spoilt = true;
    this.#failCurrent(error);
    return true;
  }

  #read<T>(read: ParquetRead, use: Use<T>): Promise<T> {
    return read.input.part ? this.#readPart(read, read.input.part, use) : this.#readAll(read, use);
  }

  async #readPart<T>({ input, columns, options }: ParquetRead, part: Part, use: Use<T>): Promise<T> {
    const key = "url" in input.file.at ? input.file.at.url : input.file.name;
    let opening = this.#open.get(key);
    if (!opening) {
      opening = this.#openParts(input, { onBytes: options.onBytes }); // shared: not aborted with this job
      this.#open.set(key, opening);
      opening.catch(() => this.#open.delete(key));
    }
    const { parquet, read, hold } = await opening;
    const release = await hold(part.from, part.to, options);
    try {
      await verifyPieces(input.file, part, read);
      const rowGroups = [...part.rowGroups];
      return await this.#decoding(input.file.name, async () => use(await readRows(parquet, { rowGroups, columns })));
    } finally {
      release();
    }
  }

  async #readAll<T>({ input, columns, options }: ParquetRead, use: Use<T>): Promise<T> {
    const bytes = await readWhole(input.file, options);
    const file = memoryFile(input.file.name, bytes);
    if (input.file.sha256) await verify(file.name, bytes, input.file.sha256);
    await checkMagic(file);
    await this.#ready;
    return this.#decoding(file.name, async () => {
      const parquet = await openParquet(segmentedFile(file).blob);
      const result = use(await readRows(parquet, { columns }));
      parquet.free();
      return result;
    });
  }

  async #openParts(input: FilePart, options: ReadOptions): Promise<OpenFile> {
    const file = segmentedFile(await openBytes(input.file, options));
    await file.hold(Math.max(0, file.size - tailBytes), file.size, options);
    await checkMagic(file);
    await verifyFooter(input.file, file);
    await this.#ready;
    const parquet = await this.#decoding(file.name, () => openParquet(file.blob));
    return { parquet, read: file.read, hold: file.hold };
  }

  /** Only one decodes at a time, so that a panic is that one's. */
  #decoding<T>(file: string, work: () => Promise<T>): Promise<T> {
    return this.#decodes(() => {
      const { promise, resolve, reject } = settled<T>();
      this.#failCurrent = (error) => reject(corrupt(error, file));
      work()
        .then(resolve, (error) => reject(corrupt(error, file)))
        .finally(() => {
          this.#failCurrent = undefined;
        });
      return promise;
    });
  }
}

type Part = NonNullable<FilePart["part"]>;
type Use<T> = (table: Table) => T;

function openParquet(blob: BlobLike): Promise<ParquetFile> {
  // parquet-wasm uses only `size` and `slice().arrayBuffer()`; a real Blob would copy through the browser process.
  return ParquetFile.fromFile(blob as unknown as Blob);
}

function readRows(
  parquet: ParquetFile,
  { rowGroups, columns }: { rowGroups?: number[]; columns: readonly string[] | undefined },
): Promise<Table> {
  return parquet.read({
    batchSize,
    ...(rowGroups ? { rowGroups } : {}),
    ...(columns ? { columns: present(parquet, columns) } : {}),
  });
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

function corrupt(error: unknown, file: string): Error {
  if (error instanceof Fault || error instanceof UnreadableColumn) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new Fault(/memory|allocation/i.test(reason) ? "out-of-memory" : "corrupt", { file, reason }, error);
}
