import { Fault } from "../../domain/fault.ts";
import { watchLife } from "../../worker/life.ts";
import { orAborted, settled } from "../tasks.ts";
import type { ExportSetup, FromWriter, ToWriter } from "./protocol.ts";

export type { ExportSetup } from "./protocol.ts";

/** Where the bytes of a file go. */
export interface Sink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** Rows of a table as Arrow IPC streams: each is handed over when it is wanted. */
export type PageSource = (onPart: (ipc: Uint8Array) => Promise<void>) => Promise<void>;

/** What an export is done with. */
export interface ExportMeans {
  readonly source: PageSource;
  readonly sink: Sink;
  readonly signal?: AbortSignal | undefined;
  readonly onRows?: (rows: number) => void;
  /** Who writes; without it a worker that ends with the export. */
  readonly start?: () => Worker;
}

const startWriter = () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });

/** Writes a table into a file in a worker, page by page; resolves with the number of rows. Rejects with the fault that stops it. */
export async function writeInWorker(setup: ExportSetup, means: ExportMeans): Promise<number> {
  const { source, sink, signal, onRows, start = startWriter } = means;
  signal?.throwIfAborted();
  const worker = start();
  const over = settled<number>();
  let wanted = settled<void>();
  const send = (message: ToWriter, transfer: Transferable[] = []) => worker.postMessage(message, transfer);
  const hear = async (data: FromWriter): Promise<void> => {
    if (data.type === "want") {
      onRows?.(data.rows);
      wanted.resolve();
    } else if (data.type === "bytes") {
      await sink.write(data.bytes);
      send({ type: "taken" });
    } else if (data.type === "done") over.resolve(data.rows);
    else if (data.type === "failed") over.reject(new Fault(data.fault.code, data.fault.values));
  };
  worker.addEventListener("message", ({ data }: MessageEvent<FromWriter>) => {
    hear(data).catch(over.reject);
  });
  watchLife(worker, (reason) => over.reject(new Fault("worker-died", { worker: "export", reason })));
  const stopped = new AbortController();
  const feed = async () => {
    await source(async (ipc) => {
      await orAborted(wanted.promise, stopped.signal);
      wanted = settled<void>();
      send({ type: "page", ipc }, [ipc.buffer as ArrayBuffer]);
    });
    await orAborted(wanted.promise, stopped.signal);
    send({ type: "end" });
  };
  try {
    send({ type: "begin", setup });
    feed().catch(over.reject);
    return await orAborted(over.promise, signal);
  } finally {
    stopped.abort();
    worker.terminate();
  }
}
