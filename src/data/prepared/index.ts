import { type FileRef, readWhole } from "../bytes.ts";
import { verify } from "../checksum.ts";
import type { DecodePool } from "../decode/pool.ts";
import type { TaskName, Tasks } from "../decode/protocol.ts";
import { pack, unpack } from "./packed.ts";

/** Results of decode tasks by what was asked, so that nothing needs decoding: the first picture of a small dataset. */
export type Prepared = ReadonlyMap<string, unknown>;

/** What is asked, whoever asks and wherever the file lies: the file is known by its name and checksum. */
export function taskKey<K extends TaskName>(name: K, { file, ...rest }: Tasks[K]["in"]): string {
  return JSON.stringify({ name, file: file.name, sha256: file.sha256, ...rest });
}

/** The bytes of prepared results, the same in whichever order these came. */
export function packPrepared(prepared: Prepared): Uint8Array<ArrayBuffer> {
  return pack(Object.fromEntries([...prepared].sort(([a], [b]) => (a < b ? -1 : 1))));
}

/**
 * The prepared results in a file, once; empty where it cannot be had or is not what the manifest says: everything is in
 * the dataset's tables too.
 */
export async function readPrepared(file: FileRef, signal: AbortSignal | undefined): Promise<Prepared> {
  try {
    const bytes = await readWhole(file, { signal });
    if (file.sha256) await verify(file.name, bytes, file.sha256);
    return new Map(Object.entries(unpack(bytes) as Readonly<Record<string, unknown>>)); // the checksum says it is ours
  } catch (error) {
    signal?.throwIfAborted();
    console.warn("the prepared first picture is not used:", error);
    return new Map();
  }
}

/** A pool that answers from what is prepared, each answer once because its buffers are handed over. */
export function preparedPool(pool: DecodePool, prepared: Prepared): DecodePool {
  const left = new Map(prepared);
  return {
    width: pool.width,
    warm: () => pool.warm(),
    rest: () => pool.rest(),
    close: () => {
      left.clear();
      pool.close();
    },
    async run<K extends TaskName>(name: K, input: Tasks[K]["in"], options = {}): Promise<Tasks[K]["out"]> {
      const key = taskKey(name, input);
      const answer = left.get(key);
      if (answer === undefined) return pool.run(name, input, options);
      left.delete(key);
      return answer as Tasks[K]["out"]; // the key names the task that gave it
    },
  };
}

/** A pool that keeps what it is asked for. */
export function recordingPool(pool: DecodePool, into: Map<string, unknown>): DecodePool {
  return {
    width: pool.width,
    warm: () => pool.warm(),
    rest: () => pool.rest(),
    close: () => pool.close(),
    async run<K extends TaskName>(name: K, input: Tasks[K]["in"], options = {}): Promise<Tasks[K]["out"]> {
      const output = await pool.run(name, input, options);
      into.set(taskKey(name, input), structuredClone(output));
      return output;
    },
  };
}
