import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstPicture, openBrowser, until } from "../../scripts/browser/browser.ts";
import { serveBuiltApp } from "../../scripts/browser/built-app.ts";
import { root } from "../support/files.ts";
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

/** The boundary check with its answer there. */
async function open(query: string): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(`${site.url}#/boundary?${query}`, { waitUntil: "commit" });
  await firstPicture(page);
  await until(page, "document.querySelector('.view .answer') !== null");
  return { page, errors };
}

const answer = (page: Page) => page.evaluate<string>("document.querySelector('.view .answer').textContent");

/** Goes to another page of the check and waits for its answer. */
async function turnTo(page: Page, name: string, id: string): Promise<void> {
  await page.getByRole("radio", { name, exact: true }).click({ force: true });
  await until(page, `location.hash.includes('page:${id}')`);
  await until(page, "document.querySelector('.view .answer') !== null");
}

test("the sample town: nothing wrong, what crosses, what could not be assessed, and unit cells", async () => {
  const { page, errors } = await open("lang=en&theme=dark");
  expect(await answer(page)).toBe("5 levels with 767 areas: no defects found.");
  expect(await page.locator(".view .empty").textContent()).toContain("737");
  expect(await violations(page)).toEqual([]);
  await turnTo(page, "Crossing", "cross");
  expect(await answer(page)).toMatch(/^\d+ of 14 areas \(Duty grid\) cross a border/);
  expect(
    await page.evaluate(
      "wangge.run('boundary', { page: 'cross' }).then(() => wangge.query('select count(*) as n from boundary_crosswalk')).then(([row]) => Number(row.n) > 20)",
    ),
  ).toBe(true);
  expect(await violations(page)).toEqual([]);
  await turnTo(page, "Known defects", "known");
  expect(await answer(page)).toContain("1 not assessed");
  expect(await page.locator(".view").textContent()).toContain("no borders of police precincts");
  expect(await violations(page)).toEqual([]);
  await turnTo(page, "Cells", "cells");
  expect(await page.locator(".view").textContent()).toContain("Cuts no building");
  expect(await violations(page)).toEqual([]);
  expect(errors).toEqual([]);
  await page.close();
});

const washington = existsSync(join(root, "public/data/washington-dc/manifest.json"));
test.skipIf(!washington)("a defect of Washington leads to its place and to a proposed repair", async () => {
  const { page, errors } = await open("lang=en&data=data/washington-dc/");
  expect(await answer(page)).toMatch(/^\d+ defects, all in: .*Neighbourhood cluster/);
  const before = await page.evaluate<string>("location.hash");
  await page
    .getByRole("table", { name: /Neighbourhood cluster/ })
    .locator("tbody button")
    .first()
    .click();
  await until(page, `location.hash !== ${JSON.stringify(before)}`);
  expect(await page.locator(".view").textContent()).toContain("it has the longest border with this land");
  const chosen = page.getByRole("table", { name: /Neighbourhood cluster/ }).locator("tr.row-selected button");
  const first = await chosen.first().getAttribute("title");
  // The chosen defect is in the middle of the map: a click there lets it stay chosen, one far from it changes nothing.
  await page.evaluate("window.wangge.settled()");
  const map = await page.locator(".map-host").boundingBox();
  if (!map) throw new Error("there is no map");
  await page
    .getByRole("table", { name: /Neighbourhood cluster/ })
    .locator("tbody button")
    .first()
    .click();
  expect(await chosen.count()).toBe(0);
  await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
  await chosen.first().waitFor();
  expect(await chosen.first().getAttribute("title")).toBe(first);
  expect(errors).toEqual([]);
  await page.close();
});

test("axe-core finds nothing on any page in Chinese", async () => {
  const { page, errors } = await open("lang=zh-CN&theme=light");
  expect(await violations(page)).toEqual([]);
  for (const [name, id] of [
    ["两层交叉", "cross"],
    ["三类问题", "known"],
    ["单元网格", "cells"],
  ] as const) {
    await turnTo(page, name, id);
    expect(await violations(page)).toEqual([]);
  }
  expect(errors).toEqual([]);
  await page.close();
});
