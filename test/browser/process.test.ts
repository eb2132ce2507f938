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

describe("the process", () => {
  test("draws the map, and lists the cases that skip a step", async () => {
    const { page, errors } = await open("process");
    expect(await answer(page)).toMatch(/100,000 件案件有 .* 种走法.*跳过最多的是 派遣：1,228 件/);
    await page.locator(".process-node").first().waitFor();
    expect(await page.locator(".process-node").count()).toBeGreaterThan(7);
    await page.getByRole("button", { name: "跳过立案的案件: 776" }).click();
    await page.getByText("共 776 件，列出前 500 件").waitFor();
    expect(await page.locator("dialog tbody tr").count()).toBe(500);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("an arc chosen with the keyboard shows its times; the link keeps what is drawn", async () => {
    const { page } = await open("process", "lang=en");
    const arc = page.locator('.process-arc[role="button"]').first();
    await arc.focus();
    await page.keyboard.press("Enter");
    await page.getByText("90% within").first().waitFor();
    await page.locator(".segment", { hasText: "Median" }).click();
    await until(page, "decodeURIComponent(location.hash).includes('measure:median')");
    await page.close();
  });

  test("follows the filters, and its results are tables", async () => {
    const { page } = await open("process");
    await page.evaluate(`window.wangge.setState({ filters: { values: { dept: ["greening"] } } })`);
    await until(page, "/^4,/.test(document.querySelector('.view .answer').textContent)");
    await page.evaluate("window.wangge.settled()");
    const table = await page.evaluate<string>(`window.wangge.run("process")`);
    expect(table).toBe("process_arcs");
    const rows = await page.evaluate<{ n: number }[]>(
      `window.wangge.query("select count(*)::int as n from process_conformance where skipped >= 0")`,
    );
    expect(rows).toEqual([{ n: 6 }]);
    await page.close();
  });

  test("opens a log file beside the dataset, says what is wrong with it, and lets stages be named", async () => {
    const { page, errors } = await open("process");
    const csv =
      "case_id,stage,at\nX,discover,2024-03-01 08:00\nX,Prüfung,2024-03-01 09:00\nX,close,never\nY,close,2024-03-02\n";
    await page.locator('input[type="file"][accept*="xes"]').setInputFiles({
      name: "log.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(csv),
    });
    await until(page, "/^2 件案件/.test(document.querySelector('.view .answer').textContent)");
    await page.getByText("没有时间").waitFor();
    await page.getByRole("combobox", { name: "Prüfung" }).selectOption("handle");
    await until(page, "decodeURIComponent(location.hash).includes('>handle')");
    await page.getByRole("button", { name: "回到数据集的日志" }).click();
    await until(page, "/^100,000 件案件/.test(document.querySelector('.view .answer').textContent)");
    expect(errors).toEqual([]);
    await page.close();
  });

  test("breaks no rule of accessibility, in both themes", async () => {
    for (const query of ["theme=light", "theme=dark&lang=en"]) {
      const { page } = await open("process", query);
      await page.locator(".process-node").first().waitFor();
      expect(await violations(page)).toEqual([]);
      await page.close();
    }
  });
});

describe("stage times", () => {
  test("name the planted bottleneck, and another stage is drawn when it is chosen", async () => {
    const { page, errors } = await open("stages");
    expect(await answer(page)).toMatch(/^等得最久的是 绿化市容所 的到场/);
    await page.getByRole("table", { name: "各环节" }).getByRole("button", { name: "结案" }).click();
    await page.getByRole("heading", { name: "结案：还在等的案件占比" }).waitFor();
    await until(page, "document.querySelector('.legend').textContent.includes('分钟')");
    expect(errors).toEqual([]);
    await page.close();
  });

  test("rank by something else, and break no rule of accessibility", async () => {
    const { page } = await open("stages", "lang=en&theme=dark");
    await page.getByRole("combobox", { name: "By", exact: true }).selectOption("area");
    await until(page, "document.querySelector('.view .answer').textContent.includes('12')");
    expect(await violations(page)).toEqual([]);
    await page.close();
  });
});
