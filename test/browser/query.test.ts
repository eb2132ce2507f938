import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openBrowser, until } from "../../scripts/browser/browser.ts";
import { serveBuiltApp } from "../../scripts/browser/built-app.ts";
import { unzipped } from "../support/unzip.ts";
import { kill, total, visitReady } from "./built/visit.ts";

let browser: Browser;
let site: { url: string; close(): Promise<void> };
let page: Page;
/** What the page's policy forbade, and requests that would have left it. */
const violations: string[] = [];
const foreign: string[] = [];

beforeAll(async () => {
  site = await serveBuiltApp();
  browser = await openBrowser();
  page = await visitReady(browser, `${site.url}/#/query?lang=en`);
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) violations.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(site.url) && !/^(blob|data):/.test(request.url())) foreign.push(request.url());
  });
  await editor().waitFor();
  await page.evaluate("window.wangge.query('select count(*) from cases')"); // the database takes its time on a busy machine
});
// A test that fails with a window open must not fail the others.
afterEach(() => page.evaluate("document.querySelector('dialog')?.close()"));
afterAll(async () => {
  await browser.close();
  await site.close();
});

const editor = () => page.getByRole("textbox", { name: "SQL editor" });
const answer = () => page.locator(".query .answer").textContent();
const problem = () => page.locator(".query-problem");
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const heading = () => page.locator(".query-result h2").textContent();
const cells = (row: number) => page.locator(`.grid-row[aria-rowindex="${row + 2}"] .grid-cell`).allTextContents();
const rested = () => page.evaluate("window.wangge.settled()");

async function write(sql: string): Promise<void> {
  await editor().click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(sql);
}

/** Writes a text, runs it by the keyboard and waits until it has ended. */
async function run(sql: string): Promise<void> {
  await write(sql);
  await page.keyboard.press("Control+Enter");
  await page.waitForTimeout(100);
  await until(page, "!document.querySelector('.query-running')");
  await rested();
}

test("a query shows its rows with the version of the data, and is in the link", async () => {
  await run("select status, count(*) as n, null as nothing from cases group by status order by n desc");
  expect(await answer()).toMatch(/^\d+ rows in/);
  expect(await page.locator(".query-note").first().textContent()).toMatch(/^Data version \w+/);
  await until(page, "document.querySelector('.grid-cell')?.textContent");
  expect((await cells(0))[0]).toContain("Closed");
  expect((await cells(0))[2]).toBe("NULL");
  await until(page, "location.hash.includes('query.=sql:')");
});

test("an error is shown at its place, and the rows before stay", async () => {
  await run("select dept,\n  '环卫' as x, nope\nfrom cases");
  expect(await problem().textContent()).toMatch(/^Line 2 · .*"nope"/);
  expect(await page.locator(".cm-lintRange-error").textContent()).toBe("nope");
  expect(await page.locator(".grid-row").count()).toBeGreaterThan(0);
});

test("whatever would leave the page, or change it, is refused in plain words", async () => {
  for (const [sql, word] of [
    ["INSTALL spatial", "INSTALL"],
    ["LOAD json", "LOAD"],
    ["COPY cases TO 'a.csv'", "COPY"],
    ["SET enable_external_access = true", "SET"],
    ["ATTACH 'a.db'", "ATTACH"],
    ["DROP TABLE cases", "DROP"],
    ["SELECT 1; DROP TABLE cases", ";"],
    ["WITH a AS (SELECT 1) DELETE FROM cases", "DELETE"],
    ["EXPLAIN ANALYZE DELETE FROM cases", "DELETE"],
    ["SELECT * FROM read_csv('https://example.org/a.csv')", "https://example.org/a.csv"],
    ["SELECT * FROM read_text('/etc/passwd')", "/etc/passwd"],
    ["SELECT * FROM glob('*')", "*"],
  ]) {
    await write(sql);
    await page.keyboard.press("Control+Enter");
    await problem().getByText(`does not run “${word}”`).waitFor();
  }
});

test("what was refused has changed nothing and asked nobody", async () => {
  await run("select count(*) as n from cases");
  expect(await answer()).toContain("1 row in");
  expect(foreign).toEqual([]);
});

