import { readFileSync } from "node:fs";
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

/** The workbench of the sample town, with its atoms there. */
async function open(hash: string): Promise<{ page: Page; errors: string[] }> {
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
const choose = (page: Page, name: string) => page.getByRole("radio", { name, exact: true }).click({ force: true });
const rows = (page: Page) => page.getByRole("table", { name: "Units" }).locator("tbody button").allTextContents();

/** The text of the view, once it holds a part. */
async function shows(page: Page, part: string): Promise<string> {
  await until(page, `document.querySelector(".view").textContent.includes(${JSON.stringify(part)})`);
  return page.evaluate<string>("document.querySelector('.view').textContent");
}

/** What a button hands over as a file. */
async function downloaded(page: Page, name: string): Promise<Buffer> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name, exact: true }).click();
  return readFileSync(await (await waiting).path());
}

/** What axe-core finds on every page of the workbench, everything unfolded. */
async function violationsOfPages(page: Page, names: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of names) {
    await choose(page, name);
    const folded = page.locator('.view .section-fold[aria-expanded="false"]');
    while ((await folded.count()) > 0) await folded.first().click();
    found.push(...(await violations(page)));
  }
  return found;
}

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

test("a plan is drawn by lasso and keyboard, linked over water, undone, and opened again from its link", async () => {
  const { page, errors } = await open("#/units?lang=en&theme=dark");
  const before = await answer(page);
  expect(before).toMatch(/^Today there are 3 units/);
  await lasso(page);
  const drawn = await answer(page);
  expect(drawn).toMatch(/^The plan has 4 units; [\d,]+ people/);
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await answer(page)).toBe(before);
  await page.getByRole("button", { name: "Redo" }).click();
  expect(await answer(page)).toBe(drawn);
  await page.getByRole("button", { name: "Paint by keyboard" }).focus();
  for (const key of [...Array(15).fill("ArrowDown"), " "]) await page.keyboard.press(key);
  expect(await answer(page)).not.toBe(drawn);
  await page.keyboard.press("Control+z");
  expect(await answer(page)).toBe(drawn);
  await choose(page, "Link");
  await page.mouse.click(560, 200);
  await shows(page, "Now click the atom at the other end");
  await page.mouse.click(640, 430);
  await until(page, "location.hash.includes('bridges:b1.')");
  await until(page, "document.querySelectorAll('.units-bridges li').length === 1");
  const [units, said] = [await rows(page), await answer(page)];
  await page.reload({ waitUntil: "commit" });
  await firstPicture(page);
  await until(page, "document.querySelector('.view .answer') !== null");
  expect([await answer(page), await rows(page)]).toEqual([said, units]);
  await page.locator(".units-bridges").getByRole("button", { name: "Delete" }).click();
  await until(page, "!location.hash.includes('bridges:b1.')");
  expect(await violationsOfPages(page, ["Draw", "Judge", "Propose", "Plans"])).toEqual([]);
  expect(errors).toEqual([]);
  await page.close();
});

test("plans are proposed along roads, taken, handed out, taken in and reported on", async () => {
  const { page, errors } = await open("#/units?lang=en&theme=dark&districting.=plans:400,moves:20000");
  await choose(page, "Judge");
  expect(await shows(page, "Needs areas.urban_border_share, or your answer")).toContain("Beijing subdistrict standard");
  await choose(page, "Propose");
  await page.getByRole("button", { name: "Draw proposals" }).click();
  const proposed = await shows(page, "Take proposal 1");
  expect(proposed).toContain("Response is by road");
  expect(proposed).not.toMatch(/ 0\.0\d/);
  await page.getByRole("button", { name: "Take proposal 1" }).click();
  await until(page, "location.hash.includes('plan:p1.')");
  await choose(page, "Plans");
  expect((await downloaded(page, "GeoParquet")).subarray(0, 4).toString()).toBe("PAR1");
  expect((await downloaded(page, "Assignment CSV")).toString()).toContain("area_id,area_name,unit_number");
  const ids = await page.evaluate<string[]>(
    "wangge.query('select area_id from areas where level = \\'cell\\' order by area_id limit 40').then((rows) => rows.map((row) => row.area_id))",
  );
  const lines = ["area_id,unit", ...ids.map((id) => `${id},North`), "999,North"];
  const file = { name: "plan.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) };
  await page.locator("input[accept*='.csv,']").setInputFiles(file);
  await shows(page, "40 atoms in 1 unit");
  expect(await page.locator(".view-warnings").last().textContent()).toContain("999");
  await page.getByRole("button", { name: "Report" }).click();
  const report = page.locator(".report-page");
  await report.waitFor();
  expect(await report.locator(".report-map path.report-border").count()).toBeGreaterThan(3);
  const text = (await report.textContent()) ?? "";
  for (const part of [
    "Simulated data",
    "Yuan a year",
    "Total",
    "Area",
    "Beijing subdistrict standard 2021",
    "Method",
    "Caveats",
    "Not assessed",
  ])
    expect(text).toContain(part);
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ media: "print" });
  expect(await page.evaluate("getComputedStyle(document.documentElement).colorScheme")).toBe("light");
  expect(errors).toEqual([]);
  await page.close();
});

test("SKATER, max-p and a merger that no limit allows: the plan found, and which limit fails by how much", async () => {
  const { page, errors } = await open("#/units?lang=en&districting.=task:merge,units:2,plans:40,moves:0");
  await choose(page, "Propose");
  await page.getByRole("button", { name: "Draw proposals" }).click();
  const merged = await shows(page, "Take proposal 1");
  expect(merged).toMatch(/No plan keeps the limit on “residents off target”; the nearest misses it by \d+%/);
  await page.getByRole("button", { name: "Method, weights and limits" }).click();
  await page.getByRole("combobox", { name: "Task" }).selectOption("redraw");
  // Two units are asked for; max-p draws as many as have 20,000 residents each, of 150,000.
  for (const [method, drawn] of [
    ["skater", "=== 2"],
    ["max-p", "> 4"],
  ] as const) {
    await page.getByRole("combobox", { name: "Method" }).selectOption(method);
    await page.getByRole("button", { name: "Draw proposals" }).click();
    await until(page, "document.querySelectorAll('.units-maps li').length === 1");
    await until(page, `document.querySelectorAll('.units-maps path').length ${drawn}`);
  }
  expect(errors).toEqual([]);
  await page.close();
});

test("a link to a plan of other atoms is refused and said so; axe-core finds nothing on any page in Chinese", async () => {
  const { page, errors } = await open("#/units?lang=zh-CN&theme=light&units.=plan:p1.abc.def");
  expect(await page.locator(".view-warnings").textContent()).toContain("属于另一套原子");
  expect(await answer(page)).toMatch(/^现状/);
  expect(await violationsOfPages(page, ["绘制", "评判", "生成", "方案"])).toEqual([]);
  expect(errors).toEqual([]);
  await page.close();
});
