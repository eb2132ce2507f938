import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { localPool } from "../../test/support/decode-pool.ts";
import { parquetOf } from "../../test/support/parquet-file.ts";
import { piecesOf } from "./pieces.ts";

const { pool } = localPool(1);
let bytes: Buffer;
let pieces: Awaited<ReturnType<typeof piecesOf>>;

beforeAll(async () => {
  bytes = await parquetOf("SELECT range::INTEGER AS n FROM range(6000)", { rowGroupSize: 2048 });
  const path = join(mkdtempSync(join(tmpdir(), "wangge-pieces-")), "file.parquet");
  writeFileSync(path, bytes);
  pieces = await piecesOf(path);
});
afterAll(() => pool.close());

/** The file with one byte in the middle of a piece turned over; each name is another file to the decoder. */
function spoilt(name: string, piece: number) {
  const copy = new Uint8Array(bytes);
  const { from = 0, to = 0 } = pieces[piece] ?? {};
  if (piece >= 0) copy[(from + to) >> 1] = (copy[(from + to) >> 1] ?? 0) ^ 1;
  return { name, at: { blob: new Blob([copy]) }, bytes: copy.length, pieces };
}

function readGroup(file: ReturnType<typeof spoilt>, group: number) {
  const { from = 0, to = 0 } = pieces[group] ?? {};
  return pool.run("ipc", { file, format: "parquet", part: { rowGroups: [group], from, to } });
}

test("pieces are the row groups and what follows them, and leave out only the file's first four bytes", () => {
  expect(pieces).toHaveLength(4);
  expect(pieces[0]?.from).toBe(4);
  expect(pieces.at(-1)?.to).toBe(bytes.length);
  for (const [i, { from }] of pieces.slice(1).entries()) expect(from).toBe(pieces[i]?.to);
});

test("of a file read in parts the parts that are read are verified, and no others", async () => {
  const file = spoilt("second.parquet", 1);
  expect((await readGroup(file, 0)).length).toBeGreaterThan(8000);
  await expect(readGroup(file, 1)).rejects.toMatchObject({ code: "checksum", values: { file: "second.parquet" } });
  expect((await readGroup(spoilt("whole.parquet", -1), 1)).length).toBeGreaterThan(8000);
});

test("a footer that was changed is not believed", async () => {
  const file = spoilt("footer.parquet", 3);
  await expect(pool.run("footer", { file })).rejects.toMatchObject({ code: "checksum" });
  await expect(readGroup(file, 0)).rejects.toMatchObject({ code: "checksum" });
});
