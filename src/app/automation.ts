import type { Row } from "../data/duckdb/index.ts";
import { type AnalysisSettings, type Document, viewIds } from "../domain/document.ts";
import { Fault } from "../domain/fault.ts";
import { patchDocument } from "../state/actions.ts";
import type { LinkedControl } from "../state/linked-control.ts";
import { storedResult, storeResults, whenResult } from "../state/results.ts";
import { currentLive } from "../state/session.ts";
import { store } from "../state/store.ts";
import type { ConnectedMap } from "./map-bridge.ts";

/** The product's handle for scripts and notebooks. Described in docs/automation.md. */
export interface Wangge {
  /** The first dataset's cases are loaded and its first picture is drawn; rejects with the fault if it cannot be. */
  readonly ready: Promise<void>;
  /** Cases that pass the filters. */
  total(): number;
  /**
   * Runs one SQL statement over the tables of the dataset and of results; loads the tables it names first. Times are
   * wall-clock ISO 8601 texts. Rejects with a fault that has DuckDB's reason.
   */
  query(sql: string): Promise<readonly Row[]>;
  /**
   * Runs an analysis that has a view on what the filters let through, as a click would; resolves with the name of its
   * result table. Parameters that are left out have their defaults. Rejects with a fault if there is no such analysis or
   * no result.
   */
  run(analysis: string, params?: AnalysisSettings): Promise<string>;
  getState(): Document;
  /** Changes parts of the document; resolves when the picture follows, rejects if another dataset cannot be opened. */
  setState(patch: Partial<Document>): Promise<void>;
  /** Resolves when nothing is being computed and everything is drawn. */
  settled(): Promise<void>;
}

declare global {
  interface Window {
    wangge?: Wangge;
  }
}

/** Resolves when the session is ready, rejects with its fault when it has failed. */
export function sessionReady(): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = store.subscribe(
      ({ session }) => session,
      ({ phase, fault }) => {
        if (phase === "ready") resolve();
        else if (phase === "failed") reject(fault ?? new Fault("aborted"));
        else return;
        queueMicrotask(() => stop());
      },
      { fireImmediately: true },
    );
  });
}

/** Resolves when no dataset is being opened. */
function sessionSettled(): Promise<void> {
  return sessionReady().catch(() => {});
}

/** Resolves when the present view is there and has nothing to compute. */
function viewSettled(): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.subscribe(
      ({ document, viewLayers, viewBusy }) => viewBusy || (document.view !== "overview" && viewLayers === null),
      (busy) => {
        if (busy) return;
        resolve();
        queueMicrotask(() => stop());
      },
      { fireImmediately: true },
    );
  });
}

/** An analysis that has said nothing for so long has no result. */
const resultMilliseconds = 60_000;

/** What scripts are told about. */
export interface Handles {
  readonly control: LinkedControl;
  /** The first picture is painted without graphics; false where it needs them. */
  readonly still: Promise<boolean>;
  readonly view: Promise<ConnectedMap>;
}

/** Offers `window.wangge`. */
export function exposeAutomation({ control, still, view }: Handles): Wangge {
  const settled = async () => {
    await sessionSettled();
    const shown = await view.catch(() => null); // without a map all else is still there
    await shown?.rested();
    await control.settled();
    await viewSettled();
    await shown?.settled();
  };
  const ready = sessionReady().then(async () => {
    if (!(await still)) await settled();
  });
  ready.catch(() => {}); // told on the page; a script that waits hears it too
  const handle: Wangge = {
    ready,
    total: () => store.getState().linked?.answer.total ?? 0,
    async query(sql) {
      const database = await currentLive().database();
      await storeResults(); // the statement may name them
      return (await database.query(sql)).rows();
    },
    async run(analysis, params = {}) {
      const view = viewIds.find((id) => id === analysis && id !== "overview");
      if (!view)
        throw new Fault("bad-input", { reason: `no analysis "${analysis}"; there are ${viewIds.slice(1).join(", ")}` });
      const { analyses } = store.getState().document;
      patchDocument({ view, analyses: { ...analyses, [analysis]: params } });
      // A view that is opened for the first time begins when its code is there.
      await whenResult(analysis, { signal: AbortSignal.timeout(resultMilliseconds) });
      await settled();
      const table = await storedResult(analysis);
      if (table === null) throw new Fault("bad-input", { reason: `${analysis} has no result for these cases` });
      return table;
    },
    getState: () => store.getState().document,
    async setState(patch) {
      patchDocument(patch);
      if (patch.dataset !== undefined) await sessionReady();
      await settled();
    },
    settled,
  };
  window.wangge = handle;
  return handle;
}
