import { openDatabase } from "../../../../src/data/duckdb/index.ts";
import type { DatasetHandle, LoadProgress, SourceInput } from "../../../../src/data/source.ts";
import { openDataset } from "../../../../src/data/sources/index.ts";
import type { CaseChunk } from "../../../../src/domain/case-chunk.ts";

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
  const end = await ended;
  return { plan, end, chunks, progress, ms: performance.now() - start };
}

const bench = {
  openDatabase,
  openDataset,
  collect,
  open: (input: SourceInput) => openDataset(input),
};
Object.assign(window, { data: bench, ready: true });
