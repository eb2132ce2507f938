import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseManifest } from "../../src/domain/manifest-check.ts";
import { createFeed, shifted } from "./feed.ts";

const sample = "public/data/sample";
let out = "";
beforeAll(async () => {
  out = join(await mkdtemp(join(tmpdir(), "feed-")), "town");
});
afterAll(() => rm(join(out, ".."), { recursive: true, force: true }));

/** One number of a query over what the manifest names, the last row of a case being the one that counts. */
async function asked(query: string): Promise<number> {
  const manifest = parseManifest(JSON.parse(await readFile(join(out, "manifest.json"), "utf8")));
  const files = manifest.files.filter(({ table }) => table === "cases").map(({ path }) => `'${join(out, path)}'`);
  const connection = await (await DuckDBInstance.create()).connect();
  const all = files.map((file, i) => `SELECT *, ${i} AS place FROM read_parquet(${file})`).join(" UNION ALL ");
  await connection.run(
    `CREATE VIEW last AS SELECT * FROM (${all}) QUALIFY row_number() OVER (PARTITION BY case_id ORDER BY place DESC) = 1`,
  );
  const rows = (await connection.runAndReadAll(query)).getRows();
  connection.closeSync();
  return Number(rows[0]?.[0]);
}

test.skipIf(!existsSync(`${sample}/manifest.json`))(
  "after many steps the folder is the dataset as it was known then",
  async () => {
    const feed = await createFeed({ source: sample, out, start: "2025-12-25" });
    for (let i = 0; i < 30; i++) await feed.step(60);
    const { asOf, cases } = await feed.step(60);
    expect(asOf).toBe("2025-12-26T07:00:00");
    expect(await asked("SELECT count(*) FROM last")).toBe(cases);
    expect(await asked(`SELECT count(*) FROM last WHERE closed_at > '${asOf}' OR reported_at > '${asOf}'`)).toBe(0);
    const truth = `read_parquet('${sample}/cases/*.parquet')`;
    // One in fifty comes an hour late: of those of the last hour.
    const came = `reported_at <= '${asOf}' AND NOT (hash(case_id) % 50 = 0 AND reported_at > '2025-12-26T06:00:00')`;
    expect(cases).toBe(await asked(`SELECT count(*) FROM ${truth} WHERE ${came}`));
    const open = (table: string) =>
      asked(
        `SELECT count(*) FROM ${table} WHERE ${came} AND (closed_at IS NULL OR closed_at > '${asOf}') AND status NOT IN ('void', 'rejected')`,
      );
    expect(await open("last")).toBe(await open(truth));
    expect((await readdir(join(out, "cases"))).length).toBeLessThan(30);
    feed.close();
  },
);

test("moments move by seconds", () => {
  expect(shifted("2025-12-31T23:59:30", 45)).toBe("2026-01-01T00:00:15");
  expect(shifted("2025-03-01", -1)).toBe("2025-02-28T23:59:59");
});
