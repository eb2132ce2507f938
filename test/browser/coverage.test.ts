import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstPicture, openBrowser, until } from "../../scripts/browser/browser.ts";
import { serveBuiltApp } from "../../scripts/browser/built-app.ts";

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

describe("camera coverage", () => {
  test("says where nothing is seen, and lists blind spots and blind key places", async () => {
    const { page, errors } = await open("coverage");
    expect(await answer(page)).toMatch(/^按“探测”标准，.*% 的道路；.*处成片盲区/);
    expect(await page.getByRole("table", { name: "成片盲区" }).locator("tbody button").count()).toBeGreaterThan(3);
    expect(await page.getByRole("table", { name: "看不到的重点部位" }).locator("tbody button").count()).toBeGreaterThan(
      3,
    );
    expect(errors).toEqual([]);
    await page.close();
  });

  test("switching a camera off changes the figures at once, and the link keeps it", async () => {
    const { page } = await open("coverage", "lang=en");
    await page.getByRole("table", { name: "Single points of failure" }).locator("tbody button").first().click();
    await page.locator(".camera-card").waitFor();
    const [before, after] = await page.evaluate<string[]>(`(async () => {
      const figures = () => [...document.querySelectorAll(".stat")].map((stat) => stat.textContent).join(" ");
      const before = figures();
      document.querySelector(".camera-card .button-primary").click();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      return [before, figures()];
    })()`);
    expect(after).not.toBe(before);
    await until(page, "location.hash.includes('coverage.=off')");
    await until(page, "document.querySelector('.view').textContent.includes('1 off')");
    await until(
      page,
      "!document.querySelector('.view').ariaBusy || document.querySelector('.view').ariaBusy === 'false'",
    );
    await page.close();
  });
});

/** Rows of each table of results, and whether all its numbers are numbers. */
function readTables(page: Page, names: readonly string[]) {
  return page.evaluate<Record<string, { rows: number; columns: string[]; sound: boolean }>>(`(async () => {
    const read = async (name) => {
      const rows = await window.wangge.query('select * from ' + name);
      const sound = rows.every((row) => Object.values(row).every((value) => typeof value !== "number" || value === value));
      return [name, { rows: rows.length, columns: Object.keys(rows[0] ?? {}), sound }];
    };
    return Object.fromEntries(await Promise.all(${JSON.stringify(names)}.map(read)));
  })()`);
}

test("every result is a table of SQL", async () => {
  const { page, errors } = await open("coverage");
  expect(await page.evaluate("window.wangge.run('coverage')")).toBe("coverage_cameras");
  const coverage = await readTables(page, [
    "coverage_cameras",
    "coverage_areas",
    "coverage_places",
    "coverage_streets",
    "gaps_blind_spots",
    "gaps_pieces",
  ]);
  expect(coverage.coverage_cameras).toMatchObject({ rows: 543, sound: true });
  expect(coverage.coverage_cameras?.columns).toEqual(
    expect.arrayContaining(["seen_m2", "only_m2", "problem", "assumed"]),
  );
  expect(coverage.coverage_areas?.rows).toBeGreaterThan(700);
  expect(coverage.coverage_places?.rows).toBeGreaterThan(50);
  expect(coverage.coverage_streets).toMatchObject({ rows: 1103, sound: true });
  expect(coverage.gaps_blind_spots?.columns).toEqual(expect.arrayContaining(["rank", "unseen_m2", "cases"]));
  expect(coverage.gaps_pieces?.rows).toBeGreaterThan(coverage.gaps_blind_spots?.rows ?? 0);
  await page.evaluate("window.wangge.run('access')");
  const access = await readTables(page, ["access_areas", "access_places", "access_centres"]);
  expect(access.access_areas?.columns).toEqual(
    expect.arrayContaining(["within", "two_step", "enhanced", "three_step", "rational"]),
  );
  expect(access.access_centres?.rows).toBe(3);
  await page.evaluate("window.wangge.run('siting', { sites: 3 })");
  const siting = await readTables(page, ["siting_sites", "siting_curve"]);
  expect(siting.siting_sites).toMatchObject({ rows: 3, sound: true });
  expect(siting.siting_curve).toMatchObject({ rows: 4, sound: true });
  expect(errors).toEqual([]);
  await page.close();
});

