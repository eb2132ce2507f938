import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstPicture, openBrowser } from "../../scripts/browser/browser.ts";
import { serve } from "../../scripts/serve/server.mjs";
import { root } from "../support/files.ts";

let browser: Browser;
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  site = await serve({ root: join(root, "dist") });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

async function visit(hash: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${site.url}${hash}`, { waitUntil: "commit" });
  await firstPicture(page);
  await settled(page);
  return page;
}

async function settled(page: Page): Promise<void> {
  await page.waitForSelector(".view .answer, .view .empty");
  await page.evaluate("window.wangge.settled()");
}

const row = (page: Page, number: number) => page.locator(".data-table tbody tr:not(.data-table-spacer)").nth(number);
const selectedRows = (page: Page) => page.locator(".data-table .row-selected").count();
const half = "time=2025-07-01~2025-12-31T23:59:59";

/** Rows and first columns of a result that SQL sees. */
const query = (page: Page, sql: string) =>
  page.evaluate<Record<string, unknown>[]>(`window.wangge.query(${JSON.stringify(sql)})`);

describe("two periods", () => {
  test("lie side by side on maps that move together, and become one map again", async () => {
    const page = await visit(`#/hotspots?lang=en&${half}&hotspots.=compare:previous`);
    const titles = page.locator(".map-title");
    await titles.nth(1).waitFor();
    expect(await titles.allInnerTexts()).toEqual(["Before: 2024-12-29 – 2025-06-30", "Now: 2025-07-01 – 2025-12-31"]);
    expect(await page.locator(".legend-scale").innerText()).toMatch(/Before[\s\d]+Now/);
    const boxes = await Promise.all(["#map-beside", "#map"].map((id) => page.locator(id).boundingBox()));
    expect(boxes[0]?.width).toBeGreaterThan(300);
    expect(Math.abs((boxes[0]?.width ?? 0) - (boxes[1]?.width ?? 0))).toBeLessThan(4);
    const before = await page.locator("#map").screenshot();
    await page.mouse.move(300, 300);
    await page.mouse.down();
    await page.mouse.move(340, 330, { steps: 3 });
    await page.mouse.up();
    await settled(page);
    expect((await page.locator("#map").screenshot()).equals(before)).toBe(false);
    await page.getByRole("radio", { name: "Classes" }).check({ force: true });
    await settled(page);
    expect(await titles.count()).toBe(0);
    expect(await page.locator(".legend").innerText()).toContain("No longer");
    expect((await page.locator("#map").boundingBox())?.width).toBeGreaterThan(700);
    await page.close();
  });

  test("the planted emerging hotspot is where the numbers grew, and SQL sees the test", async () => {
    const page = await visit(`#/hotspots?lang=en&${half}&main_code=C03&hotspots.=compare:previous,picture:shift`);
    const said = await page.locator(".view").innerText();
    expect(said).toMatch(/[1-9]\d* (area has|areas have) significantly more cases/);
    await page.evaluate(`window.wangge.run("hotspots", { compare: "previous", picture: "shift" })`);
    const [grown] = await query(page, "select count(*)::int as n from hotspots_changes where shift like '%more'");
    expect(Number(grown?.n)).toBeGreaterThan(0);
    await page.close();
  });

  test("a time that begins with the data offers one that can be compared", async () => {
    const page = await visit("#/hotspots?lang=en&hotspots.=compare:previous");
    await page.getByRole("button", { name: "Look at the last 90 days" }).click();
    await settled(page);
    expect(await page.locator(".map-title").count()).toBe(2);
    await page.close();
  });
});

describe("cells made on the fly", () => {
  test("are chosen in the list and on the map, and let go with Escape", async () => {
    const page = await visit("#/hotspots?lang=en&hotspots.=level:hexagon&cells.=sizeMetres:150");
    await row(page, 1).click();
    expect(await selectedRows(page)).toBe(1);
    expect(await page.locator(".scatter-mark").count()).toBeGreaterThanOrEqual(1);
    await page.keyboard.press("Escape");
    expect(await selectedRows(page)).toBe(0);
    await page.mouse.click(486, 330);
    expect(await page.locator(".scatter-mark").count()).toBeGreaterThanOrEqual(1);
    expect(await page.evaluate("window.wangge.getState().selection")).toBeNull();
    await page.close();
  });

  test("have emerging hotspots too, also when the view before had cells", async () => {
    const page = await visit("#/hotspots?lang=en&hotspots.=level:square&cells.=sizeMetres:200&main_code=C03");
    await page.getByRole("radio", { name: "Emerging" }).check({ force: true });
    await page.waitForSelector(".step-bars");
    await settled(page);
    expect(await page.locator(".answer").innerText()).toMatch(/\d+ areas over 26 steps of 4 weeks \(Squares\)/);
    await row(page, 0).click();
    expect(await selectedRows(page)).toBe(1);
    await page.close();
  });

  test("get a size that suits the place when they are first made", async () => {
    const page = await visit("#/hotspots?lang=en");
    await page.getByLabel("Level").selectOption("hexagon");
    await settled(page);
    expect(Number((await page.locator(".answer").innerText()).match(/\d+/)?.[0])).toBeGreaterThan(200);
    await page.close();
  });
});

describe("streets and density", () => {
  test("a street is marked from the list, and its row from the map", async () => {
    const page = await visit("#/streets?lang=en");
    const plain = await page.locator("#map").screenshot();
    await row(page, 2).click();
    await settled(page);
    expect(await selectedRows(page)).toBe(1);
    expect((await page.locator("#map").screenshot()).equals(plain)).toBe(false);
    await page.keyboard.press("Escape");
    expect(await selectedRows(page)).toBe(0);
    await page.close();
  });

  test("SQL sees what each of them found", async () => {
    const page = await visit("#/density?lang=en");
    await page.evaluate(`window.wangge.run("density")`);
    const [density] = await query(
      page,
      "select count(*)::int as cells, sum(cases)::int as cases from density_cells where cases_per_km2 >= 0",
    );
    expect(Number(density?.cells)).toBeGreaterThan(10_000);
    expect(Number(density?.cases)).toBeGreaterThan(90_000);
    await page.evaluate(`window.wangge.run("streets")`);
    const [streets] = await query(page, "select count(*)::int as n, max(cases_per_km) as most from streets_pieces");
    expect(Number(streets?.n)).toBeGreaterThan(1000);
    expect(Number(streets?.most)).toBeGreaterThan(100);
    await page.close();
  });
});

test("the legend folds away and comes back", async () => {
  const page = await visit("#/emerging?lang=en");
  expect((await page.locator(".legend").boundingBox())?.height).toBeLessThan(280);
  await page.getByRole("button", { name: "Fold the legend" }).click();
  expect((await page.locator(".legend").boundingBox())?.height).toBeLessThan(40);
  await page.getByRole("button", { name: "Legend" }).click();
  expect(await page.locator(".legend").innerText()).toContain("Pattern over time");
  await page.close();
});