const endless = "select sum(a.lon * b.lat + c.lon) from cases a, cases b, cases c";

test("a runaway query is stopped by its button, by its time and by its memory, and the session goes on", async () => {
  await page.evaluate("window.wangge.run('hotspots').then(() => window.wangge.setState({ view: 'query' }))");
  await editor().waitFor();
  await write(endless);
  await page.keyboard.press("Control+Enter");
  await button("Stop").click();
  await until(page, "!document.querySelector('.query-running')");
  expect(await problem().count()).toBe(0);

  await page.getByRole("combobox", { name: "Time limit" }).selectOption("10");
  await run(endless);
  expect(await problem().textContent()).toContain("took longer than 10 s");
  await page.getByRole("combobox", { name: "Time limit" }).selectOption("60");
  await run("select repeat('abcdefgh', 1000) || range as y from range(3000000) order by y");
  expect(await problem().textContent()).toContain("needed more memory");

  await run("select (select count(*) from cases) as n, count(*) as areas from hotspots_areas");
  expect(await problem().count()).toBe(0);
  expect(await page.locator(".query-note").first().textContent()).toContain("hotspots_areas @");
});

test("a result whose database has died says so, and can be had again", async () => {
  await run("select range as id from range(1000)");
  expect(await kill(page, "duckdb")).toBeGreaterThan(0);
  await page.locator(".grid").evaluate((grid) => grid.scrollTo(0, 20_000));
  await page.getByText("no longer has this result").waitFor();
  await button("Run it again").click();
  await until(page, "document.querySelector('.grid-cell')?.textContent === '0'");
});

test("the rows are sorted, filtered, counted and reached to the last by the keyboard", async () => {
  await run("select range as id, 'row ' || range as name, range % 7 as k from range(1000000)");
  expect(await heading()).toMatch(/^1,000,000 rows/);
  await page.locator(".grid").focus();
  await page.keyboard.press("Control+End");
  await until(page, "[...document.querySelectorAll('.grid-cell')].some((cell) => cell.textContent === 'row 999999')");
  expect(await page.locator(".grid-row").count()).toBeLessThan(80);
  await page.locator(".grid-title").getByText("id").click();
  await page.locator(".grid-title").getByText("id").click();
  await until(page, "document.querySelector('.grid-cell')?.textContent === '999,999'");
  await page.getByRole("textbox", { name: "Filter: k" }).fill("= 3");
  await until(page, "document.querySelector('.query-result h2').textContent.startsWith('142,857 of 1,000,000')");
  await button("Figures of this column: k").click();
  await page.locator(".query-figures .facts").waitFor();
  expect(await page.locator(".query-figures").textContent()).toContain("Different1Least3");
});

test("what is sorted and filtered goes into its file in that order", async () => {
  // A personal column is replaced on the way, which must not shake the order; so many rows are many parts.
  await run("select (range * 7919) % 450000 as id, range % 3 as k, 'Main St ' || range as address from range(450000)");
  await until(page, "document.querySelector('.grid-cell')?.textContent");
  await page.getByRole("textbox", { name: "Filter: k" }).fill("= 1");
  await page.locator(".grid-title").getByText("id").click();
  await page.locator(".grid-title").getByText("id").click();
  await until(page, "document.querySelector('.grid-cell')?.textContent === '449,999'");
  await page.getByRole("button", { name: "Export", exact: true }).first().click();
  await page.getByRole("combobox", { name: "Contents" }).selectOption("query:");
  await page.getByRole("combobox", { name: "Format" }).selectOption("csv");
  await until(page, "document.querySelector('.export fieldset') !== null");
  const save = page.getByRole("dialog").getByRole("button", { name: "Export", exact: true });
  const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
  const files = await unzipped(readFileSync(await download.path()));
  const [, ...lines] = new TextDecoder().decode(files.get("query.csv")).trimEnd().split("\r\n");
  const ids = lines.map((line) => Number(line.split(",")[0]));
  expect(lines).toHaveLength(150_000);
  expect(lines[0]).toMatch(/^449999,1,\*\*\*$/);
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  expect(new TextDecoder().decode(files.get("query.csv.provenance.json"))).toContain("ORDER BY");
  await page.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).click();
  await until(page, "document.querySelector('dialog') === null");
});

