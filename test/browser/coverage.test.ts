import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstPicture, openBrowser, until } from "../../scripts/browser/browser.ts";
import { serveBuiltApp } from "../../scripts/browser/built-app.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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

async function violations(page: Page): Promise<string[]> {
  const folded = page.locator('.view .section-fold[aria-expanded="false"]');
  while ((await folded.count()) > 0) await folded.first().click();
  await page.evaluate(axe);
  return page.evaluate(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ": " + node.html.slice(0, 160))))`);
}

describe("camera coverage", () => {
  test("says where nothing is seen, and lists blind spots and blind key places", async () => {
    const { page, errors } = await open("coverage");
    expect(await answer(page)).toMatch(/^按“探测”标准，.*% 的道路；.*处成片盲区/);
    expect(await page.getByRole("table", { name: "成片盲区" }).locator("tbody button").count()).toBeGreaterThan(3);
    expect(await page.getByRole("table", { name: "看不到的重点部位" }).locator("tbody button").count()).toBeGreaterThan(
      3,
    );
    expect(errors).toEqual([]);
    await page.close();
  });

  test("switching a camera off changes the figures at once, and the link keeps it", async () => {
    const { page } = await open("coverage", "lang=en");
    await page.getByRole("table", { name: "Single points of failure" }).locator("tbody button").first().click();
    await page.locator(".camera-card").waitFor();
    const [before, after] = await page.evaluate<string[]>(`(async () => {
      const figures = () => [...document.querySelectorAll(".stat")].map((stat) => stat.textContent).join(" ");
      const before = figures();
      document.querySelector(".camera-card .button-primary").click();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      return [before, figures()];
    })()`);
    expect(after).not.toBe(before);
    await until(page, "location.hash.includes('coverage.=off')");
    await until(page, "document.querySelector('.view').textContent.includes('1 off')");
    await until(
      page,
      "!document.querySelector('.view').ariaBusy || document.querySelector('.view').ariaBusy === 'false'",
    );
    await page.close();
  });
});

test.each([
  ["coverage", "zh-CN", "light"],
  ["coverage", "en", "dark"],
  ["access", "zh-CN", "dark"],
  ["access", "en", "light"],
  ["siting", "zh-CN", "light"],
  ["siting", "en", "dark"],
])("axe-core finds nothing in %s, %s, %s", async (view, language, theme) => {
  const { page, errors } = await open(view, `lang=${language}&theme=${theme}`);
  expect(await violations(page)).toEqual([]);
  expect(errors).toEqual([]);
  await page.close();
});

test("siting always says how far from the best it is", async () => {
  const { page } = await open("siting", "lang=en");
  expect(await answer(page)).toMatch(/proven best|at most .*% from the best/);
  await page.close();
});
