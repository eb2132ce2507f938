import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parseManifest } from "../../src/domain/manifest-check.ts";
import { hasDataset } from "../../test/support/open-folder.ts";
import { checkDataset } from "../dataset/check.ts";

const main = join(import.meta.dirname, "main.ts");
const root = mkdtempSync(join(tmpdir(), "wangge-publish-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.skipIf(!hasDataset("sample"))("the table of alerts in a dataset's folder", () => {
  const folder = join(root, "town");
  const publish = (...args: string[]) => {
    execFileSync(process.execPath, [main, "analyse", "warning", "--dataset", folder, "--publish", ...args]);
    const { alerts } = parseManifest(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")));
    if (!alerts) throw new Error("the manifest names no alerts");
    return alerts;
  };

  test("is listed with its hash and moments; a newer one takes its place; the dataset stays right", async () => {
    cpSync("public/data/sample", folder, { recursive: true });
    const before = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    const first = publish();
    expect(first.asOf).toBe(before.asOf);
    expect(Math.abs(Date.parse(`${first.madeAt}+08:00`) - Date.now())).toBeLessThan(300_000);
    const second = publish("--params", "budget=0.1");
    expect(second.sha256).not.toBe(first.sha256);
    expect([existsSync(join(folder, first.path)), existsSync(join(folder, second.path))]).toEqual([false, true]);
    const { problems, manifest } = await checkDataset(folder);
    expect(problems).toEqual([]);
    expect({ ...manifest, alerts: undefined }).toEqual({ ...before, alerts: undefined });
  }, 60_000);

  test.each([
    ["another analysis", ["analyse", "hotspots"]],
    ["a file beside it", ["analyse", "warning", "--out", "x.csv"]],
    ["filters", ["analyse", "warning", "--link", "#/warning?dept=greening"]],
  ])(
    "%s is refused",
    (_, args) => {
      const { status } = spawnSync(process.execPath, [main, ...args, "--dataset", "sample", "--publish"]);
      expect(status).toBe(2);
    },
    30_000,
  );
});
