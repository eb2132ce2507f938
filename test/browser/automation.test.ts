import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../../scripts/browser/browser.ts";
import { serveBuiltApp } from "../../scripts/browser/built-app.ts";
import { read } from "../support/files.ts";
import { total, visitReady } from "./built/visit.ts";

let browser: Browser;
let site: { url: string; close(): Promise<void> };
let page: Page;

beforeAll(async () => {
  site = await serveBuiltApp();
  browser = await openBrowser();
  page = await visitReady(browser, site.url);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Evaluates code in which the handle is `wangge`; a fault comes back as plain data. */
function drive(code: string): Promise<unknown> {
  return page.evaluate(`(async (wangge) => (${code}))(window.wangge).catch(({ code, values }) => ({ code, values }))`);
}

describe("window.wangge", () => {
  test("has the members that docs/automation.md tells of, and no others", async () => {
    const table = read("docs/automation.md").split("## `window.__bench`")[0] ?? "";
    const told = [...table.matchAll(/^\| `(\w+)/gm)].map(([, name]) => name).sort();
    expect(await drive("Object.keys(wangge).sort()")).toEqual(told);
  });

  test("ready resolves with nothing once the first picture is there", async () => {
    expect(await drive("wangge.ready")).toBeUndefined();
    expect(await page.locator(".legend").count()).toBe(1);
  });

  test("total counts the cases that pass, as SQL does", async () => {
    const [row] = (await drive("wangge.query('select count(*) as n from cases')")) as { n: number }[];
    expect(await total(page)).toBe(row?.n);
  });

  test("query gives rows as objects: times as wall-clock texts, missing values as null", async () => {
    const sql = "select case_id, reported_at, null as nothing, 1 + 1 as two from cases order by reported_at limit 1";
    expect(await drive(`wangge.query("${sql}")`)).toEqual([
      {
        case_id: expect.any(String),
        reported_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
        nothing: null,
        two: 2,
      },
    ]);
  });

  test("run resolves with a table that query can read, and refuses an analysis that is none", async () => {
    const table = await page.evaluate<string>("window.wangge.run('hotspots')");
    expect(table).toMatch(/^hotspots_/);
    expect(await page.evaluate<unknown[]>(`window.wangge.query('select * from ${table}')`)).not.toHaveLength(0);
    const refused = "window.wangge.run('magic').catch(({ code, values }) => [code, values.reason])";
    expect(await page.evaluate(refused)).toEqual(["bad-input", expect.stringContaining("magic")]);
    await page.evaluate("window.wangge.setState({ view: 'overview', analyses: {} })");
  });

  test("query loads the tables that a statement names", async () => {
    const sql = "select count(distinct c.case_id) > 0 as joined from cases c join case_events e using (case_id)";
    expect(await drive(`wangge.query("${sql}")`)).toEqual([{ joined: true }]);
  });

  test("query rejects with the fault and DuckDB's reason", async () => {
    const reason = expect.stringContaining("no_such_table");
    expect(await drive("wangge.query('select * from no_such_table')")).toEqual({ code: "query", values: { reason } });
    expect(await drive("wangge.query('selct 1')")).toMatchObject({ code: "query" });
  });

  test("getState is the whole document", async () => {
    const keys = "analyses camera dataset filters locale scenarios selection style theme view".split(" ");
    expect(await drive("Object.keys(wangge.getState()).sort()")).toEqual(keys);
  });

  test("setState replaces parts and resolves when counts and picture follow", async () => {
    const all = await total(page);
    const filters = { values: { source: ["hotline_12345"] } };
    await drive(`wangge.setState({ filters: ${JSON.stringify(filters)} })`);
    const [row] = (await drive("wangge.query(`select count(*) as n from cases where source = 'hotline_12345'`)")) as {
      n: number;
    }[];
    expect(await total(page)).toBe(row?.n);
    expect(await page.locator(".chip").count()).toBe(1);
    await drive("wangge.setState({ locale: 'en', filters: { values: {} } })");
    expect(await drive("wangge.getState().filters")).toEqual({ values: {} });
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await total(page)).toBe(all);
  });

  test("setState opens another dataset, and rejects with the fault if it cannot", async () => {
    const before = await total(page);
    const fault = { code: "not-found", values: { file: "manifest.json" } };
    expect(await drive("wangge.setState({ dataset: 'data/nowhere/' })")).toEqual(fault);
    expect(await total(page)).toBe(0);
    expect(await drive("wangge.query('select 1')")).toMatchObject({ code: "bad-input" });
    await drive("wangge.setState({ dataset: 'data/sample/' })");
    expect(await total(page)).toBe(before);
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("settled resolves when what was just changed by hand is drawn", async () => {
    const all = await total(page);
    await page.locator(".bars button[aria-pressed]").first().click();
    await drive("wangge.settled()");
    expect(await total(page)).toBeLessThan(all);
    expect(await drive("document.querySelector('.overview').getAttribute('aria-busy')")).toBe("false");
  });
});
