import { Fault } from "../../../domain/fault.ts";
import { type ReadOptions, type SourceBlob, sliceBytes, unpacked, wholeOf } from "./bytes.ts";
import { limits, refuse } from "./limits.ts";

/** One file inside a zip archive, not unpacked yet. */
export interface ZipEntry {
  readonly path: string;
  readonly packed: Blob;
  readonly isStored: boolean;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;

const corrupt = (file: string, reason: string): Fault => new Fault("corrupt", { file, reason });

/** Whether a path leads out of the folder it is unpacked in. */
const leavesFolder = (path: string): boolean =>
  /^([/\\]|[a-z]:)/i.test(path) || path.split(/[/\\]/).includes("..") || path.includes("\0");

/**
 * The files of a zip archive by its central directory (PKWARE APPNOTE 6.3). Nothing is unpacked here. Throws `corrupt`, and
 * `refused-file` for encrypted archives, too many files, and paths that lead out of the archive.
 */
export async function readZip({ name, blob }: SourceBlob): Promise<ZipEntry[]> {
  const tailFrom = Math.max(0, blob.size - 66_000);
  const tail = await sliceBytes(blob, tailFrom, blob.size);
  const view = new DataView(tail.buffer);
  let end = tail.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== endMark) end -= 1;
  if (end < 0) throw corrupt(name, "no zip directory");
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const from = view.getUint32(end + 16, true);
  if (count === 0xffff || from === 0xffff_ffff) refuse(name, "ZIP64");
  if (count > limits.zipEntries) refuse(name, `${count} > ${limits.zipEntries} files`);
  if (from + size > blob.size) throw corrupt(name, "the zip directory lies outside the file");
  const directory = await sliceBytes(blob, from, from + size);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    const entry = readEntry(directory, at, name);
    at = entry.next;
    if (leavesFolder(entry.path)) refuse(name, `“${entry.path}”`);
    if (entry.encrypted) refuse(name, "encrypted");
    if (entry.method !== 0 && entry.method !== 8) refuse(name, `compression ${entry.method}`);
    if (entry.path.endsWith("/")) continue;
    const start = await dataStart(blob, entry.offset, name);
    entries.push({
      path: entry.path,
      packed: blob.slice(start, start + entry.size),
      isStored: entry.method === 0,
    });
  }
  return entries;
}

function readEntry(directory: Uint8Array<ArrayBuffer>, at: number, name: string) {
  const view = new DataView(directory.buffer, directory.byteOffset);
  if (at + 46 > directory.length || view.getUint32(at, true) !== entryMark) throw corrupt(name, "zip directory");
  const flags = view.getUint16(at + 8, true);
  const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
  const [pathLength = 0, extra = 0, comment = 0] = lengths;
  const bytes = directory.subarray(at + 46, at + 46 + pathLength);
  return {
    path: decodePath(bytes, (flags & 0x800) !== 0),
    encrypted: (flags & 1) !== 0,
    method: view.getUint16(at + 10, true),
    size: view.getUint32(at + 20, true),
    offset: view.getUint32(at + 42, true),
    next: at + 46 + pathLength + extra + comment,
  };
}

function decodePath(bytes: Uint8Array, isUtf8: boolean): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(isUtf8 ? "utf-8" : "gb18030").decode(bytes);
  }
}

async function dataStart(blob: Blob, offset: number, name: string): Promise<number> {
  const header = await sliceBytes(blob, offset, offset + 30);
  const view = new DataView(header.buffer);
  if (header.length < 30 || view.getUint32(0, true) !== localMark) throw corrupt(name, "zip entry");
  return offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
}

/** The bytes of one file of an archive, unpacked as they are read. */
export async function* entryChunks(
  entry: ZipEntry,
  options: ReadOptions = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const file = { name: entry.path, blob: entry.packed };
  if (!entry.isStored) return yield* unpacked(file, "deflate-raw", options);
  const step = 1 << 20;
  for (let at = 0; at < entry.packed.size; at += step) yield await sliceBytes(entry.packed, at, at + step);
}

/** One file of an archive in one piece. */
export function entryBytes(entry: ZipEntry): Promise<Uint8Array<ArrayBuffer>> {
  return wholeOf(entryChunks(entry), entry.path);
}
