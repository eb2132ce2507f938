import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { readFooter } from "../../src/data/footer.ts";
import type { FilePiece } from "../../src/domain/manifest.ts";

/** The row groups of a Parquet file and what follows the last one, each with its SHA-256. */
export async function piecesOf(path: string): Promise<FilePiece[]> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const read = async (from: number, to: number) => {
      const bytes = new Uint8Array(to - from);
      await handle.read(bytes, 0, bytes.length, from);
      return bytes;
    };
    const { rowGroups } = await readFooter({ name: path, size, read });
    const end = Math.max(...rowGroups.map(({ to }) => to));
    const pieces: FilePiece[] = [];
    for (const { from, to } of [...rowGroups, { from: end, to: size }]) {
      pieces.push({
        from,
        to,
        sha256: createHash("sha256")
          .update(await read(from, to))
          .digest("hex"),
      });
    }
    return pieces;
  } finally {
    await handle.close();
  }
}
