import { Fault } from "../../../domain/fault.ts";
import { limits, refuse } from "./limits.ts";

/** A file in the user's hands; Node and browsers both have `Blob`. */
export interface SourceBlob {
  readonly name: string;
  readonly blob: Blob;
}

/** Options of everything that reads; `onBytes` hears how many bytes of the file have been taken. */
export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((count: number) => void) | undefined;
}

/** Bytes of a blob from a place on. */
export async function sliceBytes(blob: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.slice(from, to).arrayBuffer());
}

/** Counts what goes by and ends the stream when it is stopped. */
function counted({ signal, onBytes }: ReadOptions): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  return new TransformStream({
    transform(chunk, controller) {
      if (signal?.aborted) {
        controller.error(new Fault("aborted"));
        return;
      }
      onBytes?.(chunk.length);
      controller.enqueue(chunk);
    },
  });
}

/** Unpacks gzip or raw deflate, refusing what unpacks to far more than data does ("zip bombs"). Throws `refused-file`, `corrupt`. */
export async function* unpacked(
  file: SourceBlob,
  format: "gzip" | "deflate-raw",
  options: ReadOptions = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  const stream = file.blob.stream().pipeThrough(counted(options)).pipeThrough(new DecompressionStream(format));
  for await (const chunk of eachChunk(stream, file.name)) {
    bytes += chunk.length;
    if (bytes > limits.unpackedBytes || (bytes > limits.bombBytes && bytes > limits.unpackedShare * file.blob.size)) {
      refuse(file.name, `${file.blob.size} → > ${bytes} bytes`);
    }
    yield chunk;
  }
}

async function* eachChunk(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  name: string,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        if (error instanceof Fault) throw error;
        throw new Fault(
          "corrupt",
          { file: name, reason: error instanceof Error ? error.message : String(error) },
          error,
        );
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

const isGzip = async (blob: Blob): Promise<boolean> => {
  const [a, b] = await sliceBytes(blob, 0, 2);
  return a === 0x1f && b === 0x8b;
};

/** The bytes of a file, gzipped ones unpacked. */
export async function* chunksOf(file: SourceBlob, options: ReadOptions = {}): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (await isGzip(file.blob)) yield* unpacked(file, "gzip", options);
  else yield* eachChunk(file.blob.stream().pipeThrough(counted(options)), file.name);
}

/** All bytes of a file, gzipped ones unpacked. Throws `refused-file` above what fits in one piece. */
export async function wholeOf(chunks: AsyncIterable<Uint8Array>, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    size += chunk.length;
    if (size > limits.wholeBytes) refuse(name, `> ${limits.wholeBytes} bytes`);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
