import { AsyncDuckDB, type DuckDBConfig, VoidLogger } from "@duckdb/duckdb-wasm";
import { Fault } from "../../domain/fault.ts";
import { watchLife } from "../../worker/life.ts";
import { expectOwnFiles } from "../own-file.ts";
import { settled } from "../tasks.ts";
import { type Bundle, chooseBundle } from "./bundles.ts";

/** One running DuckDB. When its worker dies, or its module is corrupt, it is over: another takes its place. */
export interface Instance {
  /** Connection of queries, one of loading that does not wait for them, and one of exports, whom nobody waits for. */
  readonly queries: number;
  readonly loads: number;
  readonly exports: number;
  /** Do something with the database. Rejects with `worker-died` when the worker dies meanwhile. */
  use<T>(work: (db: AsyncDuckDB) => Promise<T>): Promise<T>;
  /** Settled once the instance is over. */
  readonly over: Promise<Fault>;
  end(reason: string): void;
  /** End it because it is stuck: what has not begun is to be done by another. */
  replace(reason: string): void;
  readonly replaced: boolean;
}

/**
 * What an instance begins with: no extension is ever fetched, tables are kept compressed (a third of the memory),
 * nothing outside is read, and no query can change that.
 */
const preparations = {
  queries: [
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET memory_limit = '2800MB'", // a query that needs more fails by itself, before the module runs out of its 4 GB
    "ATTACH ':memory:' AS city (COMPRESS)",
    "USE city",
  ],
  loads: ["USE city", "SET enable_external_access = false", "SET lock_configuration = true"],
};

/** Start a DuckDB. Rejects with `worker-died`, `database`, or the fault of a file of its own that cannot be had. */
export async function startInstance(): Promise<Instance> {
  const { promise: over, resolve: finish } = settled<Fault>();
  const bundle = chooseBundle(globalThis.crossOriginIsolated);
  await expectOwnFiles([bundle.module, bundle.thread, bundle.script]);
  const worker = new Worker(bundle.worker);
  const waiting = new Set<(reason: unknown) => void>();
  let fault: Fault | undefined;
  let replaced = false;

  function end(reason: string): void {
    if (fault) return;
    fault = new Fault("worker-died", { worker: "duckdb", reason });
    worker.terminate();
    for (const reject of waiting) reject(fault);
    waiting.clear();
    finish(fault);
  }

  watchLife(worker, end);
  worker.addEventListener("message", (event: MessageEvent<{ type?: unknown }>) => {
    if (event.data.type === "alive") event.stopImmediatePropagation(); // not for duckdb-wasm, which attaches below
  });
  const db = new AsyncDuckDB(new VoidLogger(), worker);

  // duckdb-wasm never settles what is pending when its worker dies: we reject it ourselves.
  function use<T>(work: (db: AsyncDuckDB) => Promise<T>): Promise<T> {
    if (fault) return Promise.reject(fault);
    return new Promise<T>((resolve, reject) => {
      waiting.add(reject);
      work(db)
        .then(resolve, reject)
        .finally(() => waiting.delete(reject));
    });
  }

  try {
    await use((it) => it.instantiate(bundle.module, bundle.thread));
    await use((it) => it.open(configurationOf(bundle)));
    const queries = await use((it) => it.connectInternal());
    for (const statement of preparations.queries) await use((it) => it.runQuery(queries, statement));
    const loads = await use((it) => it.connectInternal());
    for (const statement of preparations.loads) await use((it) => it.runQuery(loads, statement));
    const exports = await use((it) => it.connectInternal());
    await use((it) => it.runQuery(exports, "USE city"));
    const replace = (reason: string) => {
      replaced = true;
      end(reason);
    };
    return {
      queries,
      loads,
      exports,
      use,
      over,
      end,
      replace,
      get replaced() {
        return replaced;
      },
    };
  } catch (error) {
    end("could not be started");
    if (error instanceof Fault) throw error;
    throw new Fault("database", { reason: error instanceof Error ? error.message : String(error) }, error);
  }
}

/** Whole numbers beyond 2⁵³ and exact decimals become doubles: what reads results knows nothing wider. */
function configurationOf({ thread }: Bundle): DuckDBConfig {
  return {
    path: ":memory:",
    ...(thread ? { maximumThreads: Math.min(4, navigator.hardwareConcurrency) } : {}), // the other build refuses the setting
    query: { castBigIntToDouble: true, castDecimalToDouble: true },
  };
}
