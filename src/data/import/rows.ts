import type { TableName } from "../../domain/tables.ts";

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
