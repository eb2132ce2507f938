import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Browser, Download, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstPicture, openBrowser, until } from "../../scripts/browser/browser.ts";
import { serveBuiltApp } from "../../scripts/browser/built-app.ts";
import { root } from "../support/files.ts";
import { unzipped } from "../support/unzip.ts";
import { visitReady } from "./built/visit.ts";

let browser: Browser;
let site: Awaited<ReturnType<typeof serveBuiltApp>>;
const folder = mkdtempSync(join(tmpdir(), "wangge-export-"));

beforeAll(async () => {
  site = await serveBuiltApp();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** A view of the sample town, computed, with the window of exports open. */
async function openExports(hash: string): Promise<{ page: Page; errors: string[] }> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(`${site.url}${hash}`, { waitUntil: "commit" });
  await firstPicture(page);
  await page.evaluate("window.wangge.settled()");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  return { page, errors };
}

async function bytesOf(download: Download): Promise<Uint8Array> {
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return new Uint8Array(readFileSync(path));
}

/** The file that the window gives for a table and a format. */
async function exported(page: Page, subject: string, format: string): Promise<Uint8Array> {
  await page.getByRole("combobox", { name: "Contents" }).selectOption(subject);
  await page.getByRole("combobox", { name: "Format" }).selectOption(format);
  await until(page, "document.querySelector('.export fieldset') !== null");
  const waiting = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: "Export", exact: true }).click();
  return bytesOf(await waiting);
}

const wangge = (...args: string[]) =>
  execFileSync(process.execPath, [join(root, "scripts/wangge/main.ts"), ...args], { encoding: "utf8" });
const later = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(root, "scripts/wangge/main.ts"), ...args]);
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const leave = (page: Page) => page.context().close();

/** A table that the window of exports gives as CSV, and its provenance without the moment. */
async function csvOf(page: Page, table: string) {
  const files = await unzipped(await exported(page, `result:${table}`, "csv"));
  const told = JSON.parse(text(files.get(`${table}.csv.provenance.json`)));
  return { csv: Buffer.from(files.get(`${table}.csv`) ?? new Uint8Array()), told: { ...told, exportedAt: "" } };
}

/** Five analyses in one page, one after the other, each beside the command line at work on the same link. */
test("command line and page agree byte for byte", async () => {
  const { page, errors } = await openExports("#/hotspots?lang=en&dept=greening");
  for (const [view, table] of [
    ["hotspots", "hotspots_areas"],
    ["density", "density_cells"],
    ["emerging", "emerging_areas"],
    ["coverage", "coverage_areas"],
    ["response", "response_areas"],
  ] as const) {
    const link = `#/${view}?lang=en&dept=greening`;
    const night = later("analyse", view, "--dataset", "sample", "--link", link, "--out", join(folder, view));
    if (view !== "hotspots") {
      await page.keyboard.press("Escape");
      await page.evaluate(`window.wangge.run("${view}")`);
      await page.getByRole("button", { name: "Export", exact: true }).click();
    }
    const { csv, told } = await csvOf(page, table);
    await night;
    const path = join(folder, view, `${table}.csv`);
    expect([view, csv.length > 300, csv.equals(readFileSync(path))]).toEqual([view, true, true]);
    expect({ ...JSON.parse(readFileSync(`${path}.provenance.json`, "utf8")), exportedAt: "" }).toEqual(told);
  }
  expect(errors).toEqual([]);
  await leave(page);
}, 240_000);

