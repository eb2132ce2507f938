import type { TableName } from "./tables.ts";
import type { AreaLevel } from "./vocabulary.ts";

/** The manifest version this program reads and writes. A reader refuses a higher major version. */
export const manifestVersion = "1.1";

/** West, south, east, north in degrees (WGS-84). */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** Bytes `from` (included) to `to` (excluded) of a file. */
export interface FilePiece {
  readonly from: number;
  readonly to: number;
  readonly sha256: string;
}

/** One Parquet file of a dataset. Paths are relative to the manifest. */
export interface DataFile {
  readonly path: string;
  readonly table: TableName;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly box?: Box;
  /** First and last `reported_at` (cases) or `at` (events), local wall-clock ISO 8601 without offset. */
  readonly timeRange?: readonly [string, string];
  /** `YYYY-MM` of a monthly partition. */
  readonly month?: string;
  /** Of a file that is read in parts: each row group, and what follows the last one. */
  readonly pieces?: readonly FilePiece[];
}

/** A file that saves work and holds nothing that the tables do not; who cannot use it reads them. */
export interface PreparedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Alerts that a night job found: the rows of the result table `alerts_inbox`, in a Parquet file beside the manifest. */
export interface AlertsFile extends PreparedFile {
  /** Wall-clock moment at which the table was made, and that of the data it was made from. */
  readonly madeAt: string;
  readonly asOf: string;
}

/** A text in both languages. */
export interface LocalText {
  readonly "zh-CN": string;
  readonly en: string;
}

/** What a dataset is and which files it has: `manifest.json`. */
export interface Manifest {
  readonly version: string;
  readonly id: string;
  readonly title: LocalText;
  readonly description?: LocalText;
  /** Made by a program, not observed: shown wherever the data is. */
  readonly simulated: boolean;
  readonly licence: string;
  readonly attribution: string;
  /** IANA name; every time in the dataset is wall-clock time there. */
  readonly timeZone: string;
  readonly coordinateSystem: "WGS-84" | "CGCS2000";
  readonly box: Box;
  readonly timeRange: readonly [string, string];
  /** Wall-clock moment up to which the data is complete: open cases are censored there. */
  readonly asOf: string;
  /** The area levels present, from coarse to fine, with their local names. */
  readonly levels: readonly { readonly level: AreaLevel; readonly name: LocalText; readonly count: number }[];
  /** Display names of codes: field → code → name. */
  readonly labels?: Readonly<Record<string, Readonly<Record<string, LocalText>>>>;
  readonly files: readonly DataFile[];
  /** The first picture, decoded: small datasets have it. */
  readonly prepared?: PreparedFile;
  /** What the wall shows of the early warning; where there is none it looks for itself. */
  readonly alerts?: AlertsFile;
  /** Hash over all file hashes: the data version that results cite. */
  readonly dataVersion: string;
  /** Program and version that wrote the dataset. */
  readonly generator: string;
}
