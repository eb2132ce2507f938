import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstPicture, openBrowser, until } from "../../scripts/browser/browser.ts";
import { serveBuiltApp } from "../../scripts/browser/built-app.ts";
import { hasShared, sharedPath } from "../support/shared.ts";

let browser: Browser;
let site: Awaited<ReturnType<typeof serveBuiltApp>>;

beforeAll(async () => {
  site = await serveBuiltApp();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

async function openWizard(): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${site.url}#/data?lang=en`, { waitUntil: "commit" });
  await firstPicture(page);
  return { page, errors };
}

const choose = (page: Page, files: Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0]) =>
  page.locator(".import-view input[type=file]").setInputFiles(files);

test("a broken file is refused in plain words, and the open dataset stays", async () => {
  const { page, errors } = await openWizard();
  await choose(page, { name: "cases.parquet", mimeType: "", buffer: Buffer.from("not a parquet file at all") });
  await page.getByText("is not a Parquet file").waitFor();
  expect(
    await page.evaluate("window.wangge.query('select count(*) as n from areas').then(([{ n }]) => Number(n) > 0)"),
  ).toBe(true);
  expect(errors).toEqual([]);
  await page.close();
});

describe.skipIf(!hasShared("data/dc"))("real data of Washington DC", () => {
  test("cases as gzipped CSV and roads as a TIGER shapefile become a dataset that outlives a reload", async () => {
    const { page, errors } = await openWizard();
    await choose(page, [sharedPath("data/dc/cases.csv.gz"), sharedPath("data/dc/roads/tl_2018_11001_roads.zip")]);
    const check = page.getByRole("button", { name: "Check the data" });
    await until(
      page,
      "[...document.querySelectorAll('button')].some((b) => b.textContent === 'Check the data' && !b.disabled)",
    );
    expect(await page.getByText("Coordinate system (stated by the file)").count()).toBe(1);
    await page.getByLabel("Time zone").fill("America/New_York");
    await check.click();
    const take = page.getByRole("button", { name: /^Import [\d,]+ rows$/ });
    await take.waitFor({ timeout: 60_000 });
    expect(await page.getByText("Possible duplicates").count()).toBe(1);
    await take.click();
    await until(page, "location.hash.includes('data=import')");
    await page.evaluate("window.wangge.ready");
    const counts = () =>
      page.evaluate<{ cases: number; roads: number }>(`(async () => {
        const [{ n }] = await window.wangge.query("select count(*) as n from cases");
        const [{ m }] = await window.wangge.query("select count(*) as m from road_edges");
        return { cases: Number(n), roads: Number(m) };
      })()`);
    await until(page, "document.querySelector('.loading') === null");
    const first = await counts();
    expect(first.cases).toBeGreaterThan(33_000);
    expect(first.roads).toBeGreaterThan(17_000);
    await page.reload({ waitUntil: "commit" });
    await firstPicture(page);
    expect(await counts()).toEqual(first);
    expect(errors).toEqual([]);
    await page.close();
  });
});
