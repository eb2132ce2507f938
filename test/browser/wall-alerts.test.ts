import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, until } from "../../scripts/browser/browser.ts";
import { builtApp } from "../../scripts/browser/built-app.ts";
import { serve } from "../../scripts/serve/server.mjs";
import type { Manifest } from "../../src/domain/manifest.ts";
import { leave, visit } from "./built/visit.ts";
import { encoded, layoutWith, size } from "./wall/page.ts";

let browser: Browser;
let site: Awaited<ReturnType<typeof serve>>;
let folder = "";

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "wall-alerts-")), "town");
  const root = await builtApp();
  cpSync("public/data/sample", folder, { recursive: true });
  site = await serve({ root, mounts: { "/data/town": folder } });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await rm(join(folder, ".."), { recursive: true, force: true });
});

/** Moves a changed manifest into its place. */
function relist(change: (manifest: Manifest) => Manifest): void {
  const path = join(folder, "manifest.json");
  writeFileSync(`${path}.new`, JSON.stringify(change(JSON.parse(readFileSync(path, "utf8")))));
  renameSync(`${path}.new`, path);
}

const tile = "document.querySelector('.tile-inbox')";
const rows = `${tile}.querySelectorAll('li').length`;

test("the night job's alerts are on the wall with when they were made; a table that is gone is said; without one they are found", async () => {
  // A budget that the wall itself does not use: what is shown can only come from the table.
  const job = [
    "scripts/wangge/main.ts",
    "analyse",
    "warning",
    "--dataset",
    folder,
    "--publish",
    "--params",
    "budget=10",
  ];
  const said = execFileSync(process.execPath, job, { encoding: "utf8" });
  const alerts = Number(/: (\d+) alerts/.exec(said)?.[1]);
  const layout = encoded(layoutWith([{ view: "inbox" }]));
  const page = await visit(browser, "about:blank", size);
  await page.goto(`${site.url}#/wall?data=data/town/&layout=${layout}&every=1&analyse=1&lang=en`);
  await until(page, `'wanggeWall' in window && ${tile} !== null && ${rows} > 0`);
  expect(await page.locator(".tile-inbox").textContent()).toMatch(/Night table made \d{4}-\d\d-\d\d \d\d:\d\d/);
  const fromTable = await page.evaluate<number>(rows);
  expect(fromTable).toBe(alerts);

  relist(({ alerts: listed, ...manifest }) => ({
    ...manifest,
    ...(listed && { alerts: { ...listed, path: "alerts-gone.parquet", sha256: "0".repeat(64) } }),
  }));
  await until(page, `${tile}.querySelector('.tile-age').dataset.troubled === 'true'`);
  expect(await page.locator(".tile-inbox .tile-age").textContent()).toContain("alerts-gone.parquet");
  expect(await page.evaluate<number>(rows)).toBe(fromTable);

  relist(({ alerts: _, ...manifest }) => manifest);
  await until(page, `!${tile}.textContent.includes('Night table')`);
  expect(await page.evaluate<number>(rows)).toBeLessThan(fromTable);
  await leave(page);
}, 120_000);
