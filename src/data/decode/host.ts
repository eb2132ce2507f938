import { type FaultData, toFault } from "../../domain/fault.ts";
import { type ArrowTable, parseIpc } from "../arrow.ts";
import { openBytes, type ReadOptions } from "../bytes.ts";
import { readFooter } from "../footer.ts";
import { buildChunk, recipeColumns } from "./chunk.ts";
import type { ParquetReader } from "./parquet.ts";
import {
  buffersOf,
  type FilePart,
  type FromDecoder,
  type Inspection,
  type Task,
  type TaskName,
  type Tasks,
  type ToDecoder,
} from "./protocol.ts";
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
  if (task.name === "footer") return readFooter(await openBytes(task.input.file, options));
  if (task.name === "inspect") return inspect(task.input, options);
  if (task.name === "ipc") return readIpc(task.input, parquet, { columns: task.input.columns, ...options });
  if (task.name === "chunk") {
    const { recipe } = task.input;
    const table = await readTable(task.input, parquet, { columns: recipeColumns(recipe), ...options });
    options.signal?.throwIfAborted();
    return buildChunk(table, recipe, file);
  }
  const columns = [...new Set(Object.values(task.input.fields).map((field) => field.column))];
  return buildColumns(await readTable(task.input, parquet, { columns, ...options }), task.input.fields, file);
}

async function inspect(input: FilePart, options: ReadOptions): Promise<Inspection> {
  if (input.format === "parquet") {
    const { columns, rows } = await readFooter(await openBytes(input.file, options));
    return { columns, rows };
  }
  const { inspectOther } = await import("./other-formats.ts");
  return inspectOther(input, options);
}

type TableOptions = ReadOptions & { readonly columns?: readonly string[] | undefined };

async function readIpc(input: FilePart, parquet: ParquetReader, options: TableOptions): Promise<Uint8Array> {
  if (input.format === "parquet") return parquet.read(input, options.columns, options);
  const { readOther } = await import("./other-formats.ts");
  return readOther(input, options);
}

async function readTable(input: FilePart, parquet: ParquetReader, options: TableOptions): Promise<ArrowTable> {
  return parseIpc(await readIpc(input, parquet, options), input.file.name);
}
