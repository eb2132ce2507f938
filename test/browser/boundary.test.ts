import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstPicture, openBrowser, until } from "../../scripts/browser/browser.ts";
import { serveBuiltApp } from "../../scripts/browser/built-app.ts";
import { root } from "../support/files.ts";

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

/** The boundary check with its answer there. */
async function open(query = ""): Promise<{ page: Page; errors: string[] }> {
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

async function violations(page: Page): Promise<string[]> {
  const folded = page.locator('.view .section-fold[aria-expanded="false"]');
  while ((await folded.count()) > 0) await folded.first().click();
  await page.evaluate(axe);
  return page.evaluate(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ": " + node.html.slice(0, 160))))`);
}

describe("the boundary check of the sample town", () => {
  test("finds nothing wrong and says in how many areas it looked", async () => {
    const { page, errors } = await open("lang=en");
    expect(await answer(page)).toBe("5 levels with 767 areas: no defects found.");
    expect(await page.locator(".view .empty").textContent()).toContain("737");
    expect(errors).toEqual([]);
    await page.close();
  });

  test("says which duty grids cross communities, and the crosswalk is a table of SQL", async () => {
    const { page, errors } = await open("lang=en&boundary.=page:cross");
    expect(await answer(page)).toMatch(/^\d+ of 14 areas \(Duty grid\) cross a border/);
    expect(
      await page.evaluate(
        "wangge.run('boundary', { page: 'cross' }).then(() => wangge.query('select count(*) as n from boundary_crosswalk')).then(([row]) => Number(row.n) > 20)",
      ),
    ).toBe(true);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("says what it could not assess, and why", async () => {
    const { page } = await open("lang=en&boundary.=page:known");
    expect(await answer(page)).toContain("1 not assessed");
    expect(await page.locator(".view").textContent()).toContain("no borders of police precincts");
    await page.close();
  });
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
  expect(errors).toEqual([]);
  await page.close();
});

test.each([
  ["zh-CN", "light"],
  ["en", "dark"],
])("axe-core finds nothing on any page, %s, %s", async (language, theme) => {
  for (const name of ["check", "cross", "known", "cells"]) {
    const { page, errors } = await open(`lang=${language}&theme=${theme}&boundary.=page:${name}`);
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  }
});
