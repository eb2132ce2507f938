import coiThread from "@duckdb/duckdb-wasm/dist/duckdb-browser-coi.pthread.worker.js?url";
import coiWorker from "@duckdb/duckdb-wasm/dist/duckdb-browser-coi.worker.js?url";
import ehWorker from "@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url";
import coiModule from "@duckdb/duckdb-wasm/dist/duckdb-coi.wasm?url";
import ehModule from "@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url";
import shell from "./shell.js?url&no-inline";

/** The files of one build of DuckDB, all from our own origin. */
export interface Bundle {
  readonly name: "coi" | "eh";
  readonly module: string;
  readonly thread: string | null;
  /** DuckDB's own worker script. */
  readonly script: string;
  /** Script to start the worker with. */
  readonly worker: string;
}

/** The threaded build where the page is cross-origin isolated, the single-threaded one elsewhere. */
export function chooseBundle(isolated: boolean): Bundle {
  const absolute = (url: string) => new URL(url, import.meta.url).href;
  const started = (script: string) => `${absolute(shell)}#${encodeURIComponent(absolute(script))}`;
  return isolated
    ? {
        name: "coi",
        module: absolute(coiModule),
        thread: absolute(coiThread),
        script: absolute(coiWorker),
        worker: started(coiWorker),
      }
    : { name: "eh", module: absolute(ehModule), thread: null, script: absolute(ehWorker), worker: started(ehWorker) };
}