describe("on the overview", () => {
  test("the filtered cases come as every format, the same rows in each, addresses masked", async () => {
    const { page, errors } = await openExports("#/overview?lang=en&dept=water&time=2024-03-01~2024-03-31T23:59:59");
    const total = await page.evaluate<number>("window.wangge.total()");
    expect(total).toBeGreaterThan(50);
    const csv = text((await unzipped(await exported(page, "cases:", "csv"))).get("cases.csv"));
    expect(csv.split("\r\n")).toHaveLength(total + 2);
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    for (const format of ["parquet", "geoparquet"]) {
      await exported(page, "cases:", format);
      const path = join(folder, format === "parquet" ? "cases.parquet" : "cases.geo.parquet");
      const sql = `SELECT count(*)::INTEGER AS n, count(DISTINCT address)::INTEGER AS a, any_value(address) AS text FROM '${path}'`;
      expect((await connection.runAndReadAll(sql)).getRowObjects()).toEqual([{ n: total, a: 1, text: "***" }]);
    }
    const { features, provenance } = JSON.parse(text(await exported(page, "cases:", "geojson")));
    expect([features.length, provenance.rows, provenance.protection.maskedColumns]).toEqual([
      total,
      total,
      ["address"],
    ]);
    expect(provenance.filters.values).toEqual({ dept: ["water"] });
    expect(text((await unzipped(await exported(page, "cases:", "xlsx"))).get("xl/worksheets/sheet2.xml"))).toContain(
      "dataset.dataVersion",
    );
    const shape = await unzipped(await exported(page, "cases:", "shapefile"));
    expect(new DataView(shape.get("cases.dbf")?.buffer ?? new ArrayBuffer(8)).getUint32(4, true)).toBe(total);
    expect((await exported(page, "cases:", "arrow")).length).toBeGreaterThan(1000);
    expect(errors).toEqual([]);
    await leave(page);
  });

  test("areas with figures carry outlines and agree with the command line's SQL; small counts are left out", async () => {
    const { page, errors } = await openExports("#/overview?lang=en&level=cell");
    const { features, provenance } = JSON.parse(text(await exported(page, "areas:", "geojson")));
    expect(features[0].geometry.type).toBe("Polygon");
    const cases = features.reduce(
      (sum: number, { properties }: { properties: { cases: number } }) => sum + properties.cases,
      0,
    );
    expect(cases).toBeGreaterThan(90_000);
    const residents = features.map(
      ({ properties }: { properties: { residents: number | null } }) => properties.residents,
    );
    expect(residents.filter((count: number | null) => count !== null && count > 0 && count < 5)).toEqual([]);
    expect(provenance.protection.suppressedColumns).toEqual(["residents", "cases_per_1000"]);
    const archive = await unzipped(await exported(page, "areas:", "csv"));
    const again = wangge("query", provenance.sql, "--dataset", "sample", "--minimum-cell", "0");
    expect(text(archive.get("areas_cell.csv"))).toBe(again.replace("\ufeff", ""));
    expect(errors).toEqual([]);
    await leave(page);
  });

  test("the map is a PNG twice as sharp, with room for title and source", async () => {
    const { page, errors } = await openExports("#/overview?lang=en&dept=water");
    const box = await page.locator("#map").boundingBox();
    await page.getByRole("radio", { name: "Map picture" }).check({ force: true });
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save PNG" }).click();
    const png = Buffer.from(await bytesOf(await waiting));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(Math.round((box?.width ?? 0) * 2));
    expect(png.readUInt32BE(20)).toBeGreaterThan((box?.height ?? 0) * 2 + 150);
    expect(errors).toEqual([]);
    await leave(page);
  });
});

test("a statement goes into files without being shown: rows, order and filters are those of the statement", async () => {
  const page = await visitReady(browser, `${site.url}/#/query?lang=en&dept=greening`);
  await page.evaluate("delete window.showSaveFilePicker, delete Window.prototype.showSaveFilePicker"); // nobody answers it
  await page.getByRole("checkbox", { name: "Only cases that pass the filters" }).check();
  const total = await page.evaluate<number>("window.wangge.total()");
  await page.getByRole("textbox", { name: "SQL editor" }).click();
  await page.keyboard.insertText(
    "SELECT r.range AS i, n.n, '和平镇' || (r.range % 977) AS place FROM range(300000) r, (SELECT count(*) AS n FROM cases) n",
  );
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const archive = await unzipped(await exported(page, "statement:", "csv"));
  const lines = text(archive.get("query.csv")).split("\r\n");
  expect([lines.length, lines[1], lines[300_000]]).toEqual([
    300_002,
    `0,${total},和平镇0`,
    `299999,${total},和平镇${299_999 % 977}`,
  ]);
  const told = JSON.parse(text(archive.get("query.csv.provenance.json")));
  expect([told.rows, told.filters.values, told.sql.includes("IN ('greening')")]).toEqual([
    300_000,
    { dept: ["greening"] },
    true,
  ]);
  await exported(page, "statement:", "parquet");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const sql = `SELECT count(*)::INTEGER AS n, max(i)::INTEGER AS most, min(n)::INTEGER AS cases FROM '${join(folder, "query.parquet")}'`;
  expect((await connection.runAndReadAll(sql)).getRowObjects()).toEqual([{ n: 300_000, most: 299_999, cases: total }]);
  await leave(page);
});

test("charts are SVG files that stand by themselves", async () => {
  const { page, errors } = await openExports("#/response?lang=en");
  await page.getByRole("radio", { name: "Charts" }).check({ force: true });
  const waiting = page.waitForEvent("download");
  await page
    .getByRole("button", { name: /^Save SVG/ })
    .first()
    .click();
  const svg = text(await bytesOf(await waiting));
  expect(svg).toMatch(/^<\?xml/);
  expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
  expect(svg).not.toMatch(/var\(--/);
  expect(errors).toEqual([]);
  await leave(page);
});
