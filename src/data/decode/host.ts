import { type FaultData, toFault } from "../../domain/fault.ts";
import { buffersOf } from "../../worker/buffers.ts";
import { type FileRef, openBytes, type ReadOptions } from "../bytes.ts";
import { verifyFooter } from "../checksum.ts";
import { type Footer, readFooter } from "../footer.ts";
import type { ColumnSet } from "../raw-columns.ts";
import { buildChunk, recipeColumns } from "./chunk.ts";
import { UnreadableColumn } from "./ffi.ts";
import type { ParquetRead, ParquetReader } from "./parquet.ts";
import type { FilePart, FromDecoder, Inspection, Task, TaskName, Tasks, ToDecoder } from "./protocol.ts";
import { buildColumns } from "./table.ts";

/** The worker's side of its connection to the page. */
export interface DecoderPort {
  postMessage(message: FromDecoder, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent<ToDecoder>) => void): void;
}

/** Serve decode tasks on the far side of a port. Several run at once: one downloads while another decodes. */
export function serveDecoder(port: DecoderPort, parquet: ParquetReader): void {
  const jobs = new Map<number, AbortController>();

  port.addEventListener("message", ({ data }) => {
    if (data.type === "cancel") jobs.get(data.job)?.abort();
    else void run(data.job, data.task);
  });

  async function run(job: number, task: Task): Promise<void> {
    const controller = new AbortController();
    jobs.set(job, controller);
    const onBytes = (count: number) => port.postMessage({ type: "bytes", job, count }, []);
    try {
      const output = await perform(task, parquet, { signal: controller.signal, onBytes });
      port.postMessage({ type: "done", job, output }, buffersOf(output));
    } catch (error) {
      port.postMessage({ type: "failed", job, fault: describe(error, task) }, []);
      if (parquet.spoilt) port.postMessage({ type: "spoilt" }, []);
    } finally {
      jobs.delete(job);
    }
  }
}

function describe(error: unknown, task: Task): FaultData {
  const outOfMemory = error instanceof RangeError && /memory|allocation|array length/i.test(error.message);
  const { code, values } = toFault(error, outOfMemory ? "out-of-memory" : "corrupt", { file: task.input.file.name });
  return { code, values };
}

async function perform(task: Task, parquet: ParquetReader, options: ReadOptions): Promise<Tasks[TaskName]["out"]> {
  const file = task.input.file.name;
  if (task.name === "footer") return footerOf(task.input.file, options);
  if (task.name === "inspect") return inspect(task.input, options);
  if (task.name === "ipc") return readIpc({ input: task.input, columns: task.input.columns, options }, parquet);
  if (task.name === "events") return readEvents(task.input, options);
  const { input } = task;
  if (task.name === "chunk") {
    const { recipe } = task.input;
    const build = (table: ColumnSet) => buildChunk(table, recipe, file);
    return withColumns({ input, columns: recipeColumns(recipe), options }, parquet, build);
  }
  const { fields } = task.input;
  const columns = [...new Set(Object.values(fields).map((field) => field.column))];
  return withColumns({ input, columns, options }, parquet, (table) => buildColumns(table, fields, file));
}

async function footerOf(ref: FileRef, options: ReadOptions): Promise<Footer> {
  const file = await openBytes(ref, options);
  await verifyFooter(ref, file);
  return readFooter(file);
}

async function inspect(input: FilePart, options: ReadOptions): Promise<Inspection> {
  if (input.format === "parquet") {
    const { columns, rows } = await readFooter(await openBytes(input.file, options));
    return { columns, rows };
  }
  const { inspectOther } = await import("./other-formats.ts");
  return inspectOther(input, options);
}

async function readEvents(input: FilePart, options: ReadOptions) {
  const { readEventRows } = await import("./event-rows.ts");
  return readEventRows(input, options);
}

async function readIpc(read: ParquetRead, parquet: ParquetReader): Promise<Uint8Array> {
  if (read.input.format === "parquet") return parquet.ipc(read);
  const { readOther } = await import("./other-formats.ts");
  return readOther(read.input, read.options);
}

/** Columns of any file: straight from the decoder's memory where that is possible, else by way of Arrow IPC. */
async function withColumns<T>(read: ParquetRead, parquet: ParquetReader, use: (table: ColumnSet) => T): Promise<T> {
  if (read.input.format === "parquet") {
    try {
      return await parquet.columns(read, use);
    } catch (error) {
      if (!(error instanceof UnreadableColumn)) throw error;
    }
  }
  const { parseIpc } = await import("../arrow.ts");
  return use(parseIpc(await readIpc(read, parquet), read.input.file.name));
}
