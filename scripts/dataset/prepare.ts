import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createDecodePool } from "../../src/data/decode/pool.ts";
import { firstTables, readFirstPicture } from "../../src/data/first-picture.ts";
import { createHandle, type TableFile } from "../../src/data/handle.ts";
import { packPrepared, recordingPool } from "../../src/data/prepared/index.ts";
import type { DataFile, Manifest, PreparedFile } from "../../src/domain/manifest.ts";
import { decodeHere } from "./decode-here.ts";
import { fingerprint } from "./parquet.ts";

/** Larger datasets are read from their tables: what is prepared has to be read as a whole. */
const largestRows = 1_000_000;

const isWanted = ({ table }: DataFile): boolean => table === "cases" || table in firstTables;

/** Writes what the first picture of a small dataset takes, decoded; nothing for a large one. */
export async function writePrepared(folder: string, manifest: Manifest): Promise<PreparedFile | undefined> {
  const rows = manifest.files.reduce((sum, file) => sum + (file.table === "cases" ? file.rows : 0), 0);
  if (rows > largestRows) return undefined;
  const results = new Map<string, unknown>();
  const pool = recordingPool(createDecodePool(decodeHere, 1), results);
  const files = await Promise.all(
    manifest.files.filter(isWanted).map(async ({ path, table, rows, bytes, sha256 }): Promise<TableFile> => {
      const blob = new Blob([new Uint8Array(await readFile(join(folder, path)))]);
      return { file: { name: path, at: { blob }, bytes, sha256 }, format: "parquet", table, rows, bytes };
    }),
  );
  const { port1, port2 } = new MessageChannel();
  try {
    await readFirstPicture(createHandle(manifest, files, pool), port1);
  } finally {
    port1.close();
    port2.close();
    pool.close();
  }
  const path = "prepared.bin";
  await writeFile(join(folder, path), packPrepared(results));
  return { path, ...(await fingerprint(join(folder, path))) };
}
