import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstPicture, openBrowser, until } from "../../scripts/browser/browser.ts";
import { serveBuiltApp } from "../../scripts/browser/built-app.ts";
import { buildDataset } from "../../scripts/dataset/build.ts";
import { readRecipe } from "../../scripts/dataset/recipe.ts";
import { writeTable } from "../../src/data/export/formats.ts";
import type { ExportCell, ExportField } from "../../src/data/export/table.ts";
import { gcj02FromWgs84 } from "../../src/lib/gcj02.ts";
import { bytesOf, provenanceFor, tableFrom, wasm } from "../support/export-tables.ts";
import { gb18030 } from "../support/gb18030.ts";
import { parquetOf } from "../support/parquet-file.ts";
import { hasShared, sharedPath } from "../support/shared.ts";

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

async function openWizard(): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${site.url}#/data?lang=en`, { waitUntil: "commit" });
  await firstPicture(page);
  return { page, errors };
}

type Files = Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0];

const choose = (page: Page, files: Files) => page.locator(".import-view input[type=file]").setInputFiles(files);
const fileOf = (name: string, content: string | Buffer) => ({ name, mimeType: "", buffer: Buffer.from(content) });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
/** Cases of the open dataset, by the linked filters: the database need not load them. */
const total = (page: Page) => page.evaluate<number>("window.wangge.total()");
const numberOf = (page: Page, sql: string) =>
  page.evaluate<number>(`window.wangge.query(${JSON.stringify(sql)}).then(([{ n }]) => Number(n))`);

/** Waits until files are looked at and nothing is left to say, and checks them. */
async function check(page: Page): Promise<void> {
  await until(
    page,
    "[...document.querySelectorAll('button')].some((b) => b.textContent === 'Check the data' && !b.disabled)",
  );
  await button(page, "Check the data").click();
  await page.getByText(/rows read/).waitFor();
}

/** Imports what was checked and waits until it is open. */
async function take(page: Page): Promise<void> {
  await button(page, /^Import [\d,]+ rows?$/).click();
  await until(page, "location.hash.includes('data=import') && document.querySelector('.import-view') === null");
  await page.evaluate("window.wangge.settled()");
  await until(page, "document.querySelector('.loading') === null");
}

async function download(page: Page, name: string | RegExp): Promise<string> {
  const [started] = await Promise.all([page.waitForEvent("download"), button(page, name).click()]);
  return started.path();
}

const goTo = (page: Page, view: string) => page.evaluate(`window.wangge.setState({ view: "${view}" })`);

/** A Parquet file whose data pages are garbage, at which the decoder panics. */
async function spoiltParquet(): Promise<Buffer> {
  const bytes = await parquetOf("SELECT i, 'text ' || i AS t FROM range(10000) r(i)");
  return bytes.fill(0xaa, 40, bytes.length >> 1);
}

/** One area around all cases, in which a dataset of its own can place them. */
async function around(page: Page): Promise<string> {
  const [box] = await page.evaluate<Record<"w" | "s" | "e" | "n", number>[]>(
    "window.wangge.query('SELECT min(lon) - 0.01 AS w, min(lat) - 0.01 AS s, max(lon) + 0.01 AS e, max(lat) + 0.01 AS n FROM facilities')",
  );
  const { w = 0, s = 0, e = 0, n = 0 } = box ?? {};
  const ring = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ];
  const feature = {
    type: "Feature",
    properties: { area_id: "310106001", name: "全域", level: "street_town" },
    geometry: { type: "Polygon", coordinates: [ring] },
  };
  return JSON.stringify({ type: "FeatureCollection", features: [feature] });
}

const header = "任务号,问题类型,大类名称,案件状态,问题来源,经度,纬度,上报时间,结案时间,所属街道";

