import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, until } from "../../scripts/browser/browser.ts";
import { builtApp, serveBuiltApp } from "../../scripts/browser/built-app.ts";
import type { Document } from "../../src/domain/document.ts";
import { messages as areaTexts } from "../../src/panels/area/messages.ts";
import { messages as filterTexts } from "../../src/panels/filters/messages.ts";
import { messages as layerTexts } from "../../src/panels/layers/messages.ts";
import { messages as overviewTexts } from "../../src/panels/overview/messages.ts";
import { leave, readiness, total, visit, visitReady } from "./built/visit.ts";

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

let browser: Browser;
let site: { url: string; close(): Promise<void> };
let page: Page;

beforeAll(async () => {
  site = await serveBuiltApp();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const settled = () => page.evaluate<void>("window.wangge.settled()");
const state = () => page.evaluate<Document>("window.wangge.getState()");

/** Cases by DuckDB, which counts them again from the files. */
async function counted(condition: string): Promise<number> {
  const sql = JSON.stringify(`select count(*) as n from cases where ${condition}`);
  return page.evaluate<number>(`window.wangge.query(${sql}).then(([row]) => row.n)`);
}

/** The page's link, once it says so. */
async function link(part: string): Promise<string> {
  await until(page, `location.hash.includes(${JSON.stringify(part)})`);
  return page.url();
}

async function shown(selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not shown`);
  return box;
}

/** The map alone, without what lies on it. */
async function mapOf(from: Page): Promise<Buffer> {
  const show = (display: "" | "none") =>
    `(() => { for (const corner of document.querySelectorAll(".corner")) corner.style.display = "${display}"; })()`;
  await from.mouse.move(1, 1);
  await from.evaluate(show("none"));
  await from.evaluate("window.wangge.settled().then(() => new Promise((done) => setTimeout(done, 300)))");
  const picture = await from.locator("#map").screenshot();
  await from.evaluate(show(""));
  return picture;
}

describe.each(["zh-CN", "en"] as const)("a walk through the overview in %s", (locale) => {
  const area = areaTexts[locale];
  const filter = filterTexts[locale];
  const layers = layerTexts[locale];
  const overview = overviewTexts[locale];
  const foreign: string[] = [];
  const errors: string[] = [];
  let all = 0;

  beforeAll(async () => {
    page = await visit(browser, "about:blank");
    const { origin } = new URL(site.url);
    page.context().on("request", (request) => {
      const { protocol, origin: asked } = new URL(request.url());
      if (protocol.startsWith("http") && asked !== origin) foreign.push(request.url());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(`${site.url}#/overview?lang=${locale}`, { waitUntil: "commit" });
    expect(await readiness(page)).toBe("ready");
    all = await total(page);
  });
  afterAll(() => leave(page));

  test("brushing the time changes the count, the words and the link", async () => {
    const { x, y, width, height } = await shown(".brush");
    await page.mouse.move(x + width * 0.25, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.4, y + height / 2);
    await page.mouse.move(x + width * 0.5, y + height / 2);
    await page.mouse.up();
    await settled();
    const [from = 0, to = 0] = (await state()).filters.time ?? [];
    const window = [from, to].map((seconds) => `'${new Date(seconds * 1000).toISOString().slice(0, 19)}'`);
    expect(await total(page)).toBe(await counted(`reported_at between ${window.join(" and ")}`));
    expect(await total(page)).toBeLessThan(all);
    expect(await page.locator(".chip").count()).toBe(1);
    await link("time=");
  });

  test("a bar filters by its value; its chip takes it away again, and one button takes all away", async () => {
    const before = await total(page);
    await page.locator(".overview .bars button[aria-pressed]").first().click();
    await settled();
    expect(await total(page)).toBeLessThan(before);
    expect(await page.locator(".chip").count()).toBe(2);
    const remove = filter.remove.split("{")[0] ?? "";
    await page.locator(".chip").last().getByRole("button", { name: remove }).click();
    await settled();
    expect(await total(page)).toBe(before);
    await page.getByRole("button", { name: filter.clear }).first().click();
    await settled();
    expect(await total(page)).toBe(all);
    expect((await state()).filters).toEqual({ values: {} });
  });

  test("an area of the ranking opens its figures and can be looked at alone", async () => {
    await page.locator(".data-table tbody button").first().click();
    const card = page.getByRole("region", { name: area.label });
    await card.getByRole("button", { name: area.only }).click();
    await settled();
    const { selection, filters } = await state();
    expect(filters.areas).toEqual({ level: selection?.level, ids: [selection?.id] });
    expect(await total(page)).toBe(await counted(`${selection?.level}_id = '${selection?.id}'`));
    await card.getByRole("button", { name: area.onlyActive }).click();
    await page.keyboard.press("Escape");
    await settled();
    expect(await card.count()).toBe(0);
    expect(await total(page)).toBe(all);
  });

  test("level, measure and classes change the ranking, the map's legend and the link", async () => {
    const legend = () => page.locator(".legend").textContent();
    const seen = new Set([await legend()]);
    const unfold = page.getByRole("button", { name: layers.unfold });
    if (await unfold.count()) await unfold.click();
    await page.getByRole("radio", { name: layers.choropleth }).check();
    await settled();
    seen.add(await legend());
    await page.getByLabel(overview.level).selectOption("community");
    await settled();
    seen.add(await legend());
    await page.getByLabel(overview.measure, { exact: true }).first().selectOption("overdue_share");
    await settled();
    seen.add(await legend());
    await page.getByLabel(layers.method, { exact: true }).selectOption("jenks");
    await settled();
    seen.add(await legend());
    expect(seen.size).toBe(5);
    expect(await page.locator("h1").textContent()).toBe(overview["question.overdue_share"]);
    expect(await link("classes=")).toContain("level=community");
  });

  test("a pasted link gives the same state and the same picture", async () => {
    const pasted = await visitReady(browser, await link("measure="));
    expect(await pasted.evaluate("window.wangge.getState()")).toEqual(await state());
    expect(await total(pasted)).toBe(await total(page));
    for (const part of [".legend", ".filters", ".right"]) {
      expect(await pasted.locator(part).textContent()).toBe(await page.locator(part).textContent());
    }
    expect((await mapOf(pasted)).equals(await mapOf(page))).toBe(true);
    await leave(pasted);
  });

  test("language and theme are switched by hand", async () => {
    const other = locale === "en" ? "zh-CN" : "en";
    await page.getByRole("radio", { name: other === "en" ? "EN" : "中" }).check();
    await page.locator(`html[lang="${other}"]`).waitFor();
    expect(await page.locator("h1").textContent()).toBe(overviewTexts[other]["question.overdue_share"]);
    await page.getByRole("button", { name: other === "en" ? "Dark theme" : "深色" }).click();
    await page.locator('html[data-theme="dark"]').waitFor();
    await settled();
    expect(await state()).toMatchObject({ locale: other, theme: "dark" });
    await page.evaluate(`window.wangge.setState({ locale: "${locale}", theme: "light" })`);
  });

  test("the keyboard alone is enough to filter, choose an area and go back", async () => {
    await page.evaluate("document.activeElement.blur()");
    const reach = async (matches: string) => {
      for (let presses = 0; presses < 120; presses++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate<boolean>(`document.activeElement?.matches(${JSON.stringify(matches)}) ?? false`))
          return;
      }
      throw new Error(`Tab does not reach ${matches}`);
    };
    await reach(".data-table tbody button");
    await page.keyboard.press("Enter");
    await settled();
    expect((await state()).selection).not.toBeNull();
    await page.keyboard.press("Escape");
    expect((await state()).selection).toBeNull();
    await reach(".bars button[aria-pressed]");
    await page.keyboard.press("Space");
    await settled();
    expect(await total(page)).toBeLessThan(all);
    await reach(".chip button");
    await page.keyboard.press("Enter");
    await settled();
    expect(await total(page)).toBe(all);
  });

  test("nothing was asked of another origin, and nothing failed", () => {
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
  });
});

