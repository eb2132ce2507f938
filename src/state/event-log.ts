import type { EventNames } from "../data/decode/event-columns.ts";
import { type EventFile, isEventFile, readEventFile } from "../data/event-file.ts";
import type { DatasetHandle } from "../data/source.ts";
import type { AreaTable } from "../domain/area-table.ts";
import { Fault, toFault } from "../domain/fault.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import { createLogClient, type LogClient } from "../engine/process/client.ts";
import { setAnalysis, setView } from "./actions.ts";
import { holdIdle } from "./idle.ts";
import { type OpenLog, readFileLog, readLog } from "./read-log.ts";
import { onLive, openFiles } from "./session.ts";
import { store } from "./store.ts";

let handle: DatasetHandle | null = null;
let own: { readonly client: LogClient; readonly log: Promise<OpenLog> } | null = null;
const imported = new Map<string, { readonly client: LogClient; readonly log: OpenLog; readonly number: number }>();
let imports = 0;

onLive((next) => {
  handle = next?.handle ?? null;
  own?.client.close();
  own = null;
  for (const { client } of imported.values()) client.close();
  imported.clear();
});

/** The event log of that name that the user has opened, else that of the dataset, read when first asked for. */
export function eventLog(name: string, areas: ReadonlyMap<AreaLevel, AreaTable>): Promise<OpenLog> {
  const known = imported.get(name);
  if (known) return Promise.resolve(known.log);
  if (own?.client.isDead()) own = null;
  if (!handle) return Promise.reject(new Fault("aborted"));
  own ??= openOwn(handle, areas);
  return own.log;
}

/** The fields that a user names columns for, and the beginning of the file they are in. */
export { type EventField, type EventNames, eventFields, neededEventFields } from "../data/decode/event-columns.ts";
export { type EventFile, type EventSample, hasOwnColumns, sampleEvents } from "../data/event-file.ts";

/** A log that the user has opened: its number, another each time, and how many of its cases the dataset has. */
export interface ImportedLog {
  readonly number: number;
  readonly matched: number;
}

const none: ImportedLog = { number: 0, matched: 0 };

/** The log of that name that the user has opened; its number is 0 where none is open. */
export function importedLog(name: string): ImportedLog {
  const known = imported.get(name);
  return known ? { number: known.number, matched: known.log.facts.matched } : none;
}

function startWorker(): LogClient {
  return createLogClient(new Worker(new URL("../engine/process/worker.ts", import.meta.url), { type: "module" }));
}

function openOwn(dataset: DatasetHandle, areas: ReadonlyMap<AreaLevel, AreaTable>) {
  const client = startWorker();
  const release = holdIdle();
  const log = readLog(client, dataset, areas);
  log
    .catch(() => {
      client.close();
      if (own?.client === client) own = null;
    })
    .finally(release);
  return { client, log };
}

/**
 * Opens a file of events (XES, or CSV by the columns in `names`) beside the dataset, whose cases it is joined to by their ids;
 * resolves with the name it can be asked by.
 */
export async function importEvents(file: EventFile, names?: EventNames): Promise<string> {
  const rows = await readEventFile(file, names);
  const client = startWorker();
  const { areas } = store.getState().session;
  const log = await readFileLog(client, rows, handle && { handle, areas });
  const name = file.path.split("/").pop() ?? file.path;
  imported.get(name)?.client.close();
  imported.set(name, { client, log, number: ++imports });
  return name;
}

let offered: EventFile | null = null;

/** Shows the process view, where the columns of a file are to be named. */
export function offerLog(file: EventFile): void {
  offered = file;
  setView("process");
}

/** The file that waits for its columns to be named; it waits once. */
export function takeOffered(): EventFile | null {
  const file = offered;
  offered = null;
  return file;
}

/** Opens what was dropped on the page: a log file alone goes into the process view, anything else is a dataset. */
export function openDropped(files: readonly EventFile[]): void {
  const [file] = files;
  if (!handle || !file || files.length > 1 || !isEventFile(file)) {
    openFiles(files);
    return;
  }
  importEvents(file).then(
    (log) => {
      setAnalysis("process", { log });
      setView("process");
    },
    (error: unknown) => {
      const fault = toFault(error, "corrupt", { file: file.path });
      store.setState(({ session }) => ({ session: { ...session, warnings: [...session.warnings, fault] } }));
    },
  );
}
