import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { MessageChannel } from "node:worker_threads";
import { type DecoderPort, serveDecoder } from "../../src/data/decode/host.ts";
import { createParquetReader } from "../../src/data/decode/parquet.ts";
import type { DecodeWorker } from "../../src/data/decode/pool.ts";

const wasm = () => readFileSync(createRequire(import.meta.url).resolve("parquet-wasm/esm/parquet_wasm_bg.wasm"));
const reader = createParquetReader(wasm);

/** The code of a decode worker behind a message port of this process. */
export function decodeHere(): DecodeWorker {
  const { port1, port2 } = new MessageChannel();
  serveDecoder(port2 as unknown as DecoderPort, reader); // a port has the two members that are used
  const terminate = () => {
    port1.close();
    port2.close();
  };
  return Object.assign(port1, { terminate }) as unknown as DecodeWorker; // likewise
}
