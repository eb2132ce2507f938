import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
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

async function answers(page: Page, pattern: RegExp): Promise<string> {
  await until(page, `${pattern}.test(document.querySelector('.view .answer').textContent)`);
  return answer(page);
}

/** What the map shows, and where its middle is on the page. */
const [lon0, lat0, zoom] = [121.4465, 31.2945, 14.5];
const middle = { x: 72 + 414, y: 48 + 328 };

/** Where a station is on the page. */
async function placeOf(page: Page, station: string): Promise<{ x: number; y: number }> {
  const [row] = await page.evaluate<{ lon: number; lat: number }[]>(
    `window.wangge.query("select lon, lat from stations where station_id = '${station}'")`,
  );
  if (!row) throw new Error(`the sample town has no station ${station}`);
  const pixels = 512 * 2 ** zoom;
  const mercator = (lat: number) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
  return {
    x: middle.x + ((row.lon - lon0) / 360) * pixels,
    y: middle.y + (mercator(lat0) - mercator(row.lat)) * pixels,
  };
}

/** What axe-core finds in the view, every section unfolded, as it is and in the other theme. */
async function violations(page: Page): Promise<string[]> {
  const folded = page.locator('.view .section-fold[aria-expanded="false"]');
  while ((await folded.count()) > 0) await folded.first().click();
  await page.evaluate(axe);
  const found: string[] = [];
  for (const theme of ["dark", "light"]) {
    await page.evaluate(`window.wangge.setState({ theme: "${theme}" })`);
    await page.evaluate("window.wangge.settled()");
    const faults = await page.evaluate<
      string[]
    >(`axe.run(document.querySelector(".view"), { resultTypes: ["violations"] })
      .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html.slice(0, 160))))`);
    found.push(...faults);
  }
  return found;
}

test("isochrones: who is reached in time, the rule for fire stations, and a table made on all workers", async () => {
  const { page, errors } = await open("isochrones", "lang=en");
  const first = await answers(page, /of residents can be reached within 5 minutes \(e-bike patrol/);
  await page.getByRole("combobox", { name: "Target" }).selectOption("8");
  const later = await answers(page, /within 8 minutes/);
  expect(Number.parseFloat(later)).toBeGreaterThan(Number.parseFloat(first));
  await page.getByRole("combobox", { name: "Mode" }).selectOption("fire");
  await answers(page, /within 8 minutes \(fire engine/);
  await page.evaluate("window.wangge.settled()");
  expect(await violations(page)).toEqual([]);
  const rule = page.getByRole("table", { name: "Areas of stations and the fire-station rule" });
  expect(await rule.locator("tbody button").count()).toBe(6);
  expect(await rule.textContent()).toMatch(/met|missed/);
  await page.getByRole("button", { name: "Compute", exact: true }).click();
  await page.getByText(/pairs, in the result tables/).waitFor();
  const [pairs] = await page.evaluate<{ origins: number; least: number }[]>(
    `window.wangge.query("select count(distinct origin)::int as origins, min(minutes) as least from isochrones_od_crossings")`,
  );
  expect(pairs?.origins).toBe(6);
  expect(pairs?.least).toBeGreaterThanOrEqual(1);
  expect(errors).toEqual([]);
  await page.close();
});

test("a station is dragged on the map, moved and closed with keys: the share changes on the way, the link keeps it", async () => {
  const { page, errors } = await open("stations", `lang=en&at=${lon0},${lat0},${zoom}`);
  await answers(page, /^Drag a station/);
  const { x, y } = await placeOf(page, "ST6");
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 5; step++) await page.mouse.move(x + 15 * step, y + 10 * step);
  await answers(page, /^Put here/);
  await page.mouse.up();
  await answers(page, /before, .* after/);
  await until(page, "location.hash.includes('move+ST6')");
  const again = "window.wangge.run('stations', window.wangge.getState().analyses.stations)";
  expect(await page.evaluate(again)).toBe("response_stations_areas");
  const [moved] = await page.evaluate<{ standing: string }[]>(
    `window.wangge.query("select standing from response_stations where station_id = 'ST6'")`,
  );
  expect(moved?.standing).toBe("changed");

  const change = "window.wangge.getState().analyses.stations?.changes ?? ''";
  const list = page.getByRole("table", { name: "Stations", exact: true });
  await list
    .getByRole("button", { name: /^Move / })
    .first()
    .focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowUp");
  await answers(page, /^Put here/);
  await page.keyboard.press("Enter");
  await until(page, `/move ST1 /.test(${change})`);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await answers(page, /before, .* after/);
  const kept = await page.evaluate(change);
  await list.getByRole("button", { name: "Close", exact: true }).first().press("Enter");
  await until(page, `/close ST/.test(${change})`);
  await page.getByRole("button", { name: "Add in the middle" }).press("Enter");
  await until(page, `/add new-1 /.test(${change})`);
  expect(await page.evaluate(change)).toContain(kept);
  expect(errors).toEqual([]);
  await page.close();
});

test("a plan is kept, changed by the solver, and compared side by side from its link alone", async () => {
  const { page } = await open("stations", "lang=en&stations.=changes:add+new-1+121.4565+31.3154");
  await answers(page, /before, .* after/);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Keep as scenario" }).click();
  await page.getByRole("radio", { name: "Choose all afresh" }).check();
  await page.getByRole("combobox", { name: "Goal" }).selectOption("cases-within");
  await page.getByRole("button", { name: "Choose", exact: true }).click();
  await page.getByText(/^Put: \d+, kept: \d+, closed: \d+\./).waitFor();
  await page.getByRole("combobox", { name: "Compare with" }).selectOption("Scenario 1");
  await until(page, "/compare:Scenario/.test(location.hash) && /scenario=stations/.test(location.hash)");
  const link = page.url();
  await page.close();
  const other = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await other.goto(link);
  const head = other.getByRole("table", { name: "Before and after" }).locator("thead");
  await head.getByText("Scenario 1").waitFor();
  expect(await head.textContent()).toContain("This plan");
  await other.close();
});
