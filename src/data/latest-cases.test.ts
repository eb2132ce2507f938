import { afterAll, expect, test } from "vitest";
import { localPool } from "../../test/support/decode-pool.ts";
import { parquetOf } from "../../test/support/parquet-file.ts";
import type { Manifest } from "../domain/manifest.ts";
import { createHandle } from "./handle.ts";
import { withLatestCases } from "./latest-cases.ts";
import { codeField, numberField, textField } from "./table-columns.ts";

const { pool } = localPool();
afterAll(() => pool.close());

type Row = readonly [id: string, status: string, reported: number];

async function townOf(...files: readonly (readonly Row[])[]) {
  const parts = await Promise.all(
    files.map(async (rows, i) => {
      const values = rows.map(([id, status, reported]) => `('${id}', '${status}', ${reported})`).join();
      const sql = `SELECT id AS case_id, status, make_timestamp(moment::BIGINT * 1000000) AS reported_at, 121.5::DOUBLE AS lon,
        31.2::DOUBLE AS lat FROM (VALUES ${values}) t(id, status, moment)`;
      const bytes = await parquetOf(sql, { codes: ["status"] });
      const file = { name: `cases/${i}.parquet`, at: { blob: new Blob([new Uint8Array(bytes)]) }, bytes: bytes.length };
      return { file, format: "parquet" as const, table: "cases" as const, rows: rows.length, bytes: bytes.length };
    }),
  );
  const manifest = { box: [121, 31, 122, 32], asOf: "2024-01-02T00:00:00", files: [] } as unknown as Manifest; // only these are read
  return createHandle(manifest, parts, pool);
}

test("of a case that comes again the last row of the last file counts, in every column", async () => {
  const handle = await withLatestCases(
    await townOf(
      [
        ["a", "open", 100],
        ["b", "open", 200],
      ],
      [
        ["c", "open", 300],
        ["a", "closed", 100],
        ["a", "void", 150],
      ],
    ),
  );
  const columns = await handle.columns("cases", ["case_id", "status", "reported_at"]);
  expect(handle.rows("cases")).toBe(3);
  expect(columns.rows).toBe(3);
  expect(textField(columns, "case_id")).toEqual(["b", "c", "a"]);
  expect([...numberField(columns, "reported_at")]).toEqual([200, 300, 150]);
  const { values, dictionary } = codeField(columns, "status");
  expect(Array.from(values, (code) => dictionary[code - 1])).toEqual(["open", "open", "void"]);
});

test("a dataset in which no case comes again is the same handle", async () => {
  const handle = await townOf([["a", "open", 1]], [["b", "open", 2]]);
  expect(await withLatestCases(handle)).toBe(handle);
});
