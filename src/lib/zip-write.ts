/** One file of an archive. */
export interface ZipEntry {
  /** Path inside the archive, with `/`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Remainders of CRC-32 (ISO 3309) by byte. */
export const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** CRC-32 (ISO 3309) of bytes. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Text as UTF-8 without a mark. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(bytes);
}

const dosDate = ((2000 - 1980) << 9) | (1 << 5) | 1;
/** Names are UTF-8. */
const flags = 0x0800;

/**
 * A ZIP archive (APPNOTE 6.3) of files stored as they are, all dated 2000-01-01 so that the same files give the same
 * bytes. Throws above 4 GiB, which this form cannot hold.
 */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const named = entries.map(({ name, bytes }) => ({ name: utf8(name), bytes, crc: crc32(bytes) }));
  const body = named.reduce((sum, { name, bytes }) => sum + 30 + name.length + bytes.length, 0);
  const directory = named.reduce((sum, { name }) => sum + 46 + name.length, 0);
  if (body + directory > 0xffffffff) throw new Error("zip: more than 4 GiB");
  const out = new Uint8Array(body + directory + 22);
  const view = new DataView(out.buffer);
  let at = 0;
  const offsets = named.map(({ name, bytes, crc }) => {
    const start = at;
    view.setUint32(at, 0x04034b50, true);
    writeFacts(view, at + 4, { crc, size: bytes.length, name: name.length });
    out.set(name, at + 30);
    out.set(bytes, at + 30 + name.length);
    at += 30 + name.length + bytes.length;
    return start;
  });
  named.forEach(({ name, bytes, crc }, i) => {
    view.setUint32(at, 0x02014b50, true);
    view.setUint16(at + 4, 20, true);
    writeFacts(view, at + 6, { crc, size: bytes.length, name: name.length });
    view.setUint32(at + 42, offsets[i], true);
    out.set(name, at + 46);
    at += 46 + name.length;
  });
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, named.length, true);
  view.setUint16(at + 10, named.length, true);
  view.setUint32(at + 12, directory, true);
  view.setUint32(at + 16, body, true);
  return out;
}

/** What an entry says twice: before its bytes and in the directory. */
function writeFacts(view: DataView, at: number, facts: { crc: number; size: number; name: number }): void {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, flags, true);
  view.setUint16(at + 8, dosDate, true);
  view.setUint32(at + 10, facts.crc, true);
  view.setUint32(at + 14, facts.size, true);
  view.setUint32(at + 18, facts.size, true);
  view.setUint16(at + 22, facts.name, true);
}