/** Cases of the sample as a city's own export might have them: shifted to GCJ-02, in Chinese, with errors of every kind. */
async function ownCases(page: Page): Promise<string[]> {
  const places = await page.evaluate<Record<string, string>[]>(
    "window.wangge.query(\"SELECT f.lon::VARCHAR AS lon, f.lat::VARCHAR AS lat, a.name AS street FROM facilities f JOIN areas a ON a.level = 'street_town' ORDER BY f.facility_id LIMIT 200\")",
  );
  const cases = Array.from({ length: 200 }, (_, i) => places[i % places.length] ?? {});
  return cases.map(({ lon, lat, street = "" }, i) => {
    const [x, y] = gcj02FromWgs84(Number(lon), Number(lat)).map((degrees) => degrees.toFixed(6));
    const name = i === 11 ? "<img src=x onerror=window.hacked=1>" : "市容环境";
    const at = `2026/${1 + (i % 12)}/${1 + (i % 28)} ${i % 24}:30`;
    const status = i === 3 ? "查无此态" : i % 2 ? "已结案" : "悬而未决";
    const closed = i % 2 ? (i === 5 ? "2020/1/1 00:00" : "2026/12/31 23:00") : "";
    return [`M${i}`, "事件", name, status, "热线", x, i === 7 ? "北纬" : y, at, closed, street].join(",");
  });
}

test("own cases: recognised, shifted back, checked, corrected, added to, removed", async () => {
  const { page, errors } = await openWizard();
  const rows = await ownCases(page);
  const areas = await around(page);
  const csv = gb18030(`${header}\r\n${rows.join("\r\n")}\r\n`);

  // A broken file is refused in plain words; it can be left out, and the open dataset stays.
  await choose(page, [
    fileOf("broken.parquet", "not a parquet file at all"),
    fileOf("spoilt.parquet", await spoiltParquet()),
    fileOf("区域.geojson", areas),
    fileOf("案件.csv", csv),
  ]);
  await page.getByText("is not a Parquet file").waitFor();
  await page.getByText("“spoilt.parquet” is damaged").waitFor();
  expect(await numberOf(page, "SELECT count(*) AS n FROM areas")).toBeGreaterThan(0);
  for (let i = 0; i < 2; i++) await button(page, "Leave this file out").first().click();

  // GB18030 with Chinese headers needs no click; the shift is noticed.
  await page.getByText("These points look like GCJ-02").waitFor();
  expect(await page.getByLabel("Encoding").inputValue()).toBe("gb18030");
  await page.locator(".import-fit .button").first().click();
  await page.getByText(/of the points of the first 100 rows/).waitFor();
  await page.locator(".import-fields > summary").nth(1).click();
  await page.getByLabel("Meaning of “悬而未决”").selectOption("suspended");
  expect(await page.getByLabel("Meaning of “查无此态”").inputValue()).toBe("(aside)");
  const saved = await download(page, "Save the mapping (recipe)");

  await check(page);
  expect(await page.locator(".import-view .answer").textContent()).toBe("201 rows read, 199 usable, 2 put aside.");
  await page.getByText("Times in the wrong order").waitFor();
  const camera = "JSON.stringify(window.wangge.getState().camera)";
  const before = await page.evaluate(camera);
  await button(page, "Show").first().click();
  expect(await page.evaluate(camera)).not.toBe(before);
  const aside = readFileSync(await download(page, "Download (CSV)"), "utf8");
  await take(page);
  expect(await numberOf(page, "SELECT count(*) AS n FROM cases WHERE status = 'suspended'")).toBeGreaterThan(90);

  // The command line makes the same of the file and the recipe.
  const folder = mkdtempSync(join(tmpdir(), "wangge-wizard-"));
  writeFileSync(join(folder, "案件.csv"), csv);
  writeFileSync(join(folder, "区域.geojson"), areas);
  const recipe = await readRecipe(saved);
  const built = await buildDataset({ recipe, input: folder, out: join(folder, "out"), onProgress: () => {} });
  expect(built.report.tables.cases).toMatchObject({ read: 200, kept: 198, quarantined: 2 });

  // What was put aside comes back when corrected; what is there already does not come twice.
  await goTo(page, "data");
  const corrected = aside.replaceAll("查无此态", "已结案").replaceAll("北纬", rows[9]?.split(",")[6] ?? "");
  await choose(page, fileOf("cases-quarantine.csv", `${corrected}_,1,${rows[0]}\r\n`));
  await page.getByLabel("Coordinate system").selectOption("GCJ-02");
  await page.getByRole("radio", { name: "Add rows" }).check();
  await page.locator(".import-fields > summary").first().click();
  await page.getByLabel("Meaning of “悬而未决”").selectOption("suspended");
  await check(page);
  await page.getByText("Case ID is in the dataset already").waitFor();
  await take(page);
  expect(await total(page)).toBe(200);
  expect(await page.evaluate("window.hacked")).toBeUndefined();
  expect(errors).toEqual([]);
  await page.close();
});

