import { Fault, toFault } from "../domain/fault.ts";
import type { FieldType } from "../domain/fields.ts";
import type { DataFile, Manifest } from "../domain/manifest.ts";
import { type TableName, tableSpec } from "../domain/tables.ts";
import { squareFrame } from "../lib/frame.ts";
import { buffersOf } from "../worker/buffers.ts";
import type { FileRef } from "./bytes.ts";
import { createDecodePool, type DecodePool } from "./decode/pool.ts";
import type { FieldKind, FilePart, Format, TableColumns } from "./decode/protocol.ts";
import { isoSeconds, mayHold, planRowGroups, type ReadUnit, type Within, wholeFileBytes, wholeUnit } from "./plan.ts";
import type {
  CasePlan,
  DatasetHandle,
  IpcOptions,
  IpcPart,
  LoadOptions,
  LoadProgress,
  PartOptions,
  StreamOptions,
} from "./source.ts";
import { concatColumns } from "./table-columns.ts";
import { eachBounded, followAbort } from "./tasks.ts";

/** A file of a dataset with all that reading it takes. */
export interface TableFile {
  readonly file: FileRef;
  readonly format: Format;
  readonly table: TableName;
  readonly rows: number;
  readonly bytes: number;
  /** Field → column of the file, where they differ. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** For formats that are not tables of the model by themselves: what their rows become. */
  readonly shape?: FilePart["shape"];
}

const kinds: Readonly<Record<FieldType, FieldKind>> = {
  text: "text",
  code: "code",
  number: "number",
  integer: "number",
  boolean: "number",
  date: "number",
  timestamp: "number",
  geometry: "geometry",
};

interface Planned {
  readonly source: TableFile;
  readonly unit: ReadUnit;
}

/** A dataset of known files. All reading of any source ends here. */
export function createHandle(
  manifest: Manifest,
  files: readonly TableFile[],
  pool: DecodePool = createDecodePool(),
): DatasetHandle {
  return new Dataset(manifest, files, pool);
}

class Dataset implements DatasetHandle {
  readonly manifest: Manifest;
  readonly tables: readonly TableName[];
  readonly #files: readonly TableFile[];
  readonly #pool: DecodePool;
  readonly #listed: ReadonlyMap<string, DataFile>;

  constructor(manifest: Manifest, files: readonly TableFile[], pool: DecodePool) {
    this.manifest = manifest;
    this.tables = [...new Set(files.map((file) => file.table))];
    this.#files = files;
    this.#pool = pool;
    this.#listed = new Map(manifest.files.map((file) => [file.path, file]));
  }

  rows(table: TableName): number {
    return this.#files.reduce((sum, file) => sum + (file.table === table ? file.rows : 0), 0);
  }

  renames(table: TableName): Readonly<Record<string, string>> {
    const names = this.#files.find((file) => file.table === table)?.names ?? {};
    return Object.fromEntries(Object.entries(names).map(([field, column]) => [column, field]));
  }

