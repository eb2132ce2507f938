import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { firstPicture, openBrowser } from "../../../scripts/browser/browser.ts";
import { builtApp } from "../../../scripts/browser/built-app.ts";
import { serve } from "../../../scripts/serve/server.mjs";
import { root } from "../../../scripts/setup/process.mjs";
import type { Manifest } from "../../domain/manifest.ts";

/** A sample town whose log is as long as the promise speaks of; too large to be made for every bench. */
const sizes = [
  { folder: ".cache/log-10m", cases: 1_650_000, promises: { open: "≤ 6,000" } },
  { folder: ".cache/log-1m", cases: 165_000, promises: { filter: "≤ 150" } },
] as const;

/** From the press on the view to the drawn map: reading the log, ordering, the kernel, the layout and a frame. */
const openView = `new Promise((done) => {
  const start = performance.now();
  window.wangge.setState({ view: "process" });
  const look = () =>
    document.querySelector(".view[aria-busy=false] .process-node")
      ? requestAnimationFrame(() => done(performance.now() - start))
      : setTimeout(look, 10);
  look();
})`;

/** From a change of the filters to the new answer on the screen. */
const filterBy = (dept: string) => `new Promise((done) => {
  const before = document.querySelector(".view .answer").textContent;
  const start = performance.now();
  window.wangge.setState({ filters: { values: { dept: ["${dept}"] } } });
  const look = () =>
    document.querySelector(".view .answer")?.textContent !== before
      ? requestAnimationFrame(() => done(performance.now() - start))
      : setTimeout(look, 4);
  look();
})`;

async function timesOf(browser: Browser, folder: string) {
  const site = await serve({ root: await builtApp(), mounts: { "/data/log": folder } });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${site.url}#/overview?data=data/log/`, { waitUntil: "commit" });
  await firstPicture(page);
  const open = await page.evaluate<number>(openView);
  const filters: number[] = [];
  for (const dept of ["greening", "chengguan", "sanitation", "traffic", "water"])
    filters.push(await page.evaluate<number>(filterBy(dept)));
  await page.close();
  await site.close();
  return { open, filter: filters.sort((a, b) => a - b)[2] ?? Number.NaN };
}

/** The process view of the built app in Chromium; sizes whose dataset has not been made are left out, with how to make it. */
export async function benches(): Promise<{ name: string; value: number; unit: string; promise?: string }[]> {
  const figures: { name: string; value: number; unit: string; promise?: string }[] = [];
  for (const { folder, cases, promises } of sizes) {
    const path = join(root, folder);
    if (!existsSync(join(path, "manifest.json"))) {
      console.error(`left out: npm run dataset -- sample --cases ${cases} --out ${folder}`);
      continue;
    }
    const manifest: Manifest = JSON.parse(readFileSync(join(path, "manifest.json"), "utf8"));
    const events = manifest.files.reduce((sum, file) => sum + (file.table === "case_events" ? file.rows : 0), 0);
    const browser = await openBrowser();
    const { open, filter } = await timesOf(browser, path);
    await browser.close();
    const size = `${events.toLocaleString("en-US")} events in the browser`;
    figures.push(
      {
        name: `${size}: process view, click to picture`,
        value: open,
        unit: "ms",
        ...("open" in promises && { promise: promises.open }),
      },
      {
        name: `${size}: after a filter change, painted`,
        value: filter,
        unit: "ms",
        ...("filter" in promises && { promise: promises.filter }),
      },
    );
  }
  return figures;
}
