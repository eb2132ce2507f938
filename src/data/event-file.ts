import { Fault } from "../domain/fault.ts";
import { createDecodePool } from "./decode/pool.ts";
import type { EventRows } from "./decode/protocol.ts";

/** A file of events that stands by itself. */
export interface EventFile {
  readonly path: string;
  readonly blob: Blob;
}

/** Whether a file can only be an event log: XES, or a table named after the stage log. */
export function isEventFile({ path }: { readonly path: string }): boolean {
  return /\.xes$|(^|[/\\])(case_events|案件环节)[^/\\]*\.csv$/i.test(path);
}

/** Reads a file of events in a worker. Throws a `Fault` that names the file and the reason. */
export async function readEventFile({ path, blob }: EventFile): Promise<EventRows> {
  const format = /\.xes$/i.test(path) ? "xes" : /\.(csv|tsv|txt)$/i.test(path) ? "csv" : undefined;
  if (!format) throw new Fault("unknown-file", { file: path });
  const pool = createDecodePool();
  try {
    return await pool.run("events", { file: { name: path, at: { blob } }, format });
  } finally {
    pool.close();
  }
}
