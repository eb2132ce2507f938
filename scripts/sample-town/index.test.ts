import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildSampleTown } from "./index.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sample-town-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Path → SHA-256 of every file under a folder. */
async function hashes(root: string): Promise<Record<string, string>> {
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const entries = files.map(async (file) => {
    const path = join(file.parentPath, file.name);
    return [
      path.slice(root.length),
      createHash("sha256")
        .update(await readFile(path))
        .digest("hex"),
    ] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

test("a seed gives the same bytes again, with nothing put aside", { timeout: 120_000 }, async () => {
  const shares: number[] = [];
  const build = async (name: string) => {
    const out = join(folder, name);
    await buildSampleTown({ out, cases: 3_000, seed: 11, onProgress: (_, share) => shares.push(share) });
    return hashes(out);
  };
  const [one, two] = [await build("one"), await build("two")];
  expect(two).toEqual(one);
  expect(Object.keys(one)).toContain("/truth.json");
  expect(shares[shares.length - 1]).toBe(1);
  const manifest = JSON.parse(await readFile(join(folder, "one", "manifest.json"), "utf8"));
  expect(manifest).toMatchObject({
    simulated: true,
    asOf: "2026-01-01T00:00:00",
    title: { "zh-CN": "和平镇(模拟数据)" },
  });
  const quality = JSON.parse(await readFile(join(folder, "one", "quality.json"), "utf8"));
  for (const [table, report] of Object.entries<{ quarantined: number; warnings: unknown[] }>(quality.tables)) {
    expect([table, report.quarantined, report.warnings]).toEqual([table, 0, []]);
  }
});
