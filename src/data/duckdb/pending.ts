import type { Instance } from "./instance.ts";

/**
 * Run a statement so that it can be stopped: DuckDB works in slices, and between them hears of a cancellation. Resolves
 * with an Arrow IPC stream; rejects with the signal's reason once DuckDB has let go of the statement.
 */
export async function runCancellable(
  { use, queries }: Instance,
  sql: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  signal?.throwIfAborted();
  const cancel = async () => {
    await use((db) => db.cancelPendingQuery(queries));
    signal?.throwIfAborted();
  };
  const parts: Uint8Array[] = [];
  let header = await use((db) => db.startPendingQuery(queries, sql));
  while (header === null) {
    if (signal?.aborted) await cancel();
    header = await use((db) => db.pollPendingQuery(queries));
  }
  parts.push(header);
  for (;;) {
    if (signal?.aborted) await cancel();
    const part = await use((db) => db.fetchQueryResults(queries));
    if (part === null) continue;
    if (part.length === 0) break;
    parts.push(part);
  }
  return joined(parts);
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
