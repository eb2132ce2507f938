import { Fault, toFault } from "../domain/fault.ts";
import type { FilePiece } from "../domain/manifest.ts";

/** Where the bytes of one file are: on a server or in the user's hands. `name` is what faults and progress call it. */
export interface FileRef {
  readonly name: string;
  readonly at: { readonly url: string } | { readonly blob: Blob };
  /** Expected length and SHA-256 (hexadecimal), where a manifest states them. */
  readonly bytes?: number;
  readonly sha256?: string;
  /** The same of pieces, where it is not read whole. */
  readonly pieces?: readonly FilePiece[] | undefined;
}

/** Options of everything that reads bytes; `onBytes` is called with the number of bytes that just arrived. */
export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((count: number) => void) | undefined;
}

/** A file whose parts can be read. */
export interface ByteFile {
  readonly name: string;
  readonly size: number;
  /**
   * Bytes `from` (included) to `to` (excluded), in a buffer of their own. Throws `truncated` when the file ends earlier.
   */
  read(from: number, to: number, options?: ReadOptions): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Open a file for reading in parts. Where its length is not known beforehand, one small request asks for it. A server
 * that ignores range requests sends the whole file, which is then kept. Throws `network`, `not-found`, `http`,
 * `truncated`, `file-empty`.
 */
export async function openBytes(file: FileRef, options: ReadOptions = {}): Promise<ByteFile> {
  if ("blob" in file.at) return checked(file, blobFile(file.name, file.at.blob));
  const url = file.at.url;
  if (file.bytes !== undefined) return rangedFile(file, url, file.bytes);
  const probe = await request(file, url, { range: [0, 4], signal: options.signal });
  const bytes = await body(file, probe, probe.status === 206 ? { signal: options.signal } : options);
  const total = probe.status === 206 ? totalOf(probe) : undefined;
  return total === undefined ? memoryFile(file.name, bytes) : rangedFile(file, url, total);
}

function rangedFile(file: FileRef, url: string, size: number): ByteFile {
  let whole: Uint8Array<ArrayBuffer> | undefined;
  return {
    name: file.name,
    size,
    async read(from, to, options = {}) {
      if (whole) return whole.slice(from, to);
      const response = await request(file, url, { range: [from, to], signal: options.signal });
      const total = totalOf(response);
      if (total !== undefined && total < size) {
        void response.body?.cancel();
        throw new Fault("truncated", { file: file.name, expected: size, actual: total });
      }
      if (response.status === 206) return expectLength(file.name, await part(file, response, options), to - from);
      const bytes = await body(file, response, options);
      whole = expectLength(file.name, bytes, size);
      return whole.slice(from, to);
    },
  };
}

/** Length of the whole file that a range was taken of, where the answer says. */
function totalOf(response: Response): number | undefined {
  const total = /\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1];
  return total === undefined ? undefined : Number(total);
}

/** All bytes of a file. Throws `network`, `not-found`, `http`, and `truncated` if it is shorter than expected. */
export async function readWhole(file: FileRef, options: ReadOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  if ("blob" in file.at) {
    const { blob } = file.at;
    const bytes = await blobFile(file.name, blob).read(0, blob.size, options);
    return expectLength(file.name, bytes, file.bytes ?? bytes.length);
  }
  const response = await request(file, file.at.url, { signal: options.signal });
  const bytes = await body(file, response, options);
  return expectLength(file.name, bytes, file.bytes ?? bytes.length);
}

/** A byte array as a file. */
export function memoryFile(name: string, bytes: Uint8Array<ArrayBuffer>): ByteFile {
  return {
    name,
    size: bytes.length,
    read: async (from, to) => expectLength(name, bytes.slice(from, to), to - from),
  };
}

function blobFile(name: string, blob: Blob): ByteFile {
  return {
    name,
    size: blob.size,
    async read(from, to, { signal, onBytes } = {}) {
      signal?.throwIfAborted();
      try {
        const bytes = new Uint8Array(await blob.slice(from, to).arrayBuffer());
        onBytes?.(bytes.length);
        return expectLength(name, bytes, to - from);
      } catch (error) {
        throw toFault(error, "network", { file: name });
      }
    },
  };
}

function checked(file: FileRef, bytes: ByteFile): ByteFile {
  if (file.bytes !== undefined && bytes.size < file.bytes) {
    throw new Fault("truncated", { file: file.name, expected: file.bytes, actual: bytes.size });
  }
  return bytes;
}

function expectLength(name: string, bytes: Uint8Array<ArrayBuffer>, expected: number): Uint8Array<ArrayBuffer> {
  if (bytes.length >= expected) return bytes;
  throw new Fault("truncated", { file: name, expected, actual: bytes.length });
}

async function request(
  file: FileRef,
  url: string,
  { range, signal }: { range?: readonly [from: number, to: number]; signal?: AbortSignal | undefined },
): Promise<Response> {
  // Parts of large files stay out of the browser's cache: writing them there takes longer than fetching them.
  const init: RequestInit = range
    ? { headers: { range: `bytes=${range[0]}-${range[1] - 1}` }, cache: "no-store" }
    : { cache: "no-cache" };
  let response: Response;
  try {
    response = await fetch(url, { ...init, signal: signal ?? null });
  } catch (error) {
    signal?.throwIfAborted();
    throw toFault(error, "network", { file: file.name });
  }
  if (response.ok) return response;
  void response.body?.cancel();
  if (response.status === 404 || response.status === 410) throw new Fault("not-found", { file: file.name });
  if (response.status === 416) throw beyondEnd(file, range?.[1] ?? 0, totalOf(response));
  throw new Fault("http", { file: file.name, status: response.status });
}

function beyondEnd(file: FileRef, expected: number, actual: number | undefined): Fault {
  if (actual === 0) return new Fault("file-empty", { file: file.name });
  return new Fault("truncated", { file: file.name, expected: file.bytes ?? expected, actual: actual ?? 0 });
}

/** A part of a file, in one piece: collecting it bit by bit takes longer than all the rest of reading it. */
async function part(file: FileRef, response: Response, options: ReadOptions): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const bytes = new Uint8Array(await response.arrayBuffer());
    options.onBytes?.(bytes.length);
    return bytes;
  } catch (error) {
    options.signal?.throwIfAborted();
    throw toFault(error, "network", { file: file.name });
  }
}

/** The body of a response, counted as it arrives. A connection that breaks is `truncated` if a length was promised. */
async function body(file: FileRef, response: Response, options: ReadOptions): Promise<Uint8Array<ArrayBuffer>> {
  const encoded = response.headers.get("content-encoding");
  const stated = encoded ? Number.NaN : Number(response.headers.get("content-length") ?? Number.NaN);
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array(0);
  let into = new Uint8Array(Number.isFinite(stated) ? stated : 65_536);
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (length + part.value.length > into.length) into = grown(into, length + part.value.length);
      into.set(part.value, length);
      length += part.value.length;
      options.onBytes?.(part.value.length);
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    if (length < stated) throw new Fault("truncated", { file: file.name, expected: stated, actual: length }, error);
    throw toFault(error, "network", { file: file.name });
  }
  if (length < stated) throw new Fault("truncated", { file: file.name, expected: stated, actual: length });
  return length === into.length ? into : into.slice(0, length);
}

function grown(bytes: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(needed, bytes.length * 2));
  larger.set(bytes);
  return larger;
}
