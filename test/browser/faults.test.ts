import { readdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openBrowser, until } from "../../scripts/browser/browser.ts";
import { parquetOf } from "../support/parquet-file.ts";
import { sample, type TamperedSite, tamperedSite } from "./built/tampered-site.ts";
import { kill, leave, readiness, total, visit, visitReady } from "./built/visit.ts";

const cases = "cases/2024-02.parquet";
/** The card of loading counts the cases that are there. */
const readingCases = "/读取案件：.+ \\/ .+/.test(document.querySelector('.loading')?.textContent ?? '')";

let browser: Browser;
let site: TamperedSite;
let page: Page;

beforeAll(async () => {
  site = await tamperedSite();
  browser = await openBrowser();
});
/** What is prepared would hide what is wrong with the tables until the database reads them. */
const prepared = `${sample}prepared.bin`;
beforeEach(async () => {
  await site.heal();
  site.override(prepared, { status: 404 });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** The rows that the manifest of the sample town states for its cases. */
function allCases(): number {
  const { files } = JSON.parse(site.read(`${sample}manifest.json`).toString());
  const ofCases = files.filter(({ table }: { table: string }) => table === "cases");
  return ofCases.reduce((sum: number, { rows }: { rows: number }) => sum + rows, 0);
}

const alertText = () => page.getByRole("alert").textContent();

/** Takes the way on that the message offers, now that the server is whole. */
async function retry(): Promise<void> {
  await page.getByRole("button", { name: "重试" }).click();
  await until(page, `window.wangge.total() === ${allCases()}`);
  expect(await page.getByRole("alert").count()).toBe(0);
}

/** What can be wrong with a dataset, the fault that it is, and what the page says. */
const damage: Readonly<Record<string, { code: string; text: string; spoil: () => void | Promise<void> }>> = {
  "its manifest is missing": {
    code: "not-found",
    text: "找不到文件“manifest.json”",
    spoil: () => site.override(`${sample}manifest.json`, { status: 404 }),
  },
  "its manifest is a web page": {
    code: "manifest-json",
    text: "清单“manifest.json”不是有效的 JSON",
    spoil: () => site.override(`${sample}manifest.json`, { bytes: Buffer.from("<!doctype html>") }),
  },
  "its manifest is of a later version": {
    code: "manifest-version",
    text: "清单“manifest.json”的版本为 9.0",
    spoil() {
      const text = site.read(`${sample}manifest.json`).toString();
      site.override(`${sample}manifest.json`, {
        bytes: Buffer.from(text.replace(/"version": ?"[^"]*"/, '"version":"9.0"')),
      });
    },
  },
  "a month of cases is missing": {
    code: "not-found",
    text: `找不到文件“${cases}”`,
    spoil: () => site.override(sample + cases, { status: 404 }),
  },
  "the server fails on a month of cases": {
    code: "http",
    text: `服务器拒绝提供文件“${cases}”（状态 500）`,
    spoil: () => site.override(sample + cases, { status: 500 }),
  },
  "a month of cases is cut short": {
    code: "truncated",
    text: `文件“${cases}”不完整`,
    spoil: () => site.override(sample + cases, { bytes: site.read(sample + cases).subarray(0, -1000) }),
  },
  "one byte is another": {
    code: "checksum",
    text: `文件“${cases}”与清单中的校验值不符`,
    spoil() {
      const bytes = site.read(sample + cases);
      bytes[1000] = (bytes[1000] ?? 0) ^ 1;
      site.override(sample + cases, { bytes });
    },
  },
  "a month of cases is no Parquet file": {
    code: "not-parquet",
    text: `文件“${cases}”不是 Parquet 文件`,
    spoil: () => site.replaceListed(cases, Buffer.from("case_id,reported_at\n1,2024-02-01\n")),
  },
  "a month of cases lacks a column": {
    code: "missing-column",
    text: `文件“${cases}”缺少“reported_at”列`,
    spoil: async () => site.replaceListed(cases, await parquetOf("SELECT 'a' AS case_id, 121.4 AS lon, 31.3 AS lat")),
  },
  "its areas are no Parquet file": {
    code: "not-parquet",
    text: "文件“areas.parquet”不是 Parquet 文件",
    spoil: () => site.replaceListed("areas.parquet", Buffer.from("<!doctype html>")),
  },
};

/** Tries again with a server that is not whole yet. */
const retryInVain = () => page.getByRole("button", { name: "重试" }).click();

/** Waits for the message that begins so. */
const told = (text: string) => page.getByRole("alert").getByText(text).waitFor();

/** These tests follow one another on one page, which never gets its dataset before the last. */
describe("a dataset that cannot be opened", () => {
  let begun = false;

  test.each(Object.entries(damage))("is told when %s", async (_, { code, text, spoil }) => {
    await spoil();
    if (begun) await retryInVain();
    else {
      page = await visit(browser, site.url);
      expect(await readiness(page)).toBe(code);
      begun = true;
    }
    await told(text);
  });

  test("is told in English where the page is English", async () => {
    await page.evaluate("window.wangge.setState({ locale: 'en' })");
    expect(await alertText()).toContain("The file “areas.parquet” is not a Parquet file");
    expect(await alertText()).not.toMatch(/[\u4e00-\u9fff]/);
    await page.evaluate("window.wangge.setState({ locale: 'zh-CN' })");
  });

  test("is told when the server goes away while it is loaded", async () => {
    site.override(sample + cases, { hang: true });
    await retryInVain();
    await until(page, readingCases);
    await site.die();
    await page.getByRole("alert").waitFor();
    expect(await alertText()).toMatch(/文件“cases.+”(：网络不通|不完整)/); // a file may have come in part
  });

  test("says in words how far it is while it is loaded, and that it was cancelled", async () => {
    site.slow(/cases\/.*\.parquet$/, 200);
    await retryInVain();
    await until(page, readingCases);
    await page.getByRole("button", { name: "取消" }).click();
    await told("已取消");
  });

  test.each(["decode", "linked"] as const)("is told when the %s workers die while it is loaded", async (kind) => {
    site.slow(/cases\/.*\.parquet$/, 200);
    await retryInVain();
    await until(page, readingCases);
    expect(await kill(page, kind)).toBeGreaterThan(0);
    await told(`后台计算意外停止（${kind}`);
  });

  test("is opened by trying again once all is well", async () => {
    await retry();
    expect(await page.evaluate("window.wangge.settled().then(() => 'settled')")).toBe("settled");
    await leave(page);
  });
});

describe("when all is loaded", () => {
  afterEach(() => leave(page));

  test("linked filters whose worker dies come back by themselves; a second death soon after is told", async () => {
    page = await visitReady(browser, `${site.url}#/overview?source=hotline_12345`);
    const before = await total(page);
    expect(await kill(page, "linked")).toBe(1);
    await until(page, "window.workers.some((worker) => worker.kind === 'linked' && !worker.over)");
    await until(page, `window.wangge.settled().then(() => window.wangge.total() === ${before})`);
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(await kill(page, "linked")).toBe(1);
    await told("后台计算意外停止（linked-filters");
    expect(await total(page)).toBe(0);
    await retryInVain();
    await until(page, `window.wangge.total() === ${before}`);
  });

  test("a database whose worker dies says so, and the next query has another; the filters do not notice", async () => {
    page = await visitReady(browser, site.url);
    const count = "window.wangge.query('select count(*) as n from areas')";
    const [row] = await page.evaluate<{ n: number }[]>(count);
    const pending = page.evaluate(
      "window.wangge.query('select count(*) from cases a, cases b where a.lon + b.lat < 0').catch((fault) => fault.code)",
    );
    await page.evaluate("new Promise((done) => setTimeout(done, 300))");
    expect(await kill(page, "duckdb")).toBe(1);
    expect(await pending).toBe("worker-died");
    expect(await total(page)).toBe(allCases());
    expect(await page.evaluate(count)).toEqual([row]);
    await page.evaluate("window.wangge.setState({ filters: { values: { source: ['hotline_12345'] } } })");
    expect(await total(page)).toBeLessThan(allCases());
  });
});

describe("the program's own files", () => {
  afterEach(() => leave(page));
  const assets = readdirSync("dist/assets");
  const asset = (pattern: RegExp) => `assets/${assets.find((name) => pattern.test(name))}`;

  test("a database whose code cannot be had names the file, and works once it can", async () => {
    const code = asset(/^duckdb-coi.*\.wasm$/);
    site.override(code, { status: 404 });
    page = await visitReady(browser, site.url);
    const query = "window.wangge.query('select count(*) as n from areas')";
    const fault = await page.evaluate<{ code: string; file: string }>(
      `${query}.catch(({ code, values }) => ({ code, file: values.file }))`,
    );
    expect(fault).toEqual({ code: "not-found", file: code.slice("assets/".length) });
    expect(await total(page)).toBe(allCases());
    await site.heal();
    expect(await page.evaluate<unknown[]>(query)).toHaveLength(1);
  });

  test("a decoder that cannot be had is blamed itself, not the data", async () => {
    const code = asset(/^parquet_wasm_bg.*\.wasm$/);
    site.override(code, { status: 404 });
    page = await visit(browser, site.url);
    expect(await readiness(page)).toBe("not-found");
    expect(await alertText()).toContain(code.slice("assets/".length));
    await site.heal();
    await retry();
  });
});

test("a prepared first picture that is damaged is not used", async () => {
  await site.heal();
  site.override(prepared, { bytes: site.read(prepared).fill(1, 1000, 2000) });
  page = await visitReady(browser, site.url);
  expect(await total(page)).toBe(allCases());
  await leave(page);
});

describe("a page", () => {
  afterEach(() => leave(page));

  test("without WebGL the page says that there is no map, and everything else works", async () => {
    page = await visit(browser, "about:blank");
    await page.addInitScript("HTMLCanvasElement.prototype.getContext = () => null");
    await page.goto(site.url, { waitUntil: "commit" });
    expect(await readiness(page)).toBe("ready");
    expect(await total(page)).toBe(allCases());
    await page.getByText("浏览器没有提供 WebGL 2").waitFor();
    await page.evaluate("window.wangge.setState({ filters: { values: { source: ['hotline_12345'] } } })");
    expect(await total(page)).toBeLessThan(allCases());
  });

  test("a link to someone's own files says so", async () => {
    page = await visit(browser, `${site.url}#/overview?data=local`);
    expect(await readiness(page)).toBe("local-files");
    expect(await alertText()).toContain("这个链接指向本机上的文件");
    await page.getByRole("button", { name: "打开样例数据" }).click();
    await until(page, `window.wangge.total() === ${allCases()}`);
  });

  test("when the page's own script cannot be had, the page is not blank", async () => {
    const script = /src="\.\/(assets\/[^"]+\.js)"/.exec(site.read("index.html").toString())?.[1] ?? "";
    site.override(script, { status: 404 });
    page = await visit(browser, site.url);
    await page.getByText("Wangge").first().waitFor();
  });
});
