import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { firstPicture, openBrowser, until } from "../../scripts/browser/browser.ts";
import { builtApp } from "../../scripts/browser/built-app.ts";
import { sample, type TamperedSite, tamperedSite } from "./built/tampered-site.ts";
import { readiness, total, visitReady } from "./built/visit.ts";

const path = "some/where/";

let browser: Browser;
let site: TamperedSite;
let page: Page;
let app = "";
let cases = 0;

/** One page, whose first visit is over and kept; the tests follow one another on it. */
beforeAll(async () => {
  site = await tamperedSite({ [`/${path}`]: await builtApp() });
  browser = await openBrowser();
  app = site.url + path;
  page = await visitReady(browser, app);
  cases = await total(page);
  await until(page, `(${keptAll})(${JSON.stringify(app)})`);
});
beforeEach(() => site.heal());
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Whether the first picture, the cases in SQL and the database are in the caches. */
async function keptAll(scope: string): Promise<boolean> {
  const data = await caches.open(`${scope} data ${scope}data/sample/`);
  const manifest = await (await data.match(`${scope}data/sample/manifest.json`))?.json();
  if (!manifest) return false;
  const urls = [...(await data.keys()), ...(await (await caches.open(`${scope} app`)).keys())].map(({ url }) => url);
  const tables = ["cases", "areas", "population", "basemap", "road_edges", "buildings"];
  const files: { path: string; table: string }[] = manifest.files;
  const paths = [...files.filter(({ table }) => tables.includes(table)), manifest.prepared].map(({ path }) => path);
  const needed = paths.map((file) => `${scope}data/sample/${file}`);
  return needed.every((url) => urls.includes(url)) && urls.some((url) => /duckdb.*\.wasm/.test(url));
}

async function reload(): Promise<void> {
  await page.reload({ waitUntil: "commit" });
  await firstPicture(page);
}

test("a reload without a server gives the page, its data and its database", async () => {
  await site.die();
  await reload();
  expect(await total(page)).toBe(cases);
  expect(await page.evaluate("crossOriginIsolated")).toBe(true);
  expect(await page.evaluate("window.wangge.query('select count(*) as n from cases')")).toEqual([{ n: cases }]);
});

test("so does one without a network; files that are kept whole answer requests for parts", async () => {
  await page.context().setOffline(true);
  await reload();
  expect(await total(page)).toBe(cases);
  const part = await page.evaluate(async (url) => {
    const response = await fetch(url, { headers: { range: "bytes=4-99" }, cache: "no-store" });
    const range = response.headers.get("content-range");
    return { status: response.status, range, bytes: [...new Uint8Array(await response.arrayBuffer())] };
  }, `${sample}areas.parquet`);
  await page.context().setOffline(false);
  const whole = site.read(`${sample}areas.parquet`);
  expect(part).toEqual({ status: 206, range: `bytes 4-99/${whole.length}`, bytes: [...whole.subarray(4, 100)] });
});

test("without a server, a dataset that was never opened is a plain fault with ways on", async () => {
  await site.die();
  await page.goto(`${app}?another#/overview?data=data/elsewhere/`, { waitUntil: "commit" });
  expect(await readiness(page)).toBe("network");
  expect(await page.getByRole("alert").textContent()).toContain("读不到文件“manifest.json”");
  await site.heal();
  await page.getByRole("button", { name: "重试" }).click();
  await page.getByText("找不到文件“manifest.json”").waitFor();
  await page.getByRole("button", { name: "打开样例数据" }).click();
  await until(page, `window.wangge.total() === ${cases} && !location.hash.includes("elsewhere")`);
});

test("a new version is shown at the next load, and is the one that is kept", async () => {
  const html = site.read("index.html").toString().replace("</head>", '<meta name="made" content="later" /></head>');
  site.override(path, { bytes: Buffer.from(html) });
  site.override(`${path}sw.js`, { bytes: Buffer.from(`/* later */${site.read("sw.js")}`) });
  await reload();
  expect(await page.locator('meta[name="made"]').count()).toBe(1);
  const keptPage = `caches.open("${app} app").then((kept) => kept.match("${app}")).then((html) => html.text())`;
  await until(page, `${keptPage}.then((html) => html.includes("later"))`);
  await site.die();
  await reload();
  expect(await page.locator('meta[name="made"]').count()).toBe(1);
});

test("the datasets that were opened longest ago make room for new ones", async () => {
  const sizes = { first: 140e6, second: 140e6, huge: 400e6 };
  for (const [name, bytes] of Object.entries(sizes)) {
    const files = ["a.parquet", "b.parquet"].map((file) => ({ path: file, bytes }));
    site.override(`${path}data/${name}/manifest.json`, { bytes: Buffer.from(JSON.stringify({ files })) });
    for (const file of files) site.override(`${path}data/${name}/${file.path}`, { bytes: Buffer.from("PAR1") });
  }
  const kept: Record<string, number>[] = [];
  for (const name of Object.keys(sizes)) kept.push(await page.evaluate(openAnd, { name, scope: app }));
  expect(kept[0]).toMatchObject({ "data/sample/": expect.any(Number), "data/first/": 3 });
  expect(kept[1]).toEqual({ "data/second/": 3 });
  expect(kept[2]).toEqual({ "data/huge/": 1 });
});

/** Fetches the files of a dataset, as opening it does; how many files are then kept of each dataset. */
async function openAnd({ name, scope }: { name: string; scope: string }): Promise<Record<string, number>> {
  for (const file of ["manifest.json", "a.parquet", "b.parquet"]) await (await fetch(`data/${name}/${file}`)).blob();
  await new Promise((done) => setTimeout(done, 1100)); // a dataset's age is in whole seconds
  const counts: Record<string, number> = {};
  for (const cache of await caches.keys()) {
    const folder = cache.split(" data ")[1];
    if (folder) counts[folder.slice(scope.length)] = (await (await caches.open(cache)).keys()).length;
  }
  return counts;
}
