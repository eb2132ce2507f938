import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstPicture, openBrowser, until } from "../../scripts/browser/browser.ts";
import { serveBuiltApp } from "../../scripts/browser/built-app.ts";
import { violations } from "./built/axe.ts";

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

/** A view of the sample town, computed and drawn. */
async function open(view: string, query = ""): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(`${site.url}#/${view}?${query}`, { waitUntil: "commit" });
  await firstPicture(page);
  await until(page, "document.querySelector('.view .answer') !== null");
  return { page, errors };
}

const answer = (page: Page) => page.evaluate<string>("document.querySelector('.view .answer').textContent");

/** The same page in the other language and theme. */
async function turn(page: Page, locale: string, theme: string): Promise<void> {
  await page.evaluate(`window.wangge.setState({ locale: "${locale}", theme: "${theme}" })`);
  await page.evaluate("window.wangge.settled()");
}

test("response times: figures, curves and tables; filters, stages and clocks; both languages and themes", async () => {
  const { page, errors } = await open("response");
  expect(await answer(page)).toMatch(/^98,468 件中有一半在 .* 内结案（95% 区间 .*），.*% 在时限内/);
  const text = await page.evaluate<string>("document.querySelector('.view').textContent");
  expect(text).toMatch(/有 5,749 件尚未结案/);
  expect(await page.locator(".step-curves path.curves-line").count()).toBe(6);
  const areas = page.getByRole("table", { name: "各区域" });
  expect(await areas.locator("tbody button").count()).toBeGreaterThan(9);
  expect(await areas.locator("thead").textContent()).toMatch(/中位数.*P80.*P90/);
  expect(await page.getByRole("grid", { name: "星期 × 钟点" }).locator("td[data-index]").count()).toBe(168);
  const rows = await page.evaluate<{ areas: number; least: number }[]>(`(async () => {
    const table = await window.wangge.run("response", {});
    return window.wangge.query("SELECT count(*)::INTEGER AS areas, min(median_s) AS least FROM " + table);
  })()`);
  expect(rows[0]?.areas).toBe(14);
  expect(rows[0]?.least).toBeGreaterThan(3600);
  expect(await violations(page)).toEqual([]);

  await turn(page, "en", "dark");
  const before = await answer(page);
  await page.getByRole("radio", { name: "Mean, finished only" }).check();
  expect(await page.getByRole("table", { name: "By area" }).locator("thead").textContent()).toMatch(/Mean.*Finished/);
  expect(await violations(page)).toEqual([]);
  await page.evaluate(`window.wangge.setState({ filters: { values: { dept: ["greening"] } } })`);
  await page.evaluate("window.wangge.settled()");
  expect(await answer(page)).not.toBe(before);
  await page.getByRole("combobox", { name: "From" }).selectOption("dispatched");
  await page.getByRole("combobox", { name: "To" }).selectOption("arrived");
  await page.getByRole("combobox", { name: "Clock" }).selectOption("working");
  await until(page, "document.querySelector('.view h1').textContent === 'How long from dispatch to arrival?'");
  await page.evaluate("window.wangge.settled()");
  expect(await answer(page)).toMatch(/Half of [\d,]+ cases were reached within 8 h/);
  await until(page, "location.hash.includes('clock:working')");
  expect(errors).toEqual([]);
  await page.close();
});

test("observed less modelled: the slow grid comes first with its interval, and its dispatch is slow", async () => {
  const { page, errors } = await open("residual", "theme=dark");
  expect(await answer(page)).toMatch(/第12责任网格比全体多等 .*：派遣慢。最慢的部门是 .*派遣慢/);
  const table = page.getByRole("table", { name: "各区域，慢的在前" });
  expect(await table.locator("tbody button").first().textContent()).toBe("第12责任网格");
  expect(await table.locator("tbody tr:not(.data-table-spacer) small").first().textContent()).toMatch(/ – /);
  expect(await violations(page)).toEqual([]);
  await turn(page, "en", "light");
  expect(await violations(page)).toEqual([]);
  expect(errors).toEqual([]);
  await page.close();
});
