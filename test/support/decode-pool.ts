import { decodeHere } from "../../scripts/dataset/decode-here.ts";
import { createDecodePool, type DecodePool } from "../../src/data/decode/pool.ts";

/** The decode workers' code behind message ports of this process; `kill` ends the worker hired last as a crash would. */
export function localPool(size = 2): { pool: DecodePool; kill(): void; hired(): number } {
  let hired = 0;
  let killLast = () => {};
  const pool = createDecodePool((onDeath) => {
    const worker = decodeHere();
    hired++;
    killLast = () => {
      worker.terminate();
      onDeath("killed");
    };
    return worker;
  }, size);
  return { pool, kill: () => killLast(), hired: () => hired };
}
