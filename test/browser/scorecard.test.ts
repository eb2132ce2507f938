import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstPicture, openBrowser, until } from "../../scripts/browser/browser.ts";
import { serveBuiltApp } from "../../scripts/browser/built-app.ts";
import { messages as catalogueTexts } from "../../src/analyses/catalogue/messages.ts";
import { messages as limitsTexts } from "../../src/analyses/limits/messages.ts";
import { messages as scorecardTexts } from "../../src/analyses/scorecard/messages.ts";
import { messages as whistleTexts } from "../../src/analyses/whistle/messages.ts";
import { violations } from "./built/axe.ts";

const texts = { limits: limitsTexts, scorecard: scorecardTexts, whistle: whistleTexts, catalogue: catalogueTexts };

let browser: Browser;
let site: Awaited<ReturnType<typeof serveBuiltApp>>;
let page: Page;
const errors: string[] = [];

// One page for all tests: another link in it opens another view without loading the town again.
beforeAll(async () => {
  site = await serveBuiltApp();
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Shows a view of the sample town, computed and drawn. */
async function show(view: keyof typeof texts, query = ""): Promise<void> {
  const { question } = texts[view][query.includes("lang=en") ? "en" : "zh-CN"];
  errors.length = 0;
  await page.goto(`${site.url}#/${view}?${query}`, { waitUntil: "commit" });
  await firstPicture(page);
  await until(page, `document.querySelector('.view h1')?.textContent === ${JSON.stringify(question)}`);
  await until(page, "document.querySelector('.view[aria-busy=false] .answer') !== null");
}

const textOf = (selector: string) =>
  page.evaluate<string>(`document.querySelector(${JSON.stringify(selector)}).textContent`);

describe("limits", () => {
  test("say what is overdue and what will be, list it without addresses or persons, and follow the filters", async () => {
    await show("limits");
    expect(await textOf(".view .answer")).toMatch(/有时限的未结案件 5,736 件：5,550 件已超期.*预计有 \d+ 件将超期/);
    const list = page.getByRole("table", { name: "待办清单" });
    expect(await list.locator("tbody button").count()).toBeGreaterThan(5);
    expect(await list.textContent()).not.toMatch(/路\d+号|P\d{4}/);
    await page.getByText("已超期", { exact: true }).last().click();
    await until(page, "document.querySelector('.view').textContent.includes('5,550 件')");
    await page.getByRole("radio", { name: "预计将超期" }).last().click();
    await show("limits", "dept=greening");
    expect(await textOf(".view .answer")).not.toContain("5,736");
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});

describe("scorecards", () => {
  test("rank with uncertainty; an indicator opens its formula, and a weight changes the scores", async () => {
    await show("scorecard", "lang=en");
    expect(await textOf(".view .answer")).toMatch(/Of 14 units 14 can be ranked.*Only 1 has a certain place/);
    await page.getByRole("button", { name: /Closed in time/ }).click();
    const formula = await textOf(".indicator-formula");
    for (const part of ["Numerator", "Denominator", "Left out", "95% interval", "Target"])
      expect(formula).toContain(part);
    const before = await textOf(".view .answer");
    const weight = page.getByLabel("Satisfaction score");
    await weight.fill("0");
    await weight.press("Enter");
    await until(page, `document.querySelector('.view .answer').textContent !== ${JSON.stringify(before)}`);
    expect(page.url()).toContain("scorecard");
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});

describe("whistles, catalogue and staff", () => {
  test("whistles, the ladder and the share solved in the grid", async () => {
    await show("whistle");
    expect(await textOf(".view .answer")).toMatch(/820 件吹哨案件中.*按时报到.*在网格内解决/);
    expect(await page.locator(".call-ladder tbody tr").count()).toBe(4);
    expect(await textOf(".view")).toContain("评价未评估");
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  test("items that lack something, and communities without workers enough", async () => {
    await show("catalogue", "lang=en&theme=dark");
    expect(await textOf(".view .answer")).toMatch(/Of 97 items 12 lack something/);
    expect(await textOf(".view")).toContain("181");
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