test("an open dataset: a table replaced, kept over a reload, switched, opened by its address, removed", async () => {
  const { page, errors } = await openWizard();
  const people = await numberOf(page, "SELECT count(*) AS n FROM population");
  const cases = await total(page);
  const areas = await page.evaluate<{ id: string }[]>(
    "window.wangge.query(\"SELECT area_id AS id FROM areas WHERE level = 'community' ORDER BY 1 LIMIT 5\")",
  );
  const lines = areas.map(({ id }, i) => `${id},2024-01-01,"${i + 1},000",${300 + i}`);
  await choose(page, fileOf("人口.csv", `区域编码,时点,实有人口,户数\n${lines.join("\n")}\n`));
  await page.getByText("The rows take the place of the same table").waitFor();
  await check(page);
  await page.getByText("People per household outside 1.2–6").waitFor();
  await take(page);
  const counts = async () => [await numberOf(page, "SELECT count(*) AS n FROM population"), await total(page)];
  expect(people).toBeGreaterThan(5);
  expect(await counts()).toEqual([5, cases]);
  await page.reload({ waitUntil: "commit" });
  await firstPicture(page);
  expect(await counts()).toEqual([5, cases]);

  await goTo(page, "data");
  await page.getByLabel("Address of the dataset's folder").fill("data/sample");
  await page.locator(".import-url button").click();
  await until(page, "location.hash.includes('data%2Fsample') || !location.hash.includes('import')");
  await page.evaluate("window.wangge.settled()");
  expect(await counts()).toEqual([people, cases]);
  await page.locator(".import-rules").getByRole("button", { name: "Open" }).first().click();
  await until(page, "location.hash.includes('data=import')");
  await page.evaluate("window.wangge.settled()");
  await page.getByText("Open now").waitFor();
  expect(await counts()).toEqual([5, cases]);

  await button(page, "Remove…").click();
  await button(page, "Remove it").click();
  await page.getByText("Nothing has been imported yet").waitFor();
  await page.evaluate("window.wangge.settled()");
  expect(await counts()).toEqual([people, cases]);
  const left = `navigator.storage.getDirectory().then((root) => root.getDirectoryHandle("imports"))
    .then(async (folder) => (await Array.fromAsync(folder.keys())).length)`;
  expect(await page.evaluate(left)).toBe(0);
  expect(errors).toEqual([]);
  await page.close();
});

