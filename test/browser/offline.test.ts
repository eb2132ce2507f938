import { createHash } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { builtApp } from "../../scripts/browser/built-app.ts";
import { firstPicture, openBrowser, until } from "../../scripts/browser/browser.ts";
import { sample, tamperedSite, type TamperedSite } from "./built/tampered-site.ts";
import { leave, readiness, total, visitReady } from "./built/visit.ts";

let browser: Browser;
let site: TamperedSite;
let page: Page;
let cases = 0;

beforeAll(async () => {
  site = await tamperedSite({ "/some/where": await builtApp() });
  browser = await openBrowser();
});
beforeEach(() => site.heal());
afterEach(() => leave(page));
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** A first visit until all that the page has read is kept. */
async function firstVisit(url = site.url): Promise<void> {
  page = await visitReady(browser, url);
  cases = await total(page);
  await until(page, "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)");
  await until(page, `(${keptAll})(${JSON.stringify(url)})`);
}

/** Whether what the first picture takes is in the cache. */
async function keptAll(scope: string): Promise<boolean> {
  const cache = await caches.open(`${scope} data ${scope}data/sample/`);
  const manifest = await (await cache.match(`${scope}data/sample/manifest.json`))?.json();
  if (!manifest) return false;
  const kept = new Set((await cache.keys()).map((request) => request.url));
  const tables = ["cases", "areas", "population", "basemap", "road_edges", "buildings"];
  const needed: { path: string; table: string }[] = manifest.files;
  return needed.every(({ path, table }) => !tables.includes(table) || kept.has(`${scope}data/sample/${path}`));
}

test.each(["", "some/where/"])("a reload without a server gives the page and its data, at /%s", async (path) => {
  await firstVisit(site.url + path);
  await site.die();
  await page.reload({ waitUntil: "commit" });
  await firstPicture(page);
  expect(await total(page)).toBe(cases);
  expect(await page.evaluate("crossOriginIsolated")).toBe(true);
  const rows = await page.evaluate("window.wangge.query('select count(*) as n from cases')");
  expect(rows).toEqual([{ n: cases }]);
});

test("so does a reload without a network; the whole files answer requests for parts", async () => {
  await firstVisit();
  await page.context().setOffline(true);
  await page.reload({ waitUntil: "commit" });
  await firstPicture(page);
  expect(await total(page)).toBe(cases);
  const part = await page.evaluate(async (url) => {
    const response = await fetch(url, { headers: { range: "bytes=4-99" }, cache: "no-store" });
    return { status: response.status, range: response.headers.get("content-range"), bytes: [...(await response.bytes())] };
  }, `${sample}areas.parquet`);
  const whole = site.read(`${sample}areas.parquet`);
  expect(part).toEqual({ status: 206, range: `bytes 4-99/${whole.length}`, bytes: [...whole.subarray(4, 100)] });
});

test("without a network, a dataset that was never opened is a plain fault, and retrying works when it is back", async () => {
  await firstVisit();
  await site.die();
  await page.goto(`${site.url}#/overview?data=data/elsewhere/`, { waitUntil: "commit" });
  await page.reload({ waitUntil: "commit" });
  expect(await readiness(page)).toBe("network");
  expect(await page.getByRole("alert").innerText()).toContain("manifest.json");
  await site.heal();
  for (const file of ["manifest.json", "areas.parquet"]) site.override(`data/elsewhere/${file}`, { bytes: site.read(sample + file) });
  site.override("data/elsewhere/manifest.json", { status: 404 });
  await page.getByRole("button", { name: "重试" }).click();
  await page.getByText("找不到文件“manifest.json”").waitFor();
  await page.getByRole("button", { name: "打开样例数据" }).click();
  await until(page, `window.wangge.total() === ${cases}`);
});

test("a new version is shown at the next load, and is the one that is kept", async () => {
  await firstVisit();
  const html = site.read("index.html").toString().replace("</head>", '<meta name="made" content="later" /></head>');
  const worker = `/* later */${site.read("sw.js")}`;
  site.override("", { bytes: Buffer.from(html) });
  site.override("sw.js", { bytes: Buffer.from(worker) });
  await page.reload({ waitUntil: "commit" });
  await firstPicture(page);
  expect(await page.locator('meta[name="made"]').count()).toBe(1);
  await until(
    page,
    `caches.open("${site.url} app").then((app) => app.match("${site.url}")).then((kept) => kept.text()).then((text) => text.includes("later"))`,
  );
  await site.die();
  await page.reload({ waitUntil: "commit" });
  await firstPicture(page);
  expect(await page.locator('meta[name="made"]').count()).toBe(1);
});

test("datasets that were opened longest ago make room for new ones", async () => {
  await firstVisit();
  const sha256 = createHash("sha256").digest("hex");
  for (const name of ["first", "second", "huge"]) {
    const bytes = name === "huge" ? 400e6 : 140e6;
    const files = ["a", "b"].map((table) => ({ path: `${table}.parquet`, bytes, sha256 }));
    site.override(`data/${name}/manifest.json`, { bytes: Buffer.from(JSON.stringify({ files })) });
    for (const { path } of files) site.override(`data/${name}/${path}`, { bytes: Buffer.from("PAR1") });
  }
  const kept = await page.evaluate(async (scope) => {
    const names = async () => {
      const found = [];
      for (const name of await caches.keys()) {
        const [, folder] = name.split(" data ");
        if (folder) found.push([folder.slice(scope.length), (await (await caches.open(name)).keys()).length]);
      }
      return Object.fromEntries(found);
    };
    const open = async (name: string) => {
      for (const file of ["manifest.json", "a.parquet", "b.parquet"]) await (await fetch(`data/${name}/${file}`)).bytes();
      await new Promise((done) => setTimeout(done, 1100));
      return names();
    };
    return [await open("first"), await open("second"), await open("huge")];
  }, site.url);
  expect(kept[0]).toEqual({ "data/sample/": expect.any(Number), "data/first/": 3 });
  expect(kept[1]).toEqual({ "data/second/": 3 });
  expect(kept[2]).toEqual({ "data/huge/": 1 });
});
