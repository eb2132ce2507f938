import { crcTable } from "../../lib/zip-write.ts";
import { encoded } from "./table.ts";

/** One file of an archive that is written while it is read. */
export interface ZipFile {
  /** Path inside the archive, with `/`. */
  readonly name: string;
  readonly parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

interface Facts {
  readonly name: Uint8Array;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** Names are UTF-8; sizes follow the bytes. */
const flags = 0x0808;
const dosDate = ((2000 - 1980) << 9) | (1 << 5) | 1;
const most = 0xffffffff;

/**
 * A ZIP archive (APPNOTE 6.3.10) as a stream: every file deflated, its sizes behind its bytes, all dated 2000-01-01.
 * Throws where a file or the archive is larger than 4 GiB.
 */
export async function* zipStream(files: Iterable<ZipFile> | AsyncIterable<ZipFile>): AsyncGenerator<Uint8Array> {
  let at = 0;
  const all: Facts[] = [];
  for await (const file of files) {
    const name = encoded(file.name);
    const start = at;
    const head = localHeader(name);
    yield head;
    at += head.length;
    const counted = new Counted(file.parts);
    let packed = 0;
    for await (const part of deflated(counted)) {
      packed += part.length;
      yield part;
    }
    const facts: Facts = { name, at: start, crc: counted.crc, packed, size: counted.size };
    const tail = descriptor(facts);
    yield tail;
    at += packed + tail.length;
    if (counted.size > most || at > most) throw new Error("zip: more than 4 GiB");
    all.push(facts);
  }
  yield directory(all, at);
}

/** Parts that are counted as they pass. */
class Counted implements AsyncIterable<Uint8Array> {
  private sum = most;
  size = 0;
  private readonly parts: ZipFile["parts"];

  constructor(parts: ZipFile["parts"]) {
    this.parts = parts;
  }

  get crc(): number {
    return (this.sum ^ most) >>> 0;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const part of this.parts) {
      let sum = this.sum;
      for (const byte of part) sum = (crcTable[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8);
      this.sum = sum;
      this.size += part.length;
      yield part;
    }
  }
}

/** Bytes as raw DEFLATE, by the platform's own compressor. */
async function* deflated(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = new CompressionStream("deflate-raw");
  const writer = stream.writable.getWriter();
  const writing = (async () => {
    try {
      for await (const part of parts) await writer.write(part as Uint8Array<ArrayBuffer>);
      await writer.close();
    } catch (error) {
      await writer.abort(error);
      throw error;
    }
  })();
  writing.catch(() => undefined); // told below, when what was read so far is over
  const reader = stream.readable.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(async (error: unknown) => {
      await writing;
      throw error;
    });
    if (done) break;
    yield value;
  }
  await writing;
}

function localHeader(name: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(30 + name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x04034b50, true);
  writeKind(view, 4);
  view.setUint16(26, name.length, true);
  bytes.set(name, 30);
  return bytes;
}

/** Version, flags, method and date, which the header and the directory both say. */
function writeKind(view: DataView, at: number): void {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, flags, true);
  view.setUint16(at + 4, 8, true);
  view.setUint16(at + 8, dosDate, true);
}

function descriptor({ crc, packed, size }: Facts): Uint8Array {
  const view = new DataView(new ArrayBuffer(16));
  view.setUint32(0, 0x08074b50, true);
  view.setUint32(4, crc, true);
  view.setUint32(8, packed, true);
  view.setUint32(12, size, true);
  return new Uint8Array(view.buffer);
}

function directory(all: readonly Facts[], from: number): Uint8Array {
  const size = all.reduce((sum, { name }) => sum + 46 + name.length, 0);
  const bytes = new Uint8Array(size + 22);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const facts of all) {
    view.setUint32(at, 0x02014b50, true);
    view.setUint16(at + 4, 20, true);
    writeKind(view, at + 6);
    view.setUint32(at + 16, facts.crc, true);
    view.setUint32(at + 20, facts.packed, true);
    view.setUint32(at + 24, facts.size, true);
    view.setUint16(at + 28, facts.name.length, true);
    view.setUint32(at + 42, facts.at, true);
    bytes.set(facts.name, at + 46);
    at += 46 + facts.name.length;
  }
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, all.length, true);
  view.setUint16(at + 10, all.length, true);
  view.setUint32(at + 12, size, true);
  view.setUint32(at + 16, from, true);
  return bytes;
}
