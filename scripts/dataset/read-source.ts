import { existsSync, openAsBlob, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { createParquetReader, type ParquetReader } from "../../src/data/decode/parquet.ts";
import type { SourceRows } from "../../src/data/import/convert.ts";
import { readSource as readShared, type SourceForm } from "../../src/data/import/read/index.ts";
import { Fault } from "../../src/domain/fault.ts";
import { faultText } from "../../src/i18n/faults.ts";

/** A source file, and how it is to be read. */
export interface SourceFile {
  readonly path: string;
  readonly form: SourceForm;
}

const wasm = () => readFileSync(createRequire(import.meta.url).resolve("parquet-wasm/esm/parquet_wasm_bg.wasm"));

let reader: ParquetReader | undefined;

/** parquet-wasm panics at some spoilt files outside every promise; then the file's own read fails instead. */
const hearPanic = (error: unknown): void => {
  if (!reader?.panic(error)) throw error;
};

/**
 * Reads a source file in portions, by the readers of the browser's import; see there for the columns that begin with `$`.
 * Throws an error with a plain message.
 */
export async function* readSource({ path, form }: SourceFile): AsyncGenerator<SourceRows> {
  if (!existsSync(path)) throw new Error(`The file ${path} does not exist.`);
  const context = {
    rowGroups: (
      { blob }: { readonly blob: Blob },
      { index, from, to }: { index: number; from: number; to: number },
    ) => {
      reader ??= createParquetReader(wasm);
      // The reader tells files apart by their names.
      const file = { name: path, at: { blob } };
      return reader.ipc({ input: { file, format: "parquet", part: { rowGroups: [index], from, to } }, options: {} });
    },
  };
  process.on("uncaughtException", hearPanic);
  try {
    yield* readShared({ name: basename(path), blob: await openAsBlob(path) }, form, context);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { what, wayOn } = faultText({ code: error.code, values: { ...error.values, file: path } }, "en");
    throw new Error(`${what} ${wayOn}`, { cause: error });
  } finally {
    process.off("uncaughtException", hearPanic);
  }
}
