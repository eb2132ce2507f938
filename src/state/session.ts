import { type Database, openDatabase } from "../data/duckdb/index.ts";
import { caseFields, type FirstTable, firstTables } from "../data/first-picture.ts";
import type { DatasetHandle, DroppedFile, LoadProgress, SourceInput } from "../data/source.ts";
import { openDataset as openSource } from "../data/sources/index.ts";
import { areaIdField } from "../domain/case-tables.ts";
import { Fault, toFault } from "../domain/fault.ts";
import { noFilters } from "../domain/filters.ts";
import { createLinkedClient, type LinkedClient } from "../engine/linked/client.ts";
import { squareFrame } from "../lib/frame.ts";
import { patchDocument } from "./actions.ts";
import { noteInput, whenIdle } from "./idle.ts";
import { areaTables, type BaseFeatures, baseFeatures, placeTable } from "./read-tables.ts";
import { noSession, type Progress, type Session, store } from "./store.ts";

/** The open dataset and its workers, which are not plain state. */
export interface Live {
  readonly handle: DatasetHandle;
  readonly linked: LinkedClient;
  /** Every table in SQL; its code and its tables are fetched when first asked for. */
  readonly database: () => Promise<Database>;
}

/** Progress is told so often: every telling is a frame to draw, which without a GPU costs what decoding needs. */
const progressMilliseconds = 250;

/** How a document names a dataset that was imported on this machine: this, then its id. */
export const importPrefix = "import:";

/** What a document says of the user's own files, which no link can name. */
const localDataset = "local";

let live: Live | null = null;
let opening = new AbortController();
let lastInput: SourceInput | null = null;
let opened: string | null = null;
const listeners = new Set<(live: Live | null) => void>();

/** Calls `listener` now and whenever another dataset's cases are ready (or none is open). */
export function onLive(listener: (live: Live | null) => void): () => void {
  listeners.add(listener);
  listener(live);
  return () => listeners.delete(listener);
}

function setLive(next: Live | null): void {
  live = next;
  for (const listener of listeners) listener(next);
}

function setSession(patch: Partial<Session>): void {
  store.setState(({ session }) => ({ session: { ...session, ...patch } }));
}

/** What was set up for one dataset means nothing in another, which has other places and codes. */
const unset = { filters: noFilters, camera: null, selection: null };

/** Opens the document's dataset, now and whenever a link or a script names another. */
export function followDataset(): void {
  const follow = (url: string) => {
    if (url !== opened) openDataset(url);
  };
  store.subscribe(({ document }) => document.dataset, follow, { fireImmediately: true });
}

/** Opens the dataset folder at a URL and makes it the document's dataset. */
export function openDataset(url: string): void {
  opened = url;
  if (store.getState().document.dataset !== url) patchDocument({ dataset: url, ...unset });
  if (url.startsWith(importPrefix)) {
    open({ kind: "imported", id: url.slice(importPrefix.length) });
    return;
  }
  if (url !== localDataset) {
    open({ kind: "dataset-url", url });
    return;
  }
  lastInput = null;
  failSession(new Fault("local-files"));
}

/** Opens the user's own files. */
export function openFiles(files: readonly DroppedFile[]): void {
  opened = localDataset;
  patchDocument({ dataset: localDataset, ...unset });
  open({ kind: "dropped-files", files });
}

/** Opens whatever a source describes. Progress and faults are in the session's state. */
export function open(input: SourceInput): void {
  lastInput = input;
  opening.abort();
  opening = new AbortController();
  const { signal } = opening;
  setLive(null);
  store.setState({ session: { ...noSession, phase: "loading" }, linked: null });
  load(input, signal).catch((error: unknown) => {
    if (!signal.aborted) failSession(toFault(error, "bad-input"));
  });
}

/** Stops loading; what was loaded so far is dropped. */
export function cancelLoading(): void {
  failSession(new Fault("aborted"));
}

/** Tries the last dataset again. */
export function retryLoading(): void {
  if (lastInput) open(lastInput);
}

/** Ends the session with a fault that the user is told, with ways on. */
export function failSession(fault: Fault): void {
  opening.abort();
  setLive(null);
  store.setState({ session: { ...noSession, phase: "failed", fault }, linked: null, busy: false });
}

