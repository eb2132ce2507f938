import wasmUrl from "parquet-wasm/esm/parquet_wasm_bg.wasm?url";
import { toFault } from "../../domain/fault.ts";
import { announceLife } from "../../worker/life.ts";
import { createParquetReader, type ParquetReader } from "../decode/parquet.ts";
import { fetchOwnFile } from "../own-file.ts";
import type { ImportProgress } from "./outcome.ts";
import type { FromImporter, ToImporter } from "./protocol.ts";
import type { ReadRowGroups } from "./read/columnar.ts";
import { runImport } from "./run.ts";
import { sniff } from "./sniff.ts";
import { compareSystems } from "./systems.ts";

let reader: ParquetReader | undefined;

const rowGroups: ReadRowGroups = ({ name, blob }, { index, from, to }) => {
  reader ??= createParquetReader(() => fetchOwnFile(wasmUrl));
  const part = { rowGroups: [index], from, to };
  return reader.ipc({ input: { file: { name, at: { blob } }, format: "parquet", part }, options: {} });
};

self.addEventListener("unhandledrejection", (event) => {
  if (reader?.panic(event.reason)) event.preventDefault();
});
self.addEventListener("error", (event) => {
  if (reader?.panic(event.error)) event.preventDefault();
});

/** Progress is told so often. */
const progressMilliseconds = 100;

function perform(task: ToImporter): Promise<unknown> | unknown {
  if (task.name === "sniff") return sniff(task.input.file, task.input.options, { rowGroups });
  if (task.name === "systems") return compareSystems(task.input.positions, task.input.areas, task.input.chosen);
  let told = 0;
  const onProgress = (progress: ImportProgress) => {
    if (performance.now() < told + progressMilliseconds) return;
    told = performance.now();
    tell({ type: "progress", job: task.job, progress });
  };
  return runImport(task.input, { rowGroups, onProgress });
}

const tell = (message: FromImporter): void => self.postMessage(message);

async function run(task: ToImporter): Promise<void> {
  try {
    // What a task gives is what its name says in the protocol.
    const output = (await perform(task)) as Extract<FromImporter, { type: "done" }>["output"];
    tell({ type: "done", job: task.job, output });
  } catch (error) {
    const tooMuch = error instanceof RangeError && /memory|allocation|length/i.test(error.message);
    const { code, values } = toFault(error, tooMuch ? "out-of-memory" : "corrupt", { file: fileOf(task) });
    tell({ type: "failed", job: task.job, fault: { code, values }, isSpoilt: reader?.spoilt ?? false });
  }
}

function fileOf(task: ToImporter): string {
  if (task.name === "sniff") return task.input.file.name;
  return task.name === "run" ? task.input.files.map(({ name }) => name).join(", ") : "";
}

self.addEventListener("message", ({ data }: MessageEvent<ToImporter>) => void run(data));
announceLife(self);
