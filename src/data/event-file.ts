import { Fault } from "../domain/fault.ts";
import { decodeText, parseCsv } from "./csv.ts";
import { type EventNames, guessEventNames } from "./decode/event-columns.ts";
import { createDecodePool } from "./decode/pool.ts";
import type { EventRows } from "./decode/protocol.ts";

/** A file of events that stands by itself. */
export interface EventFile {
  readonly path: string;
  readonly blob: Blob;
}

/** The beginning of a table of events: its columns, some rows, and which fields the columns seem to hold. */
export interface EventSample {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly names: EventNames;
}

const xes = /\.xes(\.gz)?$/i;
const csv = /\.(csv|tsv|txt)(\.gz)?$/i;
const sampleBytes = 1 << 16;
const sampleRows = 5;

/** Whether a file can only be an event log: XES, or a table named after the stage log. */
export function isEventFile({ path }: { readonly path: string }): boolean {
  return /\.xes(\.gz)?$|(^|[/\\])(case_events|案件环节)[^/\\]*\.csv(\.gz)?$/i.test(path);
}

/** Whether the columns of a file are for the user to name: a table, where XES names them itself. */
export function hasOwnColumns({ path }: { readonly path: string }): boolean {
  return csv.test(path);
}

/** The beginning of a table of events. Throws `file-empty`, and `corrupt` for what cannot be unpacked. */
export async function sampleEvents({ path, blob }: EventFile): Promise<EventSample> {
  const bytes = await firstBytes(path, blob);
  // A character may be cut in two at the end: only whole lines are read.
  const end = bytes.length < sampleBytes ? bytes.length : bytes.lastIndexOf(10) + 1 || bytes.length;
  const [columns, ...rows] = parseCsv(decodeText(bytes.subarray(0, end)));
  if (!columns) throw new Fault("file-empty", { file: path });
  const named = columns.map((name) => name.replace(/^\ufeff/, ""));
  return { columns: named, rows: rows.slice(0, sampleRows), names: guessEventNames(named) };
}

async function firstBytes(file: string, blob: Blob): Promise<Uint8Array> {
  if (!/\.gz$/i.test(file)) return new Uint8Array(await blob.slice(0, sampleBytes).arrayBuffer());
  const reader = blob.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const bytes = new Uint8Array(sampleBytes);
  let length = 0;
  try {
    while (length < sampleBytes) {
      const { value, done } = await reader.read();
      if (done) break;
      const part = value.subarray(0, sampleBytes - length);
      bytes.set(part, length);
      length += part.length;
    }
  } catch (error) {
    throw new Fault("corrupt", { file, reason: "gzip" }, error);
  }
  await reader.cancel();
  return bytes.subarray(0, length);
}

/** Reads a file of events in a worker, by the columns that `names` says. Throws a `Fault` that names file and reason. */
export async function readEventFile({ path, blob }: EventFile, names?: EventNames): Promise<EventRows> {
  const format = xes.test(path) ? "xes" : csv.test(path) ? "csv" : undefined;
  if (!format) throw new Fault("unknown-file", { file: path });
  const pool = createDecodePool();
  const shape = names && { table: "case_events" as const, names: { ...names } };
  try {
    return await pool.run("events", { file: { name: path, at: { blob } }, format, shape });
  } finally {
    pool.close();
  }
}