test("gaps can be taken away as outlines and as a table", async () => {
  const { page } = await open("coverage", "lang=en");
  const saved = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return readFileSync(await download.path(), "utf8");
  };
  const outlines = JSON.parse(await saved("Download outlines (GeoJSON)"));
  expect(outlines.made.analysis).toBe("coverage");
  expect(outlines.features[0]).toMatchObject({ geometry: { type: "Polygon" }, properties: { rank: 1 } });
  const lines = (await saved("Download table (CSV)")).trim().split("\r\n");
  expect(lines).toHaveLength(outlines.gaps + 1);
  await page.close();
});

test("the four ways to reckon supply, the life circles and the six centres are all to be seen", async () => {
  const { page } = await open("access", "lang=en");
  const supply = page.getByRole("table", { name: "Is there enough?" });
  for (const method of ["2SFCA", "E2SFCA", "3SFCA", "RAAM"]) {
    expect(await supply.getByRole("columnheader", { name: method, exact: true }).count()).toBe(1);
  }
  expect(await page.getByRole("table", { name: "Six centres" }).locator("tbody button").count()).toBe(3);
  const before = await answer(page);
  await page.getByLabel("Life circles").selectOption({ label: "5-minute circle: 300 m" });
  await until(page, "document.querySelector('.view .answer').textContent.includes('300 m')");
  expect(await answer(page)).not.toBe(before);
  await until(page, "location.hash.includes('circle-5')"); // the link follows a moment later
  await page.close();
});

test("the map shows the town as it is and with the new sites", async () => {
  const { page } = await open("siting", "lang=en");
  const legend = () => page.evaluate<string>("document.querySelector('.legend').textContent");
  expect(await legend()).toMatch(/new \(1 adds most\)5.*demand newly served/);
  await page.getByRole("radio", { name: "As it is" }).check();
  await until(page, "!document.querySelector('.legend').textContent.includes('newly served')");
  expect(await legend()).not.toContain("new (1 adds most)");
  await page.close();
});

test("siting always says how far from the best it is", async () => {
  const { page } = await open("siting", "lang=en");
  expect(await answer(page)).toMatch(/proven best|at most .*% from the best/);
  await page.close();
});

/** Waits until a page has so many workers. */
async function workersAre(page: Page, count: number): Promise<void> {
  for (let tries = 0; page.workers().length !== count; tries++) {
    if (tries > 600) throw new Error(`waited in vain for ${count} workers, there are ${page.workers().length}`);
    await page.waitForTimeout(100);
  }
}

/** How many workers a page has once those that load in the background have come and gone. */
async function restingWorkers(page: Page): Promise<number> {
  await page.evaluate("window.wangge.query('select count(*) from cases')");
  for (let before = -1; before !== page.workers().length; ) {
    before = page.workers().length;
    await page.waitForTimeout(4000); // idle decoders end after three seconds
  }
  return page.workers().length;
}

test("the exact solver has a worker of its own, which ends when it is stopped", async () => {
  const { page } = await open("siting", "lang=en");
  await page.evaluate("window.wangge.settled()");
  const resting = await restingWorkers(page);
  const long = { model: "p-center", sites: 40, candidates: 600, seconds: 300, from: "all" };
  await page.evaluate(`void window.wangge.setState({ analyses: { siting: ${JSON.stringify(long)} } })`);
  await workersAre(page, resting + 1);
  await page.getByRole("button", { name: "Stop" }).click();
  await workersAre(page, resting);
  expect(await answer(page)).toMatch(/proven best|at most/);
  await page.close();
});