test("HTML in a cell is text", async () => {
  await run("select '<img src=x onerror=document.title=1><b>bold</b>' as html");
  await until(page, "document.querySelector('.grid-cell')?.textContent");
  expect((await cells(0))[0]).toContain("<b>bold</b>");
  expect(await page.locator(".grid img, .grid b").count()).toBe(0);
  expect(await page.title()).not.toBe("1");
});

test("a cell is copied as it is in the data", async () => {
  await run("select 1234567.5 as n");
  await until(page, "document.querySelector('.grid-cell')?.textContent");
  await page.locator(".grid").focus();
  const copied = await page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    const event = new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true });
    document.querySelector(".grid").dispatchEvent(event);
    return clipboardData.getData("text/plain");
  })()`);
  expect(copied).toBe("1234567.5");
});

test("a ready-made question shows its SQL, its rows and its map", async () => {
  await button(/^Overdue cases last month/).click();
  await page.getByText(/on the map$/).waitFor();
  await rested();
  expect(await editor().textContent()).toContain("FILTER");
  expect(await page.locator(".legend").textContent()).toContain("overdue cases");
});

test("a result becomes a filter that every view obeys", async () => {
  await run("select duty_grid_id, count(*) as n from cases group by 1 order by n desc limit 2");
  const sum = await page.evaluate<{ n: number }[]>(
    "window.wangge.query('select sum(n) as n from (select count(*) as n from cases group by duty_grid_id order by n desc limit 2)')",
  );
  const before = await total(page);
  await button("Use as filter").click();
  await page.getByRole("menuitem").first().click();
  await page.locator(".chip").first().waitFor();
  await rested();
  expect(await total(page)).toBe(sum[0]?.n);
  expect(await total(page)).toBeLessThan(before);
});

test("a query follows the page's filters where that is wanted, and says so", async () => {
  const filter = (dept: string) =>
    page.evaluate(`window.wangge.setState({ filters: { values: { dept: ["${dept}"] } } })`);
  const shows = async (count: number) =>
    until(page, `document.querySelector(".grid-cell")?.textContent.replace(/,/g, "") === "${count}"`);
  await filter("greening");
  await run("select count(*) as n from cases");
  await page.getByRole("checkbox", { name: "Only cases that pass the filters" }).check();
  await rested();
  await shows(await total(page));
  expect(await page.locator(".query-clause").textContent()).toContain(`main.cases WHERE ("dept" IN ('greening'))`);
  await filter("water");
  await rested();
  await shows(await total(page));
  await page.getByText(/^Only cases that pass the filters: .*water/i).waitFor();
  await run("select\n  nope from cases");
  expect(await page.locator(".cm-lintRange-error").textContent()).toBe("nope");
  await page.getByRole("checkbox", { name: "Only cases that pass the filters" }).uncheck();
  await page.evaluate("window.wangge.setState({ filters: { values: {} } })");
});

test("completion offers the columns of the query's tables, and a plan is shown", async () => {
  await write("select re from cases");
  for (let i = 0; i < " from cases".length; i++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("p");
  await page.locator(".cm-tooltip-autocomplete").getByText("reported_at").waitFor();
  await page.keyboard.press("Escape");
  await write("select dept, count(*) from cases group by 1");
  await button("Explain").click();
  await page.locator(".query-plan").waitFor();
  expect(await page.locator(".query-plan").textContent()).toContain("Total Time");
});

test("a query is saved under a name in the link", async () => {
  await run("select 42 as answer");
  await button("Saved queries").click();
  await page.getByRole("textbox", { name: "Name" }).fill("The answer");
  await button("Save").click();
  await button("Open The answer").waitFor();
  await until(page, "location.hash.includes('scenario=query')");
  const other = await visitReady(browser, page.url());
  await other.getByRole("button", { name: "Open The answer" }).waitFor();
  await until(other, "document.querySelector('.grid-cell')?.textContent === '42'");
  await other.context().close();
});

test("none of this was against the page's policy", () => {
  expect({ violations, foreign }).toEqual({ violations: [], foreign: [] });
});
