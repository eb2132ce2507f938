import { openDatabase } from "../../../../src/data/duckdb/index.ts";
import type { DatasetHandle, LoadProgress, SourceInput } from "../../../../src/data/source.ts";
import { openDataset } from "../../../../src/data/sources/index.ts";
import type { CaseChunk } from "../../../../src/domain/case-chunk.ts";
import { Fault } from "../../../../src/domain/fault.ts";

/** What a stream of cases came to. */
async function collect(handle: DatasetHandle, fields: string[], signal?: AbortSignal) {
  const { port1, port2 } = new MessageChannel();
  const chunks: CaseChunk[] = [];
  const ended = new Promise<unknown>((resolve) => {
    port2.onmessage = ({ data }) => {
      if (data.type === "chunk") chunks[data.order] = data.chunk;
      else resolve(data);
    };
  });
  const progress: LoadProgress[] = [];
  const start = performance.now();
  const plan = await handle.streamCases({ fields, port: port1, signal, onProgress: (step) => progress.push(step) });
  return { plan, end: await ended, chunks, progress, ms: performance.now() - start };
}

/** The fault that a promise is rejected with, as plain data; an abort as its name; else what it resolved with. */
async function outcome(promise: Promise<unknown>) {
  try {
    return { value: await promise };
  } catch (error) {
    if (error instanceof Fault) return { code: error.code, values: error.values };
    return { code: error instanceof Error ? error.name : String(error) };
  }
}

const data = { openDataset, openDatabase, collect, outcome, open: (input: SourceInput) => openDataset(input) };

declare global {
  interface Window {
    data: typeof data;
    /** All workers that the page has started, in order. */
    workers: (Worker & { address: string })[];
  }
}

window.data = data;
