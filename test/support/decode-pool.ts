import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { MessageChannel } from "node:worker_threads";
import { type DecoderPort, serveDecoder } from "../../src/data/decode/host.ts";
import { createParquetReader } from "../../src/data/decode/parquet.ts";
import { createDecodePool, type DecodePool, type DecodeWorker } from "../../src/data/decode/pool.ts";

const wasm = readFileSync(createRequire(import.meta.url).resolve("parquet-wasm/esm/parquet_wasm_bg.wasm"));
const reader = createParquetReader(() => wasm);

/** The decode workers' code behind message ports of this process; `kill` ends the worker hired last as a crash would. */
export function localPool(size = 2): { pool: DecodePool; kill(): void; hired(): number } {
  let hired = 0;
  let killLast = () => {};
  const pool = createDecodePool((onDeath) => {
    const { port1, port2 } = new MessageChannel();
    serveDecoder(port2 as unknown as DecoderPort, reader);
    hired++;
    const terminate = () => {
      port1.close();
      port2.close();
    };
    killLast = () => {
      terminate();
      onDeath("killed");
    };
    return Object.assign(port1, { terminate }) as unknown as DecodeWorker; // a port has the two members that are used
  }, size);
  return { pool, kill: () => killLast(), hired: () => hired };
}
