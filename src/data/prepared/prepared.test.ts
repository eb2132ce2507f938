import { expect, test } from "vitest";
import { localPool } from "../../../test/support/decode-pool.ts";
import { parquetOf } from "../../../test/support/parquet-file.ts";
import type { FilePart, WantedField } from "../decode/protocol.ts";
import { packPrepared, preparedPool, readPrepared, recordingPool, taskKey } from "./index.ts";

const wanted: Readonly<Record<string, WantedField>> = {
  name: { column: "name", kind: "text", required: true },
  size: { column: "size", kind: "number", required: false },
};

async function town(sha256?: string): Promise<FilePart & { fields: typeof wanted }> {
  const bytes = await parquetOf("SELECT * FROM (VALUES ('东街', 1.5), ('西街', NULL)) AS t(name, size)");
  const blob = new Blob([new Uint8Array(bytes)]);
  const file = { name: "a.parquet", at: { blob }, bytes: blob.size, ...(sha256 ? { sha256 } : {}) };
  return { file, format: "parquet", fields: wanted };
}

test("a prepared answer is what decoding gives, and it is given once", async () => {
  const { pool, hired } = localPool();
  const results = new Map<string, unknown>();
  const input = await town();
  const decoded = await recordingPool(pool, results).run("columns", input);
  const blob = new Blob([packPrepared(results)]);
  const prepared = await readPrepared({ name: "prepared.bin", at: { blob } }, undefined);
  const fast = preparedPool(pool, prepared);
  const before = hired();
  expect(await fast.run("columns", input)).toEqual(decoded);
  expect(hired()).toBe(before);
  expect(await fast.run("columns", input)).toEqual(decoded);
  expect(decoded.fields.name).toEqual(["东街", "西街"]);
  pool.close();
});

test("a file with another checksum, or another question, is not what was prepared", async () => {
  const input = await town();
  expect(taskKey("columns", input)).not.toBe(taskKey("columns", { ...input, file: { ...input.file, sha256: "00" } }));
  expect(taskKey("columns", input)).not.toBe(taskKey("columns", { ...input, fields: {} }));
});

test("a prepared file that is damaged or not there is as good as none", async () => {
  const garbage = { name: "prepared.bin", at: { blob: new Blob(["<!doctype html>"]) } };
  expect((await readPrepared(garbage, undefined)).size).toBe(0);
  expect((await readPrepared({ ...garbage, sha256: "00".repeat(32) }, undefined)).size).toBe(0);
});