  async columns(table: TableName, fields: readonly string[], options: LoadOptions = {}): Promise<TableColumns> {
    const units = await this.#plan(table, {}, options.signal);
    const report = reporter("tables", units, options.onProgress);
    const parts: TableColumns[] = [];
    await eachBounded(
      units,
      { width: this.#pool.width, signal: options.signal },
      async ({ source, unit }, index, signal) => {
        const wanted = Object.fromEntries(fields.map((field) => [field, wantedField(table, field, source)]));
        const input = { ...partOf(source, unit), fields: wanted };
        parts[index] = await this.#pool.run("columns", input, { signal, onBytes: report.bytes(unit.file) });
        report.rows(unit);
      },
    );
    return concatColumns(parts);
  }

  async eachPart(table: TableName, fields: readonly string[], options: PartOptions): Promise<void> {
    const units = await this.#plan(table, {}, options.signal);
    const report = reporter("tables", units, options.onProgress);
    const bounds = { width: this.#pool.width, signal: options.signal };
    const early = new Map<number, TableColumns>();
    let next = 0;
    await eachBounded(units, bounds, async ({ source, unit }, order, signal) => {
      const wanted = Object.fromEntries(fields.map((field) => [field, looseField(table, field, source)]));
      const input = { ...partOf(source, unit), fields: wanted };
      const part = await this.#pool.run("columns", input, { signal, onBytes: report.bytes(unit.file) });
      report.rows(unit);
      early.set(order, part);
      for (let own = early.get(next); own; own = early.get(next)) {
        early.delete(next++);
        options.onPart(own, buffersOf(own));
      }
    });
  }

  async planCases(within: Within = {}, { signal }: LoadOptions = {}): Promise<CasePlan> {
    return summary(await this.#plan("cases", within, signal));
  }

  async streamCases(options: StreamOptions): Promise<CasePlan> {
    const { port } = options;
    try {
      const plan = await this.#sendCases(options);
      port.postMessage({ type: "end", chunks: plan.chunks });
      return plan;
    } catch (error) {
      const { code, values } = toFault(error, "corrupt");
      port.postMessage({ type: "failed", fault: { code, values } });
      throw error;
    }
  }

  async #sendCases(options: StreamOptions): Promise<CasePlan> {
    const { fields, port, within = {}, files, live = false, signal: outer, onProgress } = options;
    const planned = await this.#plan("cases", within, outer);
    const units = planned.filter(({ unit }) => !files || files.includes(unit.file));
    const report = reporter("cases", units, onProgress);
    const { box, asOf } = this.manifest;
    const recipe = { fields, box: squareFrame(box), asOf: isoSeconds(asOf), ...(live && { live }) };
    await eachBounded(units, { width: this.#pool.width, signal: outer }, async ({ source, unit }, order, signal) => {
      const input = { ...partOf(source, unit), recipe: { ...recipe, columns: source.names ?? {} } };
      const chunk = await this.#pool.run("chunk", input, { signal, onBytes: report.bytes(unit.file) });
      port.postMessage({ type: "chunk", order, file: unit.file, chunk }, buffersOf(chunk));
      report.rows(unit);
    });
    const plan = summary(units);
    if (plan.bytes > wholeFileBytes) this.#pool.rest(); // what comes next begins with workers that hold little memory
    return plan;
  }

  async *ipc(table: TableName, { signal, gate, onProgress }: IpcOptions = {}): AsyncGenerator<IpcPart> {
    const { controller, release } = followAbort(signal);
    const units = await this.#plan(table, {}, signal);
    const report = reporter("database", units, onProgress);
    const read = async ({ source, unit }: Planned): Promise<IpcPart> => {
      await gate?.();
      const options = { signal: controller.signal, onBytes: report.bytes(unit.file) };
      return { file: unit.file, bytes: await this.#pool.run("ipc", partOf(source, unit), options), rows: unit.rows };
    };
    try {
      let ahead = units[0] && quiet(read(units[0]));
      for (const [i, { unit }] of units.entries()) {
        const part = await ahead;
        const next = units[i + 1];
        ahead = next && quiet(read(next));
        if (part) yield part;
        report.rows(unit);
      }
    } finally {
      controller.abort();
      release();
    }
  }

  rest(): void {
    this.#pool.rest();
  }

  close(): void {
    this.#pool.close();
  }

  async #plan(table: TableName, within: Within, signal: AbortSignal | undefined): Promise<Planned[]> {
    const sources = this.#files.filter((file) => file.table === table);
    if (sources.length === 0) throw new Fault("missing-table", { table, dataset: this.manifest.id });
    const units = await Promise.all(sources.map((source) => this.#unitsOf(source, within, signal)));
    return sources.flatMap((source, i) => (units[i] ?? []).map((unit) => ({ source, unit })));
  }

  async #unitsOf(source: TableFile, within: Within, signal: AbortSignal | undefined): Promise<ReadUnit[]> {
    const { file, format, rows, bytes, table } = source;
    const listed = this.#listed.get(file.name);
    if (listed && !mayHold(listed, within)) return [];
    if (format !== "parquet" || bytes <= wholeFileBytes) return [wholeUnit({ path: file.name, rows, bytes })];
    const name = (field: string) => source.names?.[field] ?? field;
    const columns = { time: name(table === "case_events" ? "at" : "reported_at"), lon: name("lon"), lat: name("lat") };
    const footer = await this.#pool.run("footer", { file }, { signal });
    return planRowGroups(file.name, footer, { within, columns });
  }
}

/** A promise that may fail before anyone awaits it. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

function partOf(source: TableFile, unit: ReadUnit): FilePart {
  return { file: source.file, format: source.format, part: unit.part, shape: source.shape };
}

function wantedField(table: TableName, field: string, source: TableFile) {
  const spec = tableSpec(table).fields[field];
  if (!spec) throw new Error(`the model has no field ${table}.${field}`);
  return { column: source.names?.[field] ?? field, kind: kinds[spec.type], required: spec.required === true };
}

/** A field that may be absent, texts as bytes. */
function looseField(table: TableName, field: string, source: TableFile) {
  const wanted = wantedField(table, field, source);
  return { ...wanted, kind: wanted.kind === "text" ? ("bytes" as const) : wanted.kind, required: false };
}

function summary(units: readonly Planned[]): CasePlan {
  const sum = (value: (unit: ReadUnit) => number) => units.reduce((total, { unit }) => total + value(unit), 0);
  return { rows: sum((unit) => unit.rows), bytes: sum((unit) => unit.bytes), chunks: units.length };
}

function reporter(stage: LoadProgress["stage"], units: readonly Planned[], onProgress: LoadOptions["onProgress"]) {
  const { rows: totalRows, bytes: totalBytes } = summary(units);
  let rows = 0;
  let bytes = 0;
  const tell = (file: string) => onProgress?.({ stage, file, bytes, totalBytes, rows, totalRows });
  return {
    bytes: (file: string) => (count: number) => {
      bytes += count;
      tell(file);
    },
    rows: (unit: ReadUnit) => {
      rows += unit.rows;
      tell(unit.file);
    },
  };
}
