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
  return page;
}

/** The answer when nothing is being computed any more. */
async function answer(page: Page): Promise<string> {
  await page.waitForSelector(".view .answer, .view .empty");
  await page.evaluate("window.wangge.settled()");
  return page.locator(".view .answer, .view .empty").first().innerText();
}

const numbers = (text: string) => (text.match(/\d+/g) ?? []).map(Number);

describe("the view of hotspots", () => {
  test("opens from the navigation, answers with numbers, and draws its classes with a legend", async () => {
    const page = await visit("#/overview?lang=en");
    await page.getByRole("button", { name: "Hotspots" }).click();
    const [tests = 0, hot = 0] = numbers(await answer(page));
    expect(tests).toBeGreaterThan(500);
    expect(hot).toBeGreaterThan(0);
    expect(hot).toBeLessThan(tests / 5);
    expect(await page.locator(".legend").innerText()).toContain("hot 99%");
    expect(await page.locator(".data-table tbody tr").count()).toBeGreaterThan(5);
    await page.close();
  });

  test("follows the filters, and comes back to the same numbers without them", async () => {
    const page = await visit("#/hotspots?lang=en");
    const all = await answer(page);
    await page.evaluate(`window.wangge.setState({ filters: { values: { main_code: ["E04"] } } })`);
    const filtered = await answer(page);
    expect(filtered).not.toBe(all);
    await page.evaluate("window.wangge.setState({ filters: { values: {} } })");
    expect(await answer(page)).toBe(all);
    await page.close();
  });

  test("a link reproduces the picture, and an area of the list is chosen on the map", async () => {
    const link = "#/hotspots?lang=en&main_code=E02&hotspots.=statistic:moran,permutations:19999,seed:7";
    const page = await visit(link);
    const said = await answer(page);
    expect(said).toContain("High–High");
    await page.locator(".data-table tbody tr:not(.data-table-spacer)").first().click();
    const chosen = await page.evaluate<{ level: string; id: string }>("window.wangge.getState().selection");
    expect(chosen.level).toBe("cell");
    await page.close();
    const again = await visit(link);
    expect(await answer(again)).toBe(said);
    await again.close();
  });

  test("says why nothing can be tested, and how to go on", async () => {
    const page = await visit("#/hotspots?lang=en&time=2024-01-01~2024-01-01T00:00:01");
    expect(await answer(page)).toContain("No case passes the filters");
    await page.getByRole("button", { name: "Remove all filters" }).click();
    expect(await answer(page)).toContain("significantly high");
    await page.close();
  });

  test("hexagons made on the fly are tested like areas", async () => {
    const page = await visit("#/hotspots?lang=en&hotspots.=level:hexagon&cells.=sizeMetres:200");
    expect(numbers(await answer(page))[0]).toBeGreaterThan(100);
    await page.close();
  });

  test("the planted emerging hotspot is new, and the cube plays step by step", async () => {
    const page = await visit("#/emerging?lang=en&main_code=C03");
    expect(await answer(page)).toMatch(/\d+ have newly become hot; look first/);
    await page.locator(".step-bars button").last().click();
    await page.evaluate("window.wangge.settled()");
    expect(await page.locator(".step-line").innerText()).toMatch(/26\/26 .*2025-12-31/);
    expect(await page.locator(".legend").innerText()).toContain("hot 99%");
    await page.close();
  });

  test("streets and density answer too", async () => {
    const page = await visit("#/streets?lang=en");
    expect(await answer(page)).toContain("cases per km");
    await page.getByRole("radio", { name: "Density" }).check({ force: true });
    expect(await answer(page)).toContain("cases per km²");
    await page.close();
  });
});
