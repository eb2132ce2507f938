import type { Manifest } from "../domain/manifest.ts";
import type { TableName } from "../domain/tables.ts";
import type { TableColumns } from "./decode/protocol.ts";
import type { Within } from "./plan.ts";

/** What loading is doing now. `bytes` counts what has arrived; totals are 0 while they are not known. */
export interface LoadProgress {
  readonly stage: "manifest" | "tables" | "cases" | "database";
  readonly file: string;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly rows: number;
  readonly totalRows: number;
}

/** Options of everything that loads. Aborting rejects with the signal's reason. */
export interface LoadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/** Options of `DatasetHandle.eachPart`. */
export interface PartOptions extends LoadOptions {
  /** Gets each part and its buffers, which may be handed over. */
  readonly onPart: (part: TableColumns, buffers: ArrayBuffer[]) => void;
}

/** What streaming cases will read. */
export interface CasePlan {
  readonly rows: number;
  readonly bytes: number;
  readonly chunks: number;
}

/** Options of `DatasetHandle.streamCases`. */
export interface StreamOptions extends LoadOptions {
  /** Fields that become codes: filter fields and area ids. One that a file does not have is without values. */
  readonly fields: readonly string[];
  /** Gets `{type: "chunk", order, file, chunk}` in any order, then `{type: "end", chunks}` or `{type: "failed", fault}`. */
  readonly port: MessagePort;
  readonly within?: Within;
  /** Only the cases of these files. */
  readonly files?: readonly string[];
  /** Also what following data that grows takes (`domain/case-chunk.ts`). */
  readonly live?: boolean;
}

/** A part of a table as an Arrow IPC stream. */
export interface IpcPart {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly rows: number;
}

/** Options of `DatasetHandle.ipc`. `gate` is awaited before each read, so that loading can step aside. */
export interface IpcOptions extends LoadOptions {
  readonly gate?: (() => Promise<void>) | undefined;
}

/** An open dataset: its tables can be read, nothing of it is kept. */
export interface DatasetHandle {
  readonly manifest: Manifest;
  readonly tables: readonly TableName[];
  /** Rows of a table. */
  rows(table: TableName): number;
  /**
   * Fields of a small table, decoded without DuckDB. A field that the table does not have is without values, unless the
   * model requires it (`missing-column`); a table that the dataset does not have is `missing-table`.
   */
  columns(table: TableName, fields: readonly string[], options?: LoadOptions): Promise<TableColumns>;
  /**
   * The same of a large table, part by part in their order; texts come as bytes. A field that a part does
   * not have is without values there.
   */
  eachPart(table: TableName, fields: readonly string[], options: PartOptions): Promise<void>;
  /** How many cases streaming will give, at most, so that memory can be made ready. */
  planCases(within?: Within, options?: LoadOptions): Promise<CasePlan>;
  /** Decode cases in workers and send them through a port. Resolves when all are sent. */
  streamCases(options: StreamOptions): Promise<CasePlan>;
  /** A whole table as Arrow IPC streams, one for each file or run of row groups, reading one ahead. */
  ipc(table: TableName, options?: IpcOptions): AsyncIterable<IpcPart>;
  /** Names under which files keep the fields, where they are not the canonical ones: stored name → field. */
  renames(table: TableName): Readonly<Record<string, string>>;
  /** End the decode workers until they are needed again, to give their memory back. */
  rest(): void;
  /** End the decode workers for good. */
  close(): void;
}

/** A file that the user dropped; `path` includes the folder, if one was dropped. */
export interface DroppedFile {
  readonly path: string;
  readonly blob: Blob;
}

/** Everything that can be opened. */
export type SourceInput =
  | { readonly kind: "dataset-url"; readonly url: string }
  | { readonly kind: "dropped-files"; readonly files: readonly DroppedFile[] }
  | { readonly kind: "imported"; readonly id: string }
  | PlainParquetInput;

/** One Parquet file of cases, and areas from GeoJSON. */
export interface PlainParquetInput {
  readonly kind: "plain-parquet";
  readonly url: string;
  /** Field of the model → column of the file. */
  readonly columns: Readonly<Record<string, string>>;
  readonly areas?: {
    readonly url: string;
    readonly level: "duty_grid" | "community" | "street_town" | "cell";
    /** Field of `areas` → property of the features. */
    readonly properties: Readonly<Record<string, string>>;
  };
  readonly title?: string;
}

/** A kind of place that datasets come from. */
export interface Source<I extends SourceInput = SourceInput> {
  readonly id: I["kind"];
  accepts(input: SourceInput): input is I;
  /** Throws a `Fault` that names the file and the reason. */
  open(input: I, options: LoadOptions): Promise<DatasetHandle>;
}
