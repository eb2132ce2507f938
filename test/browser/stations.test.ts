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

test("isochrones: who is reached in time, by mode and break, with the rule for fire stations", async () => {
  const { page, errors } = await open("isochrones", "lang=en");
  const first = await answers(page, /of residents can be reached within 5 minutes \(e-bike patrol/);
  await page.getByRole("combobox", { name: "Target" }).selectOption("8");
  const later = await answers(page, /within 8 minutes/);
  expect(Number.parseFloat(later)).toBeGreaterThan(Number.parseFloat(first));
  await page.getByRole("combobox", { name: "Mode" }).selectOption("fire");
  await answers(page, /within 8 minutes \(fire engine/);
  await page.getByRole("button", { name: "Areas of stations and the fire-station rule" }).click();
  const rule = page.getByRole("table", { name: "Areas of stations and the fire-station rule" });
  expect(await rule.locator("tbody button").count()).toBe(6);
  expect(await rule.textContent()).toMatch(/met|missed/);
  expect(errors).toEqual([]);
  await page.close();
});

describe("what if", () => {
  test("a station is dragged on the map: the share changes on the way, and the link keeps it", async () => {
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
    expect(errors).toEqual([]);
    await page.close();
  });

  test("a plan is kept, changed, and compared side by side from its link alone", async () => {
    const { page } = await open("stations", "lang=en&stations.=changes:add+new-1+121.4565+31.3154");
    await answers(page, /before, .* after/);
    await page.getByRole("button", { name: "Keep as scenario" }).click();
    await page.getByRole("button", { name: "Choose", exact: true }).click();
    await page.getByText(/^Added: 1/).waitFor();
    await page.getByRole("combobox", { name: "Compare with" }).selectOption("Scenario 1");
    await until(page, "location.hash.includes('scenario=stations')");
    await page.getByText("This plan").first().waitFor();
    const link = page.url();
    await page.close();
    const other = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await other.goto(link);
    await other.getByText("This plan").first().waitFor();
    const table = other.getByRole("table", { name: "Before and after" });
    expect(await table.locator("thead").textContent()).toContain("Scenario 1");
    await other.close();
  });
});

test.each(["isochrones", "stations"])("%s has no accessibility fault in either theme", async (view) => {
  for (const theme of ["light", "dark"]) {
    const { page } = await open(view, `theme=${theme}`);
    const folded = page.locator('.view .section-fold[aria-expanded="false"]');
    while ((await folded.count()) > 0) await folded.first().click();
    await page.evaluate(axe);
    const faults = await page.evaluate(`axe.run(document.querySelector(".view"), { resultTypes: ["violations"] })
      .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html.slice(0, 160))))`);
    expect(faults).toEqual([]);
    await page.close();
  }
});
