import type { Box } from "../../domain/manifest.ts";
import type { TableName } from "../../domain/tables.ts";
import type { AreaLevel } from "../../domain/vocabulary.ts";
import type { Finding, SetAside } from "./findings.ts";
import type { BaseAreas } from "./known-areas.ts";
import type { SourceBlob } from "./read/bytes.ts";
import type { Recipe } from "./recipe.ts";

/** What is imported: files with the recipe that says what they mean. */
export interface ImportInput {
  readonly recipe: Recipe;
  /** Files by the names that the recipe gives them. */
  readonly files: readonly SourceBlob[];
  /** Areas of the open dataset, where the import adds to it. */
  readonly baseAreas?: readonly BaseAreas[] | undefined;
  /** Keys of the open dataset by table, where rows are added behind its own: none may come twice. */
  readonly baseIds?: Readonly<Partial<Record<TableName, readonly string[]>>> | undefined;
}

/** Some rows of a table as Arrow IPC, in the types of the model. */
export interface ImportPart {
  readonly table: TableName;
  readonly name: string;
  readonly blob: Blob;
  readonly rows: number;
}

/** What became of one file. */
export interface FileCount {
  readonly table: TableName;
  readonly file: string;
  readonly read: number;
  readonly kept: number;
  readonly quarantined: number;
}

/** Everything that an import gives; nothing of it is kept anywhere yet. */
export interface ImportOutcome {
  readonly parts: readonly ImportPart[];
  readonly counts: readonly FileCount[];
  readonly findings: readonly Finding[];
  readonly setAside: readonly SetAside[];
  readonly quarantine: readonly { readonly table: TableName; readonly file: string; readonly csv: Blob }[];
  readonly box: Box | undefined;
  /** First and last `reported_at`, and the last time that has happened; wall-clock seconds. */
  readonly times: { readonly first: number; readonly last: number; readonly asOf: number } | undefined;
  readonly levels: readonly { readonly level: AreaLevel; readonly count: number }[];
}

/** What is being done: bytes read of all files. */
export interface ImportProgress {
  readonly file: string;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly rows: number;
}
