import type { LocalText, Manifest } from "../../src/domain/manifest.ts";
import type { TableName } from "../../src/domain/tables.ts";
import type { AreaLevel } from "../../src/domain/vocabulary.ts";

/** A geometry as GeoJSON writes it. */
export interface GeoJsonGeometry {
  readonly type: string;
  readonly coordinates: unknown;
}

/** Values of one field, row by row; `null`, `undefined`, `""` and `NaN` all mean unknown. */
export type RawColumn =
  | readonly unknown[]
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

/**
 * Rows of one table as columns of equal length. Geometry: GeoJSON objects. Timestamps and dates: wall-clock strings
 * `YYYY-MM-DD HH:MM:SS` (a `T` will do too) or numbers, seconds since 1970-01-01 of the wall clock.
 */
export interface RawTable {
  readonly [field: string]: RawColumn;
}

/** What a dataset says about itself, before its files are known. */
export interface DatasetMeta {
  readonly id: string;
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly simulated: boolean;
  readonly licence: string;
  readonly attribution: string;
  readonly timeZone: string;
  readonly coordinateSystem: Manifest["coordinateSystem"];
  /** Wall-clock moment up to which the data is complete; without it, the last time in the data that is not a due time. */
  readonly asOf?: string;
  /** Local names of the levels; a level not named here gets its standard name. */
  readonly levels?: Readonly<Partial<Record<AreaLevel, LocalText>>>;
  readonly labels?: Manifest["labels"];
}

/** How many rows share a reason or a warning. */
export interface QualityCount {
  readonly what: string;
  readonly rows: number;
}

/** What became of the rows of one table: `read` = `kept` + `quarantined`. */
export interface TableQuality {
  readonly read: number;
  readonly kept: number;
  readonly quarantined: number;
  /** Why rows were put aside. */
  readonly reasons: readonly QualityCount[];
  /** What is odd about rows that were kept. */
  readonly warnings: readonly QualityCount[];
}

/** The quality report of a build, also written as `quality.json`. */
export interface QualityReport {
  readonly dataset: string;
  readonly tables: Readonly<Partial<Record<TableName, TableQuality>>>;
}

/** Takes rows of any table in any number of portions and writes a dataset. */
export interface DatasetWriter {
  /** Adds rows. All areas come before the first cases, since cases are placed in them. */
  add(table: TableName, rows: RawTable): Promise<void>;
  /** Puts rows aside that the caller found unusable. */
  quarantine(table: TableName, reason: string, rows: RawTable): Promise<void>;
  /** Checks, sorts and writes everything, and moves the finished dataset to its place. */
  finish(onProgress?: (text: string, share: number) => void): Promise<{ manifest: Manifest; report: QualityReport }>;
  /** Gives up: removes what was written so far. */
  abort(): Promise<void>;
}
