import { whenIdle } from "./idle.ts";
import { type Live, onLive } from "./session.ts";
import { store } from "./store.ts";

type ResultColumns = Parameters<Awaited<ReturnType<Live["database"]>>["registerResult"]>[1];

/** What a result was made with, enough to make it again. */
export interface MadeWith {
  readonly analysis: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  readonly dataVersion: string;
  readonly seed?: number;
}

interface Waiting {
  readonly columns: () => ResultColumns;
  readonly made: MadeWith & { readonly madeAt: string };
}

const software = "wangge 0.1.0";

let live: Live | null = null;
const waiting = new Map<string, Waiting>();
/** The last that was given to the database. */
let storing: Promise<void> = Promise.resolve();
/** Analysis → the name of the first table of its last result. */
const names = new Map<string, string>();

onLive((next) => {
  live = next;
  waiting.clear();
  names.clear();
  storing = Promise.resolve();
});
store.subscribe(({ session }) => session.database, storeWaiting);

/** Keeps a result as a table of SQL, in place of an older one of that name, as soon as the database is there. */
export function publishResult(name: string, columns: () => ResultColumns, made: MadeWith): void {
  const first = ![...waiting.values()].some((other) => other.made.analysis === made.analysis);
  if (first) names.set(made.analysis, name);
  waiting.set(name, { columns, made: { ...made, madeAt: new Date().toISOString() } });
  storeWaiting();
}

/** Resolves when an analysis has a result, at once if it has one; not if it finds none. */
export async function whenResult(analysis: string, { signal }: { readonly signal: AbortSignal }): Promise<void> {
  while (!names.has(analysis) && !signal.aborted) await new Promise((done) => setTimeout(done, 100));
}

/** The last result table of an analysis, stored now: the database is started for it if need be. `null` where there is none. */
export async function storedResult(analysis: string): Promise<string | null> {
  await storeResults();
  return names.get(analysis) ?? null;
}

/** A result that no database has yet: where there is none, it is read from here. */
export interface WaitingResult {
  readonly name: string;
  readonly columns: ResultColumns;
  readonly made: MadeWith;
}

/** The results of an analysis that wait for the database, the first one first. */
export function waitingResults(analysis: string): WaitingResult[] {
  const own = [...waiting].filter(([, { made }]) => made.analysis === analysis);
  return own.map(([name, { columns, made }]) => ({ name, columns: columns(), made }));
}

/** Stores whatever waits, now: a query is about to be run that may name it. */
export async function storeResults(): Promise<void> {
  if (live && waiting.size > 0) {
    const ready = [...waiting];
    waiting.clear();
    const { database } = live;
    storing = storing.catch(() => {}).then(async () => register(await database(), ready));
  }
  await storing;
}

/** The database is not started for results alone: they wait until it has the cases, and until nobody is at work. */
function storeWaiting(): void {
  if (store.getState().session.database !== "ready" || waiting.size === 0) return;
  whenIdle()
    .then(storeResults)
    .catch(() => {
      // The database says itself why it cannot; the result is still on screen, and the next one is stored anew.
    });
}

async function register(
  database: Awaited<ReturnType<Live["database"]>>,
  results: readonly [string, Waiting][],
): Promise<void> {
  for (const [name, { columns, made }] of results)
    await database.registerResult(name, columns(), { ...made, software });
}
