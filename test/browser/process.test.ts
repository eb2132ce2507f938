import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstPicture, openBrowser, until } from "../../scripts/browser/browser.ts";
import { serveBuiltApp } from "../../scripts/browser/built-app.ts";
import { messages as processTexts } from "../../src/analyses/process/messages.ts";
import { messages as stagesTexts } from "../../src/analyses/stages/messages.ts";
import { violations } from "./built/axe.ts";

const texts = { process: processTexts, stages: stagesTexts };

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

const answer = () => page.evaluate<string>("document.querySelector('.view .answer').textContent");

describe("the process", () => {
  test("draws the map, and lists the cases that skip a step", async () => {
    await show("process");
    expect(await answer()).toMatch(/100,000 件案件有 .* 种走法.*跳过最多的是 派遣：1,228 件/);
    await page.locator(".process-node").first().waitFor();
    expect(await page.locator(".process-node").count()).toBeGreaterThan(7);
    await page.getByRole("button", { name: "跳过立案的案件: 776" }).click();
    await page.getByText("共 776 件，列出前 500 件").waitFor();
    expect(await page.locator("dialog tbody tr").count()).toBe(500);
    await page.keyboard.press("Escape");
    expect(errors).toEqual([]);
  });

  test("follows the filters, and its results are tables", async () => {
    await show("process", "dept=greening");
    expect(await answer()).toMatch(/^4,/);
    expect(await page.evaluate<string>(`window.wangge.run("process")`)).toBe("process_arcs");
    const rows = await page.evaluate<{ n: number }[]>(
      `window.wangge.query("select count(*)::int as n from process_conformance where skipped >= 0")`,
    );
    expect(rows).toEqual([{ n: 6 }]);
  });

  test("opens a log file whose columns the user names, joins its cases, and lets stages be named", async () => {
    await show("process");
    const [{ id = "" } = {}] = await page.evaluate<{ id: string }[]>(
      `window.wangge.query("select case_id as id from cases where dept = 'greening' limit 1")`,
    );
    const csv = [
      "Vorgang;Schritt;wann",
      `${id};discover;2025-03-01 08:00`,
      `${id};Prüfung;2025-03-01 09:00`,
      "X;close;never",
      "Y;close;2025-03-02",
    ].join("\n");
    const file = { name: "log.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
    await page.locator('input[type="file"][accept*="xes"]').setInputFiles(file);
    await page.getByRole("combobox", { name: "案件编号" }).selectOption("Vorgang");
    await page.getByRole("combobox", { name: "环节或活动" }).selectOption("Schritt");
    await page.getByRole("combobox", { name: "时间" }).selectOption("wann");
    await page.getByRole("button", { name: "打开日志", exact: true }).click();
    await until(page, "/^2 件案件/.test(document.querySelector('.view .answer').textContent)");
    await page.getByText("没有时间").waitFor();
    await page.getByText(/2 件案件中有 1 件/).waitFor();
    await page.getByRole("combobox", { name: "Prüfung" }).selectOption("handle");
    await until(page, "decodeURIComponent(location.hash).includes('>handle')");
    await page.evaluate(`window.wangge.setState({ filters: { values: { dept: ["greening"] } } })`);
    await until(page, "/^1 件案件/.test(document.querySelector('.view .answer').textContent)");
    await page.evaluate("window.wangge.setState({ filters: { values: {} } })");
    await page.getByRole("button", { name: "回到数据集的日志" }).click();
    await until(page, "/^100,000 件案件/.test(document.querySelector('.view .answer').textContent)");
    expect(errors).toEqual([]);
  });

  test("a table of events dropped on the page comes to the naming of its columns, whatever they are called", async () => {
    await show("process");
    await page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      const text = "Vorgang,Schritt,wann\\nA,discover,2025-03-01 08:00\\nA,close,2025-03-02 08:00";
      dataTransfer.items.add(new File([text], "ereignisse.csv"));
      dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
    })()`);
    await page.getByRole("button", { name: "作为事件日志打开…" }).click();
    await page.getByRole("combobox", { name: "案件编号" }).selectOption("Vorgang");
    await page.getByRole("combobox", { name: "环节或活动" }).selectOption("Schritt");
    await page.getByRole("combobox", { name: "时间" }).selectOption("wann");
    await page.getByRole("button", { name: "打开日志", exact: true }).click();
    await until(page, "/^1 件案件/.test(document.querySelector('.view .answer')?.textContent)");
    expect(errors).toEqual([]);
  });

  test("an arc chosen with the keyboard shows its times, the link keeps what is drawn, and all can be used by all", async () => {
    await show("process", "lang=en&theme=dark");
    const arc = page.locator('.process-arc[role="button"]').first();
    await arc.focus();
    await page.keyboard.press("Enter");
    await page.getByText("90% within").first().waitFor();
    await page.locator(".segment", { hasText: "Median" }).click();
    await until(page, "decodeURIComponent(location.hash).includes('measure:median')");
    expect(await violations(page)).toEqual([]);
    await show("process", "theme=light");
    expect(await violations(page)).toEqual([]);
  });
});

describe("stage times", () => {
  test("name the planted bottleneck, and another stage is drawn when it is chosen", async () => {
    await show("stages");
    expect(await answer()).toMatch(/^等得最久的是 绿化市容所 的到场/);
    await page.getByRole("table", { name: "各环节" }).getByRole("button", { name: "结案" }).click();
    await page.getByRole("heading", { name: "结案：还在等的案件占比" }).waitFor();
    await until(page, "document.querySelector('.legend').textContent.includes('分钟')");
    expect(errors).toEqual([]);
  });

  test("rank by something else, and break no rule of accessibility", async () => {
    await show("stages", "lang=en&theme=dark");
    await page.getByRole("combobox", { name: "By", exact: true }).selectOption("area");
    await until(page, "document.querySelector('.view .answer').textContent.includes('12')");
    expect(await violations(page)).toEqual([]);
  });
});
