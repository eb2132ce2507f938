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