/** Three cases as another program might hand them over. */
async function threeCases(format: "xlsx" | "arrow"): Promise<Buffer> {
  const at = (text: string) => Date.parse(`${text}Z`) / 1000;
  const fields: ExportField[] = [
    { name: "case_id", type: "text" },
    { name: "category", type: "text" },
    { name: "status", type: "text" },
    { name: "lon", type: "float64" },
    { name: "lat", type: "float64" },
    { name: "address", type: "text" },
    { name: "reported_at", type: "timestamp" },
    { name: "is_urgent", type: "boolean" },
    { name: "rework_count", type: "int32" },
  ];
  const rows: ExportCell[][] = [
    ["A-1", "event", "closed", 121.4737, 31.2304, "和平路1号，“东门”", at("2024-05-01T08:30:15"), true, 2],
    ["A-2", "component", "handling", 121.5, 31.25, null, at("2024-05-31T23:59:59"), false, null],
    ["A-3", "event", "closed", 121.48, 31.24, "a,b\nc", at("2024-02-29T00:00:00"), null, 0],
  ];
  return Buffer.from(
    await bytesOf(writeTable(tableFrom({ fields, rows }), { format, provenance: provenanceFor(rows.length), wasm })),
  );
}

describe("files of other programs, one after another in one page", () => {
  let page: Page;
  let errors: string[];
  beforeAll(async () => {
    ({ page, errors } = await openWizard());
  });
  afterAll(() => page.close());

  test.each(["xlsx", "arrow"] as const)("%s: cases with their types, texts and moments", async (format) => {
    await goTo(page, "data");
    await choose(page, fileOf(`案件.${format}`, await threeCases(format)));
    await page
      .getByText(new RegExp(`^${format}`, "i"))
      .first()
      .waitFor();
    await check(page);
    expect(await page.locator(".import-view .answer").textContent()).toBe("3 rows read, all of them usable.");
    await take(page);
    expect(await total(page)).toBe(3);
    const same = `SELECT count(*) AS n FROM cases WHERE case_id = 'A-1' AND address = '和平路1号，“东门”' AND is_urgent
      AND reported_at = TIMESTAMP '2024-05-01 08:30:15' AND rework_count = 2 AND abs(lon - 121.4737) < 1e-9`;
    expect(await numberOf(page, same)).toBe(1);
    expect(await numberOf(page, "SELECT count(*) AS n FROM cases WHERE address IS NULL AND NOT is_urgent")).toBe(1);
    expect(errors).toEqual([]);
  });

  test("XES: the events of these cases go in behind them, and one of no case is reported", async () => {
    await goTo(page, "data");
    const event = (stage: string, time: string) =>
      `<event><string key="concept:name" value="${stage}"/><date key="time:timestamp" value="${time}+08:00"/></event>`;
    const trace = (id: string, events: string) => `<trace><string key="concept:name" value="${id}"/>${events}</trace>`;
    const steps = event("discover", "2024-05-01T08:30:15") + event("close", "2024-05-02T09:00:00");
    const log = `<log>${trace("A-1", steps)}${trace("B-9", event("discover", "2024-05-03T10:00:00"))}</log>`;
    await choose(page, fileOf("日志.xes", log));
    await check(page);
    await page.getByText("Refers to an id that does not exist").waitFor();
    await take(page);
    expect(await numberOf(page, "SELECT count(*) AS n FROM case_events")).toBe(3);
    const closed = `SELECT count(*) AS n FROM case_events WHERE stage = 'close' AND "at" = TIMESTAMP '2024-05-02 09:00:00'`;
    expect(await numberOf(page, closed)).toBe(1);
    expect(errors).toEqual([]);
  });
});

describe.skipIf(!hasShared("data/dc"))("real data of Washington DC", () => {
  test("cases as gzipped CSV and roads as a TIGER shapefile become a dataset", async () => {
    const { page, errors } = await openWizard();
    await choose(page, [sharedPath("data/dc/cases.csv.gz"), sharedPath("data/dc/roads/tl_2018_11001_roads.zip")]);
    await page.getByText("Coordinate system (stated by the file)").waitFor();
    await page.getByLabel("Time zone").fill("America/New_York");
    await check(page);
    await page.getByText("Possible duplicates").first().waitFor();
    await take(page);
    expect(await total(page)).toBeGreaterThan(33_000);
    expect(await numberOf(page, "SELECT count(*) AS n FROM road_edges")).toBeGreaterThan(17_000);
    expect(errors).toEqual([]);
    await page.close();
  });
});
