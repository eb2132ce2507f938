import { MessageChannel } from "node:worker_threads";
import type { DatasetHandle } from "../../src/data/source.ts";
import { createLogClient, type LogClient } from "../../src/engine/process/client.ts";
import { type LogPort, serveLog } from "../../src/engine/process/host.ts";
import { type OpenLog, readLog } from "../../src/state/read-log.ts";
import { areasOf } from "./open-folder.ts";

/** The worker that keeps an event log, behind a message port of this process. */
export function localLog(): LogClient {
  const { port1, port2 } = new MessageChannel();
  serveLog(port2 as unknown as LogPort);
  // A port has all of a worker that the client uses.
  return createLogClient(Object.assign(port1, { terminate: () => port1.close() }) as unknown as Worker);
}

/** The event log of a dataset. */
export async function logOf(handle: DatasetHandle): Promise<OpenLog & { close(): void }> {
  const client = localLog();
  const log = await readLog(client, handle, await areasOf(handle));
  return { ...log, close: client.close };
}