describe("the page", () => {
  afterEach(() => leave(page));

  test.each(sizes)("at $width × $height it does not scroll, and no panel covers another", async (size) => {
    page = await visitReady(browser, `${site.url}#/overview?surface=choropleth&time=2024-06-01~2024-08-31`, size);
    await page.locator(".data-table tbody button").first().click();
    await settled();
    const found = await page.evaluate(layoutOf);
    expect(found.scrolls).toEqual([0, 0]);
    expect(found.outside).toEqual([]);
    expect(found.covering).toEqual([]);
  });

  test("a table of one's own with Chinese headers is dropped, checked and opened", async () => {
    page = await visitReady(browser, `${site.url}#/overview?source=hotline_12345&at=121.4,31.2,15`);
    const csv =
      "案件编号,问题类型,状态,经度,纬度,上报时间,结案时间\\n" +
      "A1,event,closed,121.45,31.25,2024/5/1 8:00:00,2024-05-02 08:00:00\\n" +
      "A2,part,closed,121.46,31.26,2024/5/3 9:00:00,2024-05-04 08:00:00\\n";
    await page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["${csv}"], "案件.csv", { type: "text/csv" }));
      for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    })()`);
    await page.getByRole("button", { name: "检查数据", disabled: false }).click();
    await page.getByRole("button", { name: "导入 2 行" }).click();
    await until(page, "location.hash.includes('data=import') && window.wangge.total() === 2");
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(await state()).toMatchObject({ filters: { values: {} }, camera: null });
    expect(await page.evaluate("window.wangge.query('select case_id from cases order by 1')")).toEqual([
      { case_id: "A1" },
      { case_id: "A2" },
    ]);
  });

  test("a folder of one's own is opened from the menu, and the sample town again after it", async () => {
    page = await visitReady(browser, `${site.url}#/overview?lang=en`);
    const all = await total(page);
    await page.locator("input[webkitdirectory]").setInputFiles(join(await builtApp(), "data/sample"));
    await until(page, "window.wangge.getState().dataset === 'local'");
    await until(page, `window.wangge.settled().then(() => window.wangge.total() === ${all})`);
    expect(await page.getByRole("alert").count()).toBe(0);
    await page.locator(".dataset button").first().click();
    await page.getByRole("menuitem", { name: "Open the sample town" }).click();
    await until(page, `window.wangge.settled().then(() => window.wangge.total() === ${all})`);
    expect((await state()).dataset).toBe("data/sample/");
  });
});

/** How far the page scrolls, parts that reach out of it, and pairs of its parts that lie on one another. */
function layoutOf() {
  const parts = [".nav", ".top", ".right", ".bottom", ".legend", ".layers", ".scale", ".area"];
  const boxes = parts.flatMap((part) => {
    const box = document.querySelector(part)?.getBoundingClientRect();
    return box && box.width > 0 && box.height > 0 ? [{ part, box }] : [];
  });
  const out = ({ left, top, right, bottom }: DOMRect) =>
    left < -0.5 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5;
  const meet = (a: DOMRect, b: DOMRect) =>
    a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  const { scrollWidth, scrollHeight } = document.documentElement;
  return {
    seen: boxes.map(({ part }) => part),
    scrolls: [scrollWidth - innerWidth, scrollHeight - innerHeight],
    outside: boxes.filter(({ box }) => out(box)).map(({ part }) => part),
    covering: boxes.flatMap(({ part, box }, i) =>
      boxes
        .slice(i + 1)
        .filter((other) => meet(box, other.box))
        .map((other) => `${part} ${other.part}`),
    ),
  };
}
