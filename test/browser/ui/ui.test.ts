import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filtersOf, frames, openUi, totalOf, type UiPage } from "./page.ts";

const day = 86_400;
const first = Date.UTC(2024, 0, 1) / 1000;

let ui: UiPage;
beforeAll(async () => {
  ui = await openUi();
});
afterAll(() => ui.close());

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not shown`);
  return box;
}

async function drag(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  await page.mouse.move(...to);
  await frames(page);
  await page.mouse.up();
  await frames(page);
}

describe("the time brush", () => {
  /** Drags from one share of the axis to another. */
  async function brush(page: Page, from: number, to: number): Promise<void> {
    const { x, y, width, height } = await boxOf(page, ".brush");
    await drag(page, [x + width * from, y + height / 2], [x + width * to, y + height / 2]);
  }

  test("a drag makes a window of whole days, another moves it, a third moves its end, a double click clears it", async () => {
    const page = await ui.open("lang=en");
    const all = await totalOf(page);
    await brush(page, 0.25, 0.5);
    const made = (await filtersOf(page)).time ?? [0, 0];
    expect((made[0] - first) % day).toBe(0);
    expect((made[1] + 1 - first) % day).toBe(0);
    expect(made[0]).toBeGreaterThan(first + 170 * day);
    expect(made[0]).toBeLessThan(first + 195 * day);
    expect(await totalOf(page)).toBeLessThan(all);

    await brush(page, 0.35, 0.6);
    const moved = (await filtersOf(page)).time ?? [0, 0];
    expect(moved[1] - moved[0]).toBe(made[1] - made[0]);
    expect(moved[0]).toBeGreaterThan(made[0] + 100 * day);

    const [axis, edge] = [await boxOf(page, ".brush"), await boxOf(page, ".brush-edge >> nth=1")];
    const middle = axis.y + axis.height / 2;
    await drag(page, [edge.x + edge.width / 2, middle], [axis.x + axis.width * 0.6, middle]);
    const shortened = (await filtersOf(page)).time ?? [0, 0];
    expect(shortened[0]).toBe(moved[0]);
    expect(shortened[1]).toBeLessThan(moved[1]);

    await page.locator(".brush").dblclick({ position: { x: 5, y: 10 } });
    await frames(page);
    expect((await filtersOf(page)).time).toBeUndefined();
    expect(await totalOf(page)).toBe(all);
    await page.close();
  });

  test("arrows do the same, and what is chosen is said", async () => {
    const page = await ui.open("lang=en");
    await page.getByRole("slider", { name: "Start of the window" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("PageUp");
    expect((await filtersOf(page)).time?.[0]).toBe(first + 11 * day);
    await page.getByRole("slider", { name: "Move the window" }).focus();
    await page.keyboard.press("Home");
    expect((await filtersOf(page)).time?.[0]).toBe(first);
    expect(await page.getByRole("slider", { name: "Move the window" }).getAttribute("aria-valuetext")).toMatch(
      /^2024-01-01 – /,
    );
    expect(await page.locator(".chip").first().textContent()).toMatch(/^2024-01-01 – /);
    await page.close();
  });

  test("playback moves the window on and Escape stops it", async () => {
    const page = await ui.open("lang=en&time=2024-02-01~2024-02-29T23:59:59");
    await page.getByRole("button", { name: "Play" }).click();
    await expect
      .poll(async () => (await filtersOf(page)).time?.[0] ?? 0, { timeout: 5000 })
      .toBeGreaterThan(Date.UTC(2024, 1, 3) / 1000);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Play" }).waitFor();
    const { time } = await filtersOf(page);
    await page.waitForTimeout(400);
    expect((await filtersOf(page)).time).toEqual(time);
    await page.close();
  });
});

describe("the hours of the week", () => {
  const cell = (index: number) => `.matrix [data-index="${index}"]`;

  test("a drag chooses a block, a press on its only cell clears it", async () => {
    const page = await ui.open();
    await page.locator(cell(0)).scrollIntoViewIfNeeded();
    const [from, to] = [await boxOf(page, cell(24 + 8)), await boxOf(page, cell(48 + 10))];
    await drag(page, [from.x + 4, from.y + 4], [to.x + 4, to.y + 4]);
    expect((await filtersOf(page)).hours).toEqual([32, 33, 34, 56, 57, 58]);
    await page.locator(cell(100)).click();
    expect((await filtersOf(page)).hours).toEqual([100]);
    await page.locator(cell(100)).click();
    expect((await filtersOf(page)).hours).toBeUndefined();
    await page.close();
  });

  test("arrows go from cell to cell, Shift extends, Enter toggles", async () => {
    const page = await ui.open();
    await page.locator(cell(0)).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    expect((await filtersOf(page)).hours).toEqual([25]);
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowDown");
    expect((await filtersOf(page)).hours).toEqual([25, 26, 49, 50]);
    await page.close();
  });

  test("a day's name chooses the whole day", async () => {
    const page = await ui.open("lang=en");
    await page.getByRole("button", { name: "Sun", exact: true }).click();
    expect((await filtersOf(page)).hours).toEqual(Array.from({ length: 24 }, (_, hour) => 144 + hour));
    await page.close();
  });
});

describe("linked panels", () => {
  test("a bar filters the others but keeps its own list, and its chip takes it away", async () => {
    const page = await ui.open("lang=en");
    const all = await totalOf(page);
    const bar = page.getByRole("button", { name: /^Sanitation/ });
    await bar.click();
    await frames(page);
    expect(await bar.getAttribute("aria-pressed")).toBe("true");
    expect(await totalOf(page)).toBeLessThan(all);
    expect(await page.getByRole("button", { name: /^Urban management squad/ }).isVisible()).toBe(true);
    await page.getByRole("button", { name: "Remove filter: Department: Sanitation" }).click();
    expect(await totalOf(page)).toBe(all);
    await page.close();
  });

  test("a row of the ranking chooses its area, its card filters by it, Escape closes it", async () => {
    const page = await ui.open("lang=en");
    await page
      .locator(".data-table")
      .getByRole("button", { name: /3 号责任网格/ })
      .first()
      .click();
    const card = page.getByRole("region", { name: "Selected area" });
    await card.getByRole("button", { name: "Only this area" }).click();
    expect((await filtersOf(page)).areas?.ids).toHaveLength(1);
    expect(await card.textContent()).toContain("95% CI");
    await page.keyboard.press("Escape");
    expect(await card.count()).toBe(0);
    await page.getByRole("button", { name: "Clear filters" }).click();
    expect(await filtersOf(page)).toEqual({ values: {} });
    await page.close();
  });

  test("a header sorts, the other way when pressed again", async () => {
    const page = await ui.open("lang=en");
    const firstName = () => page.locator(".data-table tbody button").first().textContent();
    const header = page.locator(".data-table th").first();
    await header.getByRole("button").click();
    expect(await header.getAttribute("aria-sort")).toBe("ascending");
    expect(await firstName()).toBe("1 号责任网格");
    await header.getByRole("button").click();
    expect(await firstName()).toBe("14 号责任网格");
    await page.close();
  });

  test("a long ranking draws the rows in view only, wherever it is scrolled, and finds by name", async () => {
    const page = await ui.open("lang=en&level=cell");
    const table = page.locator(".data-table");
    const rows = table.locator("tbody tr:not(.data-table-spacer)");
    for (const top of [0, 900, 6000, 100_000]) {
      await table.evaluate((element, top) => element.scrollTo({ top }), top);
      await frames(page);
      const shown = await table.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return [...element.querySelectorAll("tbody button")].filter((button) => {
          const box = button.getBoundingClientRect();
          return box.bottom > top + 32 && box.top < bottom;
        }).length;
      });
      expect(shown, `scrolled to ${top}`).toBeGreaterThanOrEqual(9);
      expect(await rows.count()).toBeLessThan(40);
    }
    await page.getByRole("searchbox", { name: "Find an area" }).fill("399");
    expect(await rows.count()).toBe(1);
    await page.close();
  });

  test("filters that let nothing through say so and offer the way out", async () => {
    const page = await ui.open("lang=en&dept=nobody");
    await page.getByText("no case passes the filters").waitFor();
    await page.locator(".right").getByRole("button", { name: "Clear filters" }).click();
    expect(await totalOf(page)).toBeGreaterThan(0);
    await page.close();
  });
});

describe("the frame", () => {
  test("the language switches the whole page, and the link says which", async () => {
    const page = await ui.open();
    expect(await page.locator("h1").textContent()).toBe("哪里的案件最多？");
    await page.getByRole("radio", { name: "EN" }).check();
    expect(await page.locator("h1").textContent()).toBe("Where are the most cases?");
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
    await expect.poll(() => page.url(), { timeout: 3000 }).toContain("lang=en");
    await page.close();
  });

  test("nothing scrolls but the panels, at both sizes", async () => {
    const page = await ui.open("area=duty_grid:G03&surface=choropleth");
    for (const size of [
      { width: 1280, height: 800 },
      { width: 1920, height: 1080 },
    ]) {
      await page.setViewportSize(size);
      await frames(page);
      const overflow = await page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        const right = document.querySelector(".right");
        return [
          scrollWidth - innerWidth,
          scrollHeight - innerHeight,
          (right?.scrollWidth ?? 0) - (right?.clientWidth ?? 0),
        ];
      });
      expect(overflow).toEqual([0, 0, 0]);
    }
    await page.close();
  });

  test("a failed dataset says the file, the reason and the way on", async () => {
    const page = await ui.open("lang=en", "phase=failed");
    const alert = page.getByRole("alert");
    expect(await alert.textContent()).toContain("“cases/2024-03.parquet” is incomplete: 1,200 of 2,000 bytes");
    expect(await alert.getByRole("button").allTextContents()).toEqual(["Try again", "Choose files…"]);
    await page.close();
  });

  test("loading says what is done and how far it is, and can be cancelled", async () => {
    const page = await ui.open("lang=en", "phase=loading");
    expect(await page.getByRole("progressbar").getAttribute("aria-valuetext")).toBe("Reading cases: 43,210 of 100,000");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("alert").getByText("Cancelled").waitFor();
    await page.close();
  });
});
