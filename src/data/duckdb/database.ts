import type { Column } from "../../domain/columns.ts";
import { Fault } from "../../domain/fault.ts";
import { type TableName, tableSpec } from "../../domain/tables.ts";
import { columnsToIpc } from "../arrow.ts";
import { type CatalogTable, type Provenance, tablesIn } from "../catalog.ts";
import type { DatasetHandle, LoadOptions } from "../source.ts";
import { type Instance, startInstance } from "./instance.ts";
import type { PartTaker } from "./pending.ts";
import type { QueryResult } from "./result.ts";
import { type EnsureOptions, NotBegun, Running, type StoredTable } from "./running.ts";

/** Columns of a result table: typed arrays (NaN is "no value") and texts (empty is "no value"). */
export type ResultColumns = Readonly<Record<string, Column | readonly string[]>>;

/** All tables of a dataset and all results, in SQL. Nothing is started before it is asked for. */
export interface Database {
  /** Start DuckDB without loading anything. */
  warm(): Promise<void>;
  /** Load a table of the dataset, once. Throws `missing-table` and whatever reading it throws. */
  ensure(table: TableName, options?: EnsureOptions): Promise<void>;
  /**
   * Run one statement, loading the tables it mentions first. Aborting stops it inside DuckDB. Throws `query` with
   * DuckDB's reason, `out-of-memory`, `worker-died`.
   */
  query(sql: string, options?: LoadOptions): Promise<QueryResult>;
  /**
   * Hand the rows of a reading statement over as Arrow IPC streams, part by part, loading the tables it mentions first. No
   * more than a part is in memory at once. Aborting stops it between parts.
   */
  stream(sql: string, taker: PartTaker): Promise<void>;
  /** Store a result under a name, in place of an older one. It outlives a restart of the database. */
  registerResult(name: string, columns: ResultColumns, provenance: Provenance): Promise<void>;
  /** Add rows to a table that is loaded; they are lost when the database restarts. */
  append(table: string, columns: ResultColumns): Promise<void>;
  /** All tables that queries can use. */
  catalog(): Promise<readonly CatalogTable[]>;
  /** End DuckDB for good. */
  close(): void;
}

interface StoredResult {
  readonly ipc: Uint8Array;
  readonly provenance: Provenance;
}

/** SQL over a dataset. When DuckDB's worker dies, everything pending is rejected, and the next call starts another. */
export function createDatabase(handle: DatasetHandle, start: () => Promise<Instance> = startInstance): Database {
  const results = new Map<string, StoredResult>();
  let running: Promise<Running> | undefined;
  let closed = false;

  function current(): Promise<Running> {
    if (closed) return Promise.reject(new Fault("aborted"));
    running ??= begin();
    return running;
  }

  function begin(): Promise<Running> {
    const starting = start().then(async (instance) => {
      void instance.over.then(() => forget(starting));
      if (closed) instance.end("closed");
      const made = new Running(instance, handle);
      for (const [name, { ipc }] of results) await made.replace(name, ipc);
      return made;
    });
    starting.catch(() => forget(starting));
    return starting;
  }

  function forget(starting: Promise<Running>): void {
    if (running === starting) running = undefined;
  }

  return {
    async warm() {
      await current();
    },
    async ensure(table, options = {}) {
      options.signal?.throwIfAborted();
      await (await current()).ensure(table, options);
    },
    async query(sql, options = {}) {
      for (;;) {
        options.signal?.throwIfAborted();
        const database = await current();
        try {
          for (const table of tablesIn(sql, handle.tables)) await database.ensure(table, options);
          return await database.query(sql, options);
        } catch (error) {
          if (!(error instanceof NotBegun)) throw error;
        }
      }
    },
    async stream(sql, taker) {
      for (const table of tablesIn(sql, handle.tables)) await (await current()).ensure(table, { signal: taker.signal });
      taker.signal?.throwIfAborted();
      await (await current()).stream(sql, taker);
    },
    async registerResult(name, columns, provenance) {
      if (handle.tables.some((table) => table === name)) throw new Error(`${name} is a table of the dataset`);
      const ipc = columnsToIpc(columns);
      results.set(name, { ipc, provenance });
      await (await current()).replace(name, ipc);
    },
    async append(table, columns) {
      await (await current()).append(table, columnsToIpc(columns));
    },
    async catalog() {
      const database = await running?.catch(() => undefined);
      return listTables(handle, (await database?.stored()) ?? [], results);
    },
    close() {
      closed = true;
      void running?.then((database) => database.end()).catch(() => undefined);
    },
  };
}

function listTables(
  handle: DatasetHandle,
  stored: readonly StoredTable[],
  results: ReadonlyMap<string, StoredResult>,
): CatalogTable[] {
  const dataset = handle.tables.map((name): CatalogTable => {
    const found = stored.find((table) => table.name === name);
    const columns = found?.columns ?? modelColumns(name);
    return { name, kind: "dataset", rows: handle.rows(name), columns, loaded: found !== undefined };
  });
  const made = stored.flatMap(({ name, columns, rows }): CatalogTable[] => {
    const provenance = results.get(name)?.provenance;
    return provenance ? [{ name, kind: "result", columns, rows, loaded: true, provenance }] : [];
  });
  return [...dataset, ...made];
}

function modelColumns(table: TableName) {
  return Object.entries(tableSpec(table).fields).map(([name, { type }]) => ({ name, type }));
}
