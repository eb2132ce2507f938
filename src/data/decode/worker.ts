import wasmUrl from "parquet-wasm/esm/parquet_wasm_bg.wasm?url";
import { announceLife } from "../../worker/life.ts";
import { type DecoderPort, serveDecoder } from "./host.ts";
import { createParquetReader } from "./parquet.ts";

announceLife(self);
serveDecoder(
  self as unknown as DecoderPort, // the worker's global scope, of which we use two members
  createParquetReader(() => fetch(wasmUrl)),
);
