import type { QualityReport, RawTable } from "../../src/data/import/rows.ts";
import type { Manifest } from "../../src/domain/manifest.ts";
import type { TableName } from "../../src/domain/tables.ts";

export type { DatasetMeta } from "../../src/data/import/recipe.ts";
export type { GeoJsonGeometry, QualityReport, RawTable } from "../../src/data/import/rows.ts";

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
