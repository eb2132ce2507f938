import wasmUrl from "parquet-wasm/esm/parquet_wasm_bg.wasm?url";
import { announceLife } from "../../worker/life.ts";
import { fetchOwnFile } from "../own-file.ts";
import { type DecoderPort, serveDecoder } from "./host.ts";
import { createParquetReader } from "./parquet.ts";

const reader = createParquetReader(() => fetchOwnFile(wasmUrl));

self.addEventListener("unhandledrejection", (event) => {
  if (reader.panic(event.reason)) event.preventDefault();
});
self.addEventListener("error", (event) => {
  if (reader.panic(event.error)) event.preventDefault();
});
announceLife(self);
serveDecoder(self as unknown as DecoderPort, reader); // the worker's global scope, of which it uses two members