async function load(input: SourceInput, signal: AbortSignal): Promise<void> {
  let told = 0;
  const onProgress = (progress: LoadProgress) => {
    const now = performance.now();
    if (signal.aborted || now < told + progressMilliseconds) return;
    told = now;
    setSession({ progress: progressOf(progress) });
  };
  const handle = await openSource(input, { signal, onProgress });
  signal.addEventListener("abort", () => handle.close());
  const { manifest } = handle;
  performance.mark("wangge manifest");
  setSession({ manifest });
  const linked = createLinkedClient(
    new Worker(new URL("../engine/linked/worker.ts", import.meta.url), { type: "module" }),
  );
  signal.addEventListener("abort", () => linked.close());
  const areas = await readAreas(handle, signal);
  performance.mark("wangge areas");
  setSession({ areas });
  const base = readBase(handle, signal).then((features) => {
    if (!signal.aborted) setSession({ base: features });
  });
  const fields = caseFields(areas.keys());
  const presets = Object.fromEntries([...areas].map(([level, table]) => [areaIdField(level), table.ids]));
  const frame = squareFrame(manifest.box);
  const ownFiles = input.kind === "dropped-files";
  const outlines = Object.fromEntries(
    [...areas].map(([level, { polygons }]) => [areaIdField(level), { polygons, frame }]),
  );
  const { rows } = await handle.planCases({}, { signal });
  const { port1, port2 } = new MessageChannel();
  const [facts] = await Promise.all([
    linked.load({ rows, fields, presets, ...(ownFiles && { outlines }) }, port2),
    handle.streamCases({ fields, port: port1, signal, onProgress }),
  ]);
  signal.throwIfAborted();
  performance.mark("wangge cases");
  noteInput();
  setSession({ phase: "ready", facts, progress: null });
  const database = once(() => openDatabase(handle).catch(databaseFault));
  signal.addEventListener("abort", () => database.made()?.then((made) => made.close()));
  setLive({ handle, linked, database: database.get });
  await Promise.all([base, readPlaces(handle, signal)]);
  await loadCases(database.get, signal);
}

/** Puts the cases into the database while the page is idle, so that the first query need not wait for them. */
async function loadCases(database: Live["database"], signal: AbortSignal): Promise<void> {
  await whenIdle();
  if (signal.aborted) return;
  setSession({ database: "loading" });
  const loading = database().then((made) => made.ensure("cases", { signal, gate: whenIdle }));
  const loaded = await optional(loading.then(() => true));
  if (!signal.aborted) setSession({ database: loaded ? "ready" : "failed" });
}

/** The database's code could not be fetched. */
function databaseFault(error: unknown): never {
  throw toFault(error, "database");
}

/** A value made when it is first asked for, and again if that failed. */
function once<T>(make: () => Promise<T>) {
  let made: Promise<T> | undefined;
  return {
    made: () => made,
    get: () => {
      if (made) return made;
      made = make();
      made.catch(() => {
        made = undefined;
      });
      return made;
    },
  };
}

/** The open dataset; throws a fault while there is none. */
export function currentLive(): Live {
  if (!live) throw new Fault("bad-input", { reason: "no dataset is open" });
  return live;
}

/** The areas of a dataset, by level. */
export async function readAreas(handle: DatasetHandle, signal: AbortSignal) {
  const read = (table: "areas" | "population") =>
    handle.tables.includes(table) ? handle.columns(table, firstTables[table], { signal }) : null;
  const [areas, population] = await Promise.all([read("areas"), read("population")]);
  return areaTables(areas ?? { rows: 0, fields: {} }, population);
}

/** What the base map of a dataset is drawn from. */
export async function readBase(handle: DatasetHandle, signal: AbortSignal): Promise<BaseFeatures> {
  const read = (table: FirstTable) =>
    handle.tables.includes(table) ? optional(handle.columns(table, firstTables[table], { signal })) : undefined;
  const [basemap, road_edges, buildings] = await Promise.all([read("basemap"), read("road_edges"), read("buildings")]);
  return baseFeatures({
    ...(basemap && { basemap }),
    ...(road_edges && { road_edges }),
    ...(buildings && { buildings }),
  });
}

/** Reads cameras, facilities and stations into the session. */
export async function readPlaces(handle: DatasetHandle, signal: AbortSignal): Promise<void> {
  const read = async (table: "cameras" | "facilities" | "stations") => {
    if (!handle.tables.includes(table)) return null;
    const [id, , kind] = firstTables[table];
    const columns = await optional(handle.columns(table, firstTables[table], { signal }));
    return columns ? placeTable(columns, id, kind) : null;
  };
  const [cameras, facilities, stations] = await Promise.all([read("cameras"), read("facilities"), read("stations")]);
  if (!signal.aborted) setSession({ cameras, facilities, stations });
}

/** A table that the picture can do without: its fault becomes a warning. */
function optional<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: unknown) => {
    const fault = toFault(error, "corrupt");
    if (fault.code !== "aborted") setSession({ warnings: [...store.getState().session.warnings, fault] });
    return undefined;
  });
}

function progressOf({ stage, bytes, totalBytes, rows, totalRows }: LoadProgress): Progress {
  const name = stage === "tables" ? "areas" : stage;
  return totalRows > 0 && rows > 0
    ? { stage: name, done: rows, total: totalRows, unit: "rows" }
    : { stage: name, done: bytes, total: totalBytes, unit: "bytes" };
}
