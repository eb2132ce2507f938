import type { CaseChunk, CodedColumn } from "../../domain/case-chunk.ts";
import type { FaultData } from "../../domain/fault.ts";
import type { TableName } from "../../domain/tables.ts";
import type { FileRef } from "../bytes.ts";
import type { Footer } from "../footer.ts";
import type { ChunkRecipe } from "./chunk.ts";

/** How a file keeps its table. */
export type Format = "parquet" | "arrow" | "csv" | "geojson" | "xes";

/** What of a file is to be read: all of it, or some row groups of a Parquet file. */
export interface FilePart {
  readonly file: FileRef;
  readonly format: Format;
  readonly part?: { readonly rowGroups: readonly number[]; readonly from: number; readonly to: number } | undefined;
  /** What the rows of a CSV or GeoJSON file become. */
  readonly shape?: RowShape | undefined;
}

/** How rows of loose files become rows of a table of the model. */
export interface RowShape {
  readonly table: TableName;
  /** Field → column or property of the file. */
  readonly names: Readonly<Record<string, string>>;
  /** Field → the value that every row has. */
  readonly constants?: Readonly<Record<string, string>> | undefined;
}

/** Where a field is in a file and how it is wanted; a field that is not required may be absent. */
export interface WantedField {
  readonly column: string;
  readonly kind: FieldKind;
  readonly required: boolean;
}

/** How a field is wanted: a text for each row, texts as bytes in one piece, codes, numbers, or geometries. */
export type FieldKind = "text" | "bytes" | "code" | "number" | "geometry";

/** Well-known-binary geometries or UTF-8 texts one behind the other; row `i` is `bytes[borders[i] .. borders[i + 1]]`. */
export interface ShapeColumn {
  readonly bytes: Uint8Array;
  readonly borders: Uint32Array;
}

/** A column of a small table; a missing text is empty, a missing number NaN. */
export type FieldColumn = Float64Array | readonly string[] | CodedColumn | ShapeColumn;

/** Some columns of a small table. */
export interface TableColumns {
  readonly rows: number;
  readonly fields: Readonly<Record<string, FieldColumn>>;
}

/** Events of a file that stands by itself: fields of `case_events`, and whether times have fractions of seconds. */
export interface EventRows {
  readonly table: TableColumns;
  readonly fractions: boolean;
}

/** What is known of a file before it is read. */
export interface Inspection {
  readonly columns: readonly string[];
  readonly rows: number;
}

/** What decode workers do, by name: what goes in and what comes out. */
export interface Tasks {
  footer: { in: { readonly file: FileRef }; out: Footer };
  inspect: { in: FilePart; out: Inspection };
  chunk: { in: FilePart & { readonly recipe: ChunkRecipe }; out: CaseChunk };
  columns: {
    in: FilePart & { readonly fields: Readonly<Record<string, WantedField>> };
    out: TableColumns;
  };
  /** Events of a file that stands by itself. */
  events: { in: FilePart; out: EventRows };
  /** An Arrow IPC stream of all or some columns. */
  ipc: { in: FilePart & { readonly columns?: readonly string[] | undefined }; out: Uint8Array };
}

/** The name of a task. */
export type TaskName = keyof Tasks;

/** One task to do. */
export type Task = { [K in TaskName]: { readonly name: K; readonly input: Tasks[K]["in"] } }[TaskName];

/** What the page tells a decode worker. */
export type ToDecoder =
  | { readonly type: "run"; readonly job: number; readonly task: Task }
  | { readonly type: "cancel"; readonly job: number };

/** What a decode worker tells the page. */
export type FromDecoder =
  | { readonly type: "alive" }
  /** The worker has told all it will tell and must be replaced. */
  | { readonly type: "spoilt" }
  | { readonly type: "bytes"; readonly job: number; readonly count: number }
  | { readonly type: "done"; readonly job: number; readonly output: Tasks[TaskName]["out"] }
  | { readonly type: "failed"; readonly job: number; readonly fault: FaultData };
