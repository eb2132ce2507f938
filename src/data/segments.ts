import { giveBack } from "../worker/buffers.ts";
import type { ByteFile, ReadOptions } from "./bytes.ts";

/** What parquet-wasm reads from: the few members of a `Blob` it uses. */
export interface BlobLike {
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** A file of which some parts are held in memory, so that many small reads cost one request. */
export interface SegmentedFile extends ByteFile {
  readonly blob: BlobLike;
  /**
   * Load `from`..`to` (excluded) in one read and keep it. The returned function gives its memory back, and that of what
   * was read from it: nobody may use either any more.
   */
  hold(from: number, to: number, options?: ReadOptions): Promise<() => void>;
}

interface Segment {
  readonly from: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Copies of its parts that were handed out. */
  readonly copies: Uint8Array[];
}

/** Keeps loaded parts of `file`; a slice outside them is read when asked for. */
export function segmentedFile(file: ByteFile): SegmentedFile {
  const segments = new Set<Segment>();

  function held(from: number, to: number): Uint8Array<ArrayBuffer> | undefined {
    for (const segment of segments) {
      if (from >= segment.from && to <= segment.from + segment.bytes.length) {
        const copy = segment.bytes.slice(from - segment.from, to - segment.from);
        segment.copies.push(copy);
        return copy;
      }
    }
    return undefined;
  }

  const read: ByteFile["read"] = async (from, to, options) => held(from, to) ?? file.read(from, to, options);

  return {
    name: file.name,
    size: file.size,
    read,
    blob: {
      size: file.size,
      slice: (from, to) => ({ arrayBuffer: async () => (await read(from, to)).buffer }),
    },
    async hold(from, to, options = {}) {
      const segment: Segment = { from, bytes: await file.read(from, to, options), copies: [] };
      segments.add(segment);
      return () => {
        segments.delete(segment);
        giveBack(segment.bytes);
        segment.copies.forEach(giveBack);
      };
    },
  };
}
