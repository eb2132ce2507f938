/** Encodings that a text file may be found to have; `TextDecoder` knows them all. */
export type Encoding = "utf-8" | "gb18030" | "utf-16le" | "utf-16be";

/**
 * The encoding of a text by its first bytes: a byte-order mark decides; else UTF-8 where all of it is valid UTF-8 (ASCII
 * included), else GB18030, as spreadsheets on Chinese Windows write it. More bytes make a surer guess.
 */
export async function detectEncoding(chunks: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Encoding> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let seen = 0;
  for await (const chunk of chunks) {
    if (seen === 0) {
      if (chunk[0] === 0xff && chunk[1] === 0xfe) return "utf-16le";
      if (chunk[0] === 0xfe && chunk[1] === 0xff) return "utf-16be";
    }
    try {
      decoder.decode(chunk, { stream: true });
    } catch {
      return "gb18030";
    }
    seen += chunk.length;
    if (seen >= mostBytes) return "utf-8";
  }
  return "utf-8";
}
