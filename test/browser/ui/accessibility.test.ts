import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openUi, type UiPage } from "./page.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let ui: UiPage;
beforeAll(async () => {
  ui = await openUi();
});
afterAll(() => ui.close());

/** What axe-core finds, as "rule: element". */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ": " + node.html.slice(0, 160))))`);
}

const everything =
  "area=duty_grid:G03&surface=choropleth&time=2024-06-01~2024-08-31T23:59:59&dept=chengguan&hours=8-11";

test.each(["zh-CN", "en"])("axe-core finds nothing on the overview in %s, light and dark", async (language) => {
  for (const theme of ["light", "dark"]) {
    const page = await ui.open(`lang=${language}&theme=${theme}&${everything}`);
    await page.locator(".layers-head > button").click();
    const folded = page.locator('.section-fold[aria-expanded="false"]');
    while ((await folded.count()) > 0) await folded.first().click();
    expect(await violations(page), theme).toEqual([]);
    await page.close();
  }
});

test.each(["loading", "failed"])("axe-core finds nothing while the dataset is %s", async (phase) => {
  const page = await ui.open("", `phase=${phase}`);
  expect(await violations(page)).toEqual([]);
  await page.close();
});

test("axe-core finds nothing in the window about the data", async () => {
  const page = await ui.open("lang=en");
  await page.getByRole("button", { name: "About and data sources" }).click();
  await page.getByRole("dialog").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.close();
});

test("everything can be reached with the Tab key and shows where the focus is", async () => {
  const page = await ui.open("lang=en");
  const reached = new Set<string>();
  for (let i = 0; i < 90; i++) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const visible = (candidate: Element | null) =>
        candidate !== null && getComputedStyle(candidate).outlineStyle !== "none";
      const name = element.getAttribute("aria-label") ?? element.textContent ?? "";
      return { name, outlined: visible(element) || visible(element.nextElementSibling) };
    });
    if (!seen) break;
    expect(seen.outlined, `${seen.name} has no visible focus`).toBe(true);
    reached.add(seen.name);
  }
  for (const name of [
    "Overview",
    "Copy link",
    "Level of areas",
    "Start of the window",
    "Play",
    "Sanitation",
    "Mon 0:00",
  ]) {
    expect(
      [...reached].some((text) => text.startsWith(name)),
      `${name} is not reached`,
    ).toBe(true);
  }
  await page.close();
});
