import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstPicture, openBrowser } from "../../scripts/browser/browser.ts";
import { serveBuiltApp } from "../../scripts/browser/built-app.ts";
import { type Document, viewIds } from "../../src/domain/document.ts";
import { violations } from "./built/axe.ts";

let browser: Browser;
let site: Awaited<ReturnType<typeof serveBuiltApp>>;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  site = await serveBuiltApp();
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(`${site.url}#/overview?surface=choropleth`, { waitUntil: "commit" });
  await firstPicture(page);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const set = (patch: Partial<Document>) => page.evaluate(`window.wangge.setState(${JSON.stringify(patch)})`);

/** Headers of tables whose words do not fit into their column. */
const cutOff = `[...document.querySelectorAll(".right th")].filter((header) => {
  const words = document.createRange();
  words.selectNodeContents(header);
  const [inside, outside] = [words.getBoundingClientRect(), header.getBoundingClientRect()];
  return outside.width > 0 && (inside.right > outside.right + 1 || inside.left < outside.left - 1);
}).map((header) => header.textContent)`;

/** Figures in tables of which a part is cut off. */
const cutFigures = `[...document.querySelectorAll(".right td")]
  .filter((cell) => /^[−+<≤]? ?\\d[\\d,.]*( ?[%a-z]+)?$/.test(cell.textContent) && cell.scrollWidth > cell.clientWidth + 1)
  .map((cell) => cell.textContent)`;

test.each(viewIds)(
  "%s breaks no rule of accessibility, in both languages and themes, and logs no error",
  async (view) => {
    await set({ view, locale: "zh-CN", theme: "light" });
    expect(await violations(page)).toEqual([]);
    await set({ locale: "en", theme: "dark" });
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(cutOff)).toEqual([]);
    expect(await page.evaluate(cutFigures)).toEqual([]);
    expect(errors).toEqual([]);
  },
);
