import { createImporter } from "../../data/import/client.ts";
import type { CoordinateSystem } from "../../data/import/coordinates.ts";
import type { ImportOutcome, ImportProgress } from "../../data/import/outcome.ts";
import type { FieldRecipe, Separator } from "../../data/import/recipe.ts";
import type { Sniffed } from "../../data/import/sniff.ts";
import type { ImportedEntry } from "../../data/import/store.ts";
import type { SystemShare } from "../../data/import/systems.ts";
import type { Fault } from "../../domain/fault.ts";
import type { TableName } from "../../domain/tables.ts";
import type { ControlPoint } from "../../lib/control-points.ts";
import { createLocalStore } from "../local-store.ts";

export type { CoordinateSystem } from "../../data/import/coordinates.ts";
export type { Finding } from "../../data/import/findings.ts";
export { type Constant, type FieldRecipe, separators, type TimeKind, timeKinds } from "../../data/import/recipe.ts";

/** What the user has said about a file before it is looked at. */
export interface Said {
  readonly table?: TableName;
  readonly sheet?: string;
  readonly encoding?: string;
  readonly separator?: Separator;
}

/** One file on its way in: what it was found to be, and what the user has said about it. */
export interface ImportFile {
  readonly name: string;
  readonly blob: Blob;
  readonly said: Said;
  readonly sniffed: Sniffed | null;
  readonly fault: Fault | null;
  readonly table: TableName | null;
  readonly fields: Readonly<Record<string, FieldRecipe>>;
  /** Values by field that a check found and no map lists. */
  readonly unlisted: Readonly<Record<string, readonly string[]>>;
  readonly coordinates: CoordinateSystem | null;
  readonly controlPoints: readonly ControlPoint[];
  /** How well positions fit the open dataset's areas under each likely system, the best first. */
  readonly systems: readonly SystemShare[];
}

/** Where the rows go: a dataset of their own, behind those of the open dataset, or in their place. */
export type Destination = "new" | "add" | "replace";

export interface ImportState {
  readonly files: readonly ImportFile[];
  readonly step: "files" | "map" | "check";
  readonly title: string;
  readonly timeZone: string;
  readonly destination: Destination;
  readonly busy: "sniff" | "check" | "keep" | null;
  readonly progress: ImportProgress | null;
  readonly outcome: ImportOutcome | null;
  readonly fault: Fault | null;
  readonly listed: readonly ImportedEntry[];
}

/** The wizard before files are chosen. */
export const emptyImport: ImportState = {
  files: [],
  step: "files",
  title: "",
  timeZone: "Asia/Shanghai",
  destination: "new",
  busy: null,
  progress: null,
  outcome: null,
  fault: null,
  listed: [],
};

export const imports = createLocalStore<ImportState>(emptyImport);

export const importer = createImporter();

export const patchImport = (part: Partial<ImportState>): void => imports.setState(part);

/** A file of the wizard by its name. */
export function importFile(name: string): ImportFile | undefined {
  return imports.getState().files.find((known) => known.name === name);
}

/** Changes what is known of a file; a check before says nothing about it any more. */
export function patchFile(name: string, part: Partial<ImportFile>): void {
  imports.setState(({ files }) => ({
    files: files.map((file) => (file.name === name ? { ...file, ...part } : file)),
    outcome: null,
  }));
}
