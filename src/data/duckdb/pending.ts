import type { Instance } from "./instance.ts";

/** A statement that was stopped must let go of the database in this time, else the database is started anew. */
const graceMs = 3000;

/** Longest pause between two looks at a statement that DuckDB's other threads work on. */
const longestPauseMs = 20;

/**
 * Run a statement; resolves with an Arrow IPC stream or file. With a signal it can be stopped: DuckDB works in slices,
 * and between them hears of it. It rejects with the signal's reason when DuckDB is free again.
 */
export async function runStatement(
  instance: Instance,
  sql: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const { use, queries } = instance;
  if (!signal) return use((db) => db.runQuery(queries, sql));
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  // A thread inside one long operator hears nothing (duckdb-wasm does not interrupt it) and keeps the others waiting.
  const watch = () => {
    watchdog = setTimeout(() => instance.replace("a stopped query did not end"), graceMs);
  };
  signal.throwIfAborted();
  signal.addEventListener("abort", watch);
  try {
    return await poll(instance, sql, signal);
  } finally {
    signal.removeEventListener("abort", watch);
    clearTimeout(watchdog);
  }
}

/** What takes the rows of a statement: Arrow IPC streams, each whole by itself; the next comes when it is done with one. */
export interface PartTaker {
  readonly signal: AbortSignal | undefined;
  readonly onPart: (ipc: Uint8Array) => Promise<void>;
}

/** Bytes of record batches that make one part. */
const partBytes = 1 << 20;

/** Run a reading statement whose rows are never all in memory, on the connection of exports. */
export async function streamStatement(
  { use, exports }: Instance,
  sql: string,
  { signal, onPart }: PartTaker,
): Promise<void> {
  const stopIfAborted = async () => {
    if (!signal?.aborted) return;
    await use((db) => db.cancelPendingQuery(exports));
    signal.throwIfAborted();
  };
  let header = await use((db) => db.startPendingQuery(exports, sql, true));
  while (header === null) {
    await stopIfAborted();
    header = await use((db) => db.pollPendingQuery(exports));
  }
  const send = async (parts: readonly Uint8Array[]) => {
    try {
      await onPart(joined(parts));
    } catch (error) {
      await use((db) => db.cancelPendingQuery(exports));
      throw error;
    }
  };
  let held = [header];
  let bytes = 0;
  for (;;) {
    await stopIfAborted();
    const part = await use((db) => db.fetchQueryResults(exports));
    if (part === null) continue;
    if (part.length === 0) break;
    held.push(part);
    bytes += part.length;
    if (bytes < partBytes) continue;
    await send(held);
    held = [header];
    bytes = 0;
  }
  if (held.length > 1) await send(held);
}

async function poll({ use, queries }: Instance, sql: string, signal: AbortSignal): Promise<Uint8Array> {
  const stopIfAborted = async () => {
    if (!signal.aborted) return;
    await use((db) => db.cancelPendingQuery(queries));
    await use((db) => db.runQuery(queries, "SELECT 1")); // returns when the threads have let go
    signal.throwIfAborted();
  };
  let header = await use((db) => db.startPendingQuery(queries, sql));
  for (let pauseMs = 1; header === null; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    await stopIfAborted();
    const start = performance.now();
    header = await use((db) => db.pollPendingQuery(queries));
    if (header === null && performance.now() - start < pauseMs) await pause(pauseMs);
  }
  const parts = [header];
  for (;;) {
    await stopIfAborted();
    const part = await use((db) => db.fetchQueryResults(queries));
    if (part === null) continue;
    if (part.length === 0) return joined(parts);
    parts.push(part);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
