import type { TableName } from "../../domain/tables.ts";
import { quoted } from "../../lib/sql/names.ts";
import type { DatasetHandle, IpcOptions, LoadOptions } from "../source.ts";
import { inTurn, orAborted, type SharedTask, settled, sharedTask } from "../tasks.ts";
import { databaseFault, isFatal } from "./errors.ts";
import type { Instance } from "./instance.ts";
import { type PartTaker, runStatement, streamStatement } from "./pending.ts";
import { type QueryResult, resultOf } from "./result.ts";

/** Options of loading in the background; `gate` is awaited before each part, so that loading can step aside. */
export interface EnsureOptions extends LoadOptions {
  readonly gate?: (() => Promise<void>) | undefined;
}

/** A table as it is in the database. */
export interface StoredTable {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** A table that is loaded or being loaded; `hurry` opens its gate for good, as someone waits for it now. */
interface Loading {
  readonly task: SharedTask<void>;
  hurry(): void;
}

/** A statement's turn came when the instance had been replaced: it can be run on the next one as if nothing were. */
export class NotBegun extends Error {}

/** One instance of DuckDB at work on a dataset, as long as it lives. */
export class Running {
  readonly #instance: Instance;
  readonly #handle: DatasetHandle;
  readonly #loading = new Map<TableName, Loading>();
  readonly #queries = inTurn();
  readonly #loads = inTurn();
  readonly #exports = inTurn();

  constructor(instance: Instance, handle: DatasetHandle) {
    this.#instance = instance;
    this.#handle = handle;
  }

  end(): void {
    this.#instance.end("closed");
  }

  /** Load a table once, whoever asks; one who asks without a gate opens it. */
  ensure(table: TableName, options: EnsureOptions): Promise<void> {
    const known = this.#loading.get(table) ?? this.#begin(table, options);
    this.#loading.set(table, known);
    if (!options.gate) known.hurry();
    return known.task.join(options.signal);
  }

  query(sql: string, { signal }: LoadOptions): Promise<QueryResult> {
    const running = this.#queries(async () => {
      if (this.#instance.replaced) throw new NotBegun();
      return resultOf(await this.#guarded(runStatement(this.#instance, sql, signal)));
    });
    return orAborted(running, signal); // whoever stops it need not wait until DuckDB has
  }

  /** Hand the rows of a reading statement over part by part, while queries go on beside. */
  stream(sql: string, taker: PartTaker): Promise<void> {
    return this.#exports(async () => {
      if (this.#instance.replaced) throw new NotBegun();
      await this.#guarded(streamStatement(this.#instance, sql, taker));
    });
  }

  /** Put a table in the place of one of the same name. */
  replace(name: string, ipc: Uint8Array): Promise<void> {
    return this.#loads(async () => {
      await this.#run(`DROP TABLE IF EXISTS ${quoted(name)}`);
      await this.#insert(name, ipc.slice(), true); // the bytes are handed over, and kept for a restart
    });
  }

  append(name: string, ipc: Uint8Array): Promise<void> {
    return this.#loads(() => this.#insert(name, ipc, false));
  }

  /** The tables that are there now. */
  async stored(): Promise<StoredTable[]> {
    const ours = "database_name = current_database() AND NOT internal";
    const tables = await this.#rows(`SELECT table_name, estimated_size FROM duckdb_tables() WHERE ${ours}`);
    const all = await this.#rows(`SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE ${ours}`);
    return tables.map(({ table_name, estimated_size }) => ({
      name: String(table_name),
      rows: Number(estimated_size),
      columns: all
        .filter((column) => column.table_name === table_name)
        .map((column) => ({ name: String(column.column_name), type: String(column.data_type) })),
    }));
  }

  #begin(table: TableName, { gate, onProgress }: EnsureOptions): Loading {
    const hurry = settled<void>();
    const stepAside = gate && (() => Promise.race([gate(), hurry.promise]));
    const task = sharedTask((signal) => this.#load(table, { signal, gate: stepAside, onProgress }));
    task.done.catch(() => this.#loading.delete(table)); // the next call tries again
    return { task, hurry: () => hurry.resolve() };
  }

  async #load(table: TableName, options: IpcOptions): Promise<void> {
    const hidden = `__loading_${table}`; // nobody sees half a table
    await this.#loads(() => this.#run(`DROP TABLE IF EXISTS ${quoted(hidden)}`));
    let create = true;
    for await (const { bytes } of this.#handle.ipc(table, options)) {
      await this.#loads(() => this.#insert(hidden, bytes, create));
      create = false;
    }
    await this.#loads(async () => {
      const present = await this.#rows(`SELECT column_name FROM duckdb_columns() WHERE table_name = '${hidden}'`);
      for (const [column, field] of Object.entries(this.#handle.renames(table))) {
        if (column === field || !present.some(({ column_name }) => column_name === column)) continue;
        await this.#run(`ALTER TABLE ${quoted(hidden)} RENAME COLUMN ${quoted(column)} TO ${quoted(field)}`);
      }
      await this.#run(`ALTER TABLE ${quoted(hidden)} RENAME TO ${quoted(table)}`);
    });
  }

  async #rows(sql: string) {
    return resultOf(await this.#run(sql)).rows();
  }

  #run(sql: string): Promise<Uint8Array> {
    return this.#guarded(this.#instance.use((db) => db.runQuery(this.#instance.loads, sql)));
  }

  #insert(name: string, ipc: Uint8Array, create: boolean): Promise<void> {
    return this.#guarded(
      this.#instance.use((db) => db.insertArrowFromIPCStream(this.#instance.loads, ipc, { name, create })),
    );
  }

  /** Errors as faults; one after which the module cannot be trusted ends the instance. */
  async #guarded<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (isFatal(error)) this.#instance.end(error instanceof Error ? error.message : String(error));
      throw error instanceof DOMException ? error : databaseFault(error);
    }
  }
}
