/** A coded column: `values[i]` is 0 where the case has no value, else 1 + an index into `dictionary`. */
export interface CodedColumn {
  readonly values: Uint8Array | Uint16Array;
  readonly dictionary: readonly string[];
}

/** How a case stands at the dataset's `asOf`. Void and rejected cases are outside every rate. */
export const outcomes = [
  "closed_on_time",
  "closed_late",
  "closed_no_limit",
  "open_in_time",
  "open_overdue",
  "open_no_limit",
  "void",
] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * A run of cases as small columns, decoded from one part of a file: what the linked filters keep of a case, about 20
 * bytes. Arrays have `rows` entries and are handed over, not copied.
 */
export interface CaseChunk {
  readonly rows: number;
  /** Wall-clock seconds since 1970-01-01 of `reported_at`. */
  readonly reported: Uint32Array;
  /** Web-Mercator position inside the square frame of the dataset's box (`lib/frame.ts`): 0 = west / north edge, 65535 = east / south edge. */
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  /** Index into `outcomes`. */
  readonly outcome: Uint8Array;
  /** `durationBin` of the time from report to closing, or to `asOf` while open. */
  readonly duration: Uint8Array;
  /** The filterable fields and the area ids: field name → codes. */
  readonly codes: Readonly<Record<string, CodedColumn>>;
  /** Only where data that grows is followed: what merging and telling how cases stand at another moment takes. */
  readonly live?: LiveColumns;
}

/** What a case is called and when it ended, 16 bytes a case. */
export interface LiveColumns {
  /** `case_id` as 64 bits, two words a case (`lib/last-of-each.ts`). */
  readonly names: Uint32Array;
  /** Wall-clock seconds of `due_at` and `closed_at`, 0 where unknown. */
  readonly due: Uint32Array;
  readonly closed: Uint32Array;
}

/** The case fields that can be filtered by their values, in the order the panel shows them. */
export const filterFields = ["category", "main_code", "dept", "source", "status", "handling_type"] as const;
export type FilterField = (typeof filterFields)[number];
