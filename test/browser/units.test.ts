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

/** The workbench of the sample town, with its atoms there. */
async function open(hash = "#/units?lang=en"): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(`${site.url}${hash}`, { waitUntil: "commit" });
  await firstPicture(page);
  await until(page, "document.querySelector('.view .answer') !== null");
  return { page, errors };
}

const answer = (page: Page) => page.evaluate<string>("document.querySelector('.view .answer').textContent");
const link = (page: Page) => page.evaluate<string>("location.hash");
const choose = (page: Page, name: string) => page.getByRole("radio", { name, exact: true }).click({ force: true });
const rows = (page: Page) => page.getByRole("table", { name: "Units" }).locator("tbody button").allTextContents();

/** Circles the same part of the map for a new unit. */
async function lasso(page: Page): Promise<void> {
  await page.getByRole("button", { name: "New unit" }).click();
  await choose(page, "Lasso");
  await page.mouse.move(520, 150);
  await page.mouse.down();
  for (const [x, y] of [
    [660, 150],
    [660, 240],
    [520, 240],
  ] as const)
    await page.mouse.move(x, y, { steps: 3 });
  await page.mouse.up();
  await until(page, "location.hash.includes('plan:p1.')");
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ": " + node.html.slice(0, 160))))`);
}

describe("the workbench", () => {
  test("a lasso makes a unit, undo takes it back, redo gives it again", async () => {
    const { page, errors } = await open();
    const before = await answer(page);
    expect(before).toMatch(/^Today there are 3 units/);
    await lasso(page);
    const drawn = await answer(page);
    expect(drawn).toMatch(/^The plan has 4 units; [\d,]+ people/);
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await answer(page)).toBe(before);
    await page.getByRole("button", { name: "Redo" }).click();
    expect(await answer(page)).toBe(drawn);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("the link opens the same plan", async () => {
    const { page } = await open();
    await lasso(page);
    const [said, units, address] = [await answer(page), await rows(page), await link(page)];
    await page.close();
    const other = await open(address);
    expect(await answer(other.page)).toBe(said);
    expect(await rows(other.page)).toEqual(units);
    await other.page.close();
  });

  test("a link to a plan of other atoms is refused and said so", async () => {
    const { page } = await open("#/units?lang=en&units.=plan:p1.abc.def");
    expect(await page.locator(".view-warnings").textContent()).toContain("of other atoms");
    expect(await answer(page)).toMatch(/^Today/);
    await page.close();
  });

  test("is painted by keyboard", async () => {
    const { page } = await open();
    await page.getByRole("button", { name: "New unit" }).click();
    await page.getByRole("button", { name: "Paint by keyboard" }).focus();
    for (const key of ["ArrowRight", "ArrowRight", " ", "ArrowDown", " "]) await page.keyboard.press(key);
    await until(page, "location.hash.includes('plan:p1.')");
    expect(await answer(page)).toMatch(/^The plan has 4 units/);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    expect(await answer(page)).toMatch(/^Today/);
    await page.close();
  });

  test("takes in an assignment table and names what is wrong with it", async () => {
    const { page } = await open();
    await choose(page, "Plans");
    const ids = await page.evaluate<string[]>(
      "wangge.query('select area_id from areas where level = \\'cell\\' order by area_id limit 40').then((rows) => rows.map((row) => row.area_id))",
    );
    const lines = ["area_id,unit", ...ids.map((id) => `${id},North`), "999,North"];
    const file = { name: "plan.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) };
    await page.locator("input[accept*='.csv,']").setInputFiles(file);
    await until(page, "document.querySelector('.view').textContent.includes('40 atoms in 1 units')");
    expect(await page.locator(".view-warnings").last().textContent()).toContain("999");
    await page.close();
  });

  test("the report has the map, every condition, the method and the caveats", async () => {
    const { page, errors } = await open();
    await lasso(page);
    await choose(page, "Plans");
    await page.getByRole("button", { name: "Report" }).click();
    const report = page.locator(".report-page");
    await report.waitFor();
    expect(await report.locator(".report-map path.report-border").count()).toBe(4);
    const text = (await report.textContent()) ?? "";
    for (const part of [
      "Simulated data",
      "Area",
      "Beijing subdistrict standard 2021",
      "Method",
      "Caveats",
      "Not assessed",
    ])
      expect(text).toContain(part);
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  });
});

test.each([
  ["zh-CN", "light", ["绘制", "评判", "生成", "方案"]],
  ["en", "dark", ["Draw", "Judge", "Propose", "Plans"]],
] as const)("axe-core finds nothing on any page, %s, %s", async (language, theme, pages) => {
  const { page, errors } = await open(`#/units?lang=${language}&theme=${theme}`);
  for (const name of pages) {
    await choose(page, name);
    const folded = page.locator('.view .section-fold[aria-expanded="false"]');
    while ((await folded.count()) > 0) await folded.first().click();
    expect(await violations(page)).toEqual([]);
  }
  expect(errors).toEqual([]);
  await page.close();
});
