import { type EventFile, isEventFile, readEventFile } from "../data/event-file.ts";
import type { DatasetHandle } from "../data/source.ts";
import type { AreaTable } from "../domain/area-table.ts";
import { Fault, toFault } from "../domain/fault.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import { createLogClient, type LogClient } from "../engine/process/client.ts";
import { setAnalysis, setView } from "./actions.ts";
import { eventPart, type OpenLog, readLog, workdays } from "./read-log.ts";
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

/** The number of the import of a log of that name, another each time it is opened; 0 where none is open. */
export function importNumber(name: string): number {
  return imported.get(name)?.number ?? 0;
}

function startWorker(): LogClient {
  return createLogClient(new Worker(new URL("../engine/process/worker.ts", import.meta.url), { type: "module" }));
}

function openOwn(dataset: DatasetHandle, areas: ReadonlyMap<AreaLevel, AreaTable>) {
  const client = startWorker();
  const log = readLog(client, dataset, areas);
  log.catch(() => {
    client.close();
    if (own?.client === client) own = null;
  });
  return { client, log };
}

/** Opens a file of events (XES or CSV) beside the dataset; resolves with the name it can be asked by. */
export async function importEvents(file: EventFile): Promise<string> {
  const { table, fractions } = await readEventFile(file);
  const client = startWorker();
  client.begin({
    cases: 0,
    events: table.rows,
    fields: [],
    presets: {},
    asOf: 0,
    latest: Date.now() / 1000 + 86_400,
    ...(handle ? await workdays(handle) : { firstDay: 0, isWorkday: new Uint8Array(0) }),
    ownCases: true,
    fractions,
  });
  client.events(eventPart(table), []);
  const name = file.path.split("/").pop() ?? file.path;
  imported.get(name)?.client.close();
  imported.set(name, { client, log: { facts: await client.finish(), ask: client.ask }, number: ++imports });
  return name;
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
