import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, until } from "../../scripts/browser/browser.ts";
import { soak } from "../../scripts/soak/soak.ts";
import { brokenBy } from "../../scripts/soak/verdict.ts";
import { isAnalysis } from "../../src/wall/model/findings.ts";
import { presetLayout } from "../../src/wall/model/presets.ts";
import { leave, visit } from "./built/visit.ts";
import {
  ages,
  casesShown,
  casesText,
  drag,
  encoded,
  every,
  feedPath,
  layoutWith,
  openSite,
  ready,
  says,
  shown,
  size,
} from "./wall/page.ts";

let open: Awaited<ReturnType<typeof openSite>>;
let page: Page;

beforeAll(async () => {
  open = await openSite();
});
afterEach(() => open.site.heal());
afterAll(() => open.close());

describe("a preset", () => {
  afterEach(() => leave(page));

  test("fills the screen with all its panels, without scrollbars, WebGL or text too small for the distance", async () => {
    page = await visit(open.browser, "about:blank", size);
    await page.addInitScript(`
      window.webgl = 0;
      const own = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        if (/webgl/.test(kind)) window.webgl++;
        return own.call(this, kind, ...rest);
      };`);
    await page.goto(`${open.site.url}#/wall?preset=overview`, { waitUntil: "commit" });
    await until(page, ready);
    const panels = presetLayout("overview", "6x3").scenes[0]?.panels ?? [];
    const analysed = panels.filter(({ view }) => isAnalysis(view)).length;
    await until(page, `${shown} === ${panels.length - analysed - 1}`); // the clock counts nothing
    await until(page, `document.querySelectorAll('.tile').length === ${panels.length}`);
    expect(await page.evaluate("window.workers.some(({ kind }) => kind === 'duckdb')")).toBe(false);
    expect(await page.evaluate("window.webgl")).toBe(0);
    const overflows =
      "[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]";
    expect(await page.evaluate(overflows)).toEqual([0, 0]);
    const smallest = await page.evaluate<number>(
      "Math.min(...[...document.querySelectorAll('.tile *')].filter((one) => one.textContent.trim()).map((one) => parseFloat(getComputedStyle(one).fontSize)))",
    );
    expect(smallest).toBeGreaterThan(24); // 1/250 of 8 m on a wall of 2.04 m
    expect(await ages(page)).toContain("历史数据 2026-01-01");
  });

  test("obeys keys and, in step, every window, each screen's part, and the remote", async () => {
    const layout = encoded(
      layoutWith([{ view: "figures" }, { view: "trend" }], [{ view: "figures" }, { view: "bars" }]),
    );
    page = await open.wallAt(`layout=${layout}&lang=en`);
    const [remote, part] = [await page.context().newPage(), await page.context().newPage()];
    await remote.addInitScript(`window.opened = [];
      window.open = (url, name, place) => window.opened.push([url, place]);
      window.getScreenDetails = () => window.allowed
        ? Promise.resolve({ screens: [0, 1].map((i) => ({ left: 1920 * i, top: 0, width: 1920, height: 1080 })) })
        : Promise.reject(new DOMException("no", "NotAllowedError"));`);
    await remote.goto(`${open.site.url}#/wall?remote=1&lang=en`);
    await part.goto(`${open.site.url}#/wall?layout=${layout}&screen=1,0,2x1`);
    await page.keyboard.press("t");
    await until(page, "document.documentElement.dataset.theme === 'light'");
    for (const other of [remote, part]) await until(other, "document.documentElement.dataset.theme === 'light'");
    const before = await page.evaluate<number>("window.wanggeWall.scene()");
    await remote.getByRole("button", { name: "Freeze" }).click();
    await until(page, says("Frozen at"));
    await remote.getByRole("button", { name: "Next scene" }).click();
    await until(page, `window.wanggeWall.scene() !== ${before}`);
    const scene = await page.evaluate<number>("window.wanggeWall.scene()");
    await until(part, `window.wanggeWall.scene() === ${scene} && document.querySelectorAll('.tile').length === 1`);
    await remote.getByRole("button", { name: "Go on" }).click();
    const all = await casesShown(page);
    await remote.getByLabel("Focus on an area").selectOption({ index: 3 });
    await until(page, `${casesText} !== ${JSON.stringify(all)}`);
    await remote.getByLabel("Alert title").fill("Flood warning");
    await remote.getByRole("button", { name: "Show full-screen" }).click();
    await page.getByRole("alert").getByText("Flood warning").waitFor();
    await page.keyboard.press("Escape");
    await until(remote, "!document.body.textContent.includes('End the alert')");
    await remote.getByRole("button", { name: "Open a window on each screen" }).click();
    await until(remote, "document.body.textContent.includes('open each link on its screen')");
    await remote.evaluate("window.allowed = true");
    await remote.getByRole("button", { name: "Open a window on each screen" }).click();
    await until(remote, "window.opened.length === 2");
    const [, [address, place] = []] = await remote.evaluate<string[][]>("window.opened");
    expect(address).toContain("screen=1,0,2x1");
    expect(place).toBe("popup,left=1920,top=0,width=1920,height=1080");
  });

  test("is edited by keys and by pointer: a panel moves, grows, and the layout is the link's", async () => {
    page = await open.wallAt(`layout=${encoded(presetLayout("overview", "3x3"))}&lang=en`);
    await page.keyboard.press("e");
    const place = (id: string) =>
      page.locator(`.wall-cell:has([data-panel="${id}"])`).evaluate((cell) => (cell as HTMLElement).style.gridArea);
    const first = page.locator('.wall-move[data-panel-handle="overview0-0"]');
    await first.focus();
    await first.press("ArrowRight");
    await until(page, "document.querySelector('.wall-cell').style.gridArea.startsWith('1 / 2')");
    await first.press("Shift+ArrowDown");
    expect(await place("overview0-0")).toBe("1 / 2 / span 3 / span 2");
    await drag(page.locator('.wall-move[data-panel-handle="overview0-3"]'), [640, -720]);
    expect(await place("overview0-3")).toBe("1 / 2 / span 1 / span 1");
    await drag(page.locator('.wall-resize[data-panel-handle="overview0-3"]'), [-10, 360]);
    expect(await place("overview0-3")).toBe("1 / 2 / span 2 / span 1");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("Link copied").waitFor();
    const link = await page.evaluate<string>("navigator.clipboard.readText()");
    await page.getByRole("button", { name: "Done" }).click();
    await page.goto("about:blank");
    await page.goto(link);
    await until(page, ready);
    expect(await place("overview0-3")).toBe("1 / 2 / span 2 / span 1");
  });

  test("replays a past day: time goes on, cases come and are closed, and what would know the future is not analysed", async () => {
    const layout = encoded(layoutWith([{ view: "figures", days: 7 }, { view: "limits" }]));
    page = await open.wallAt(`layout=${layout}&replay=2025-06-05@600`);
    await until(page, says("回放 2025-06-05"));
    const at = () => page.evaluate<number>("window.wanggeWall.status().asOf");
    const [asOf, text] = [await at(), await casesShown(page)];
    await until(page, `window.wanggeWall.status().asOf > ${asOf} + 1800 && ${casesText} !== ${JSON.stringify(text)}`);
    expect(await page.locator(".tile-limits").textContent()).toContain("回放时不作此分析");
  });

  test("takes a new version at a quiet hour only", async () => {
    const quiet = `window.setInterval = ((own) => (run, wait, ...rest) => {
        if (wait === 1_200_000) window.lookForVersion = run;
        return own(run, wait, ...rest);
      })(window.setInterval);
      Date.prototype.getHours = () => Number(sessionStorage.hour ?? 12);`;
    page = await visit(open.browser, "about:blank", size);
    await page.addInitScript(quiet);
    await page.goto(`${open.site.url}#/wall?preset=overview&grid=2x2`, { waitUntil: "commit" });
    await until(page, `${ready} && navigator.serviceWorker.controller !== null`);
    await page.reload({ waitUntil: "commit" });
    await until(page, `${ready} && navigator.serviceWorker.controller !== null`);
    const html = open.site
      .read("index.html")
      .toString()
      .replace("</head>", '<meta name="made" content="later" /></head>');
    open.site.override("", { bytes: Buffer.from(html) });
    open.site.override("sw.js", { bytes: Buffer.from(`/* later */${open.site.read("sw.js")}`) });
    await page.evaluate(
      "window.same = true; navigator.serviceWorker.addEventListener('controllerchange', () => { window.newer = true; })",
    );
    await page.evaluate("window.lookForVersion()");
    await until(page, "window.newer");
    await page.evaluate("window.lookForVersion()");
    await pause(500);
    expect(await page.evaluate("window.same")).toBe(true);
    const reloaded = page.waitForEvent("domcontentloaded");
    await page.evaluate("sessionStorage.hour = 3; setTimeout(window.lookForVersion)");
    await reloaded;
    await until(page, ready);
    expect(await page.evaluate("window.same")).toBeUndefined();
    expect(await page.locator('meta[name="made"]').count()).toBe(1);
  });
});

test("6 × 3 panels on 11,520 × 3,240 pixels are painted, and painted anew, on a computer without a GPU", async () => {
  const browser = await openBrowser({ by: "none" });
  const query = `data=${feedPath}&every=3600&preset=overview&grid=6x3`;
  const wall = await visit(browser, `${open.site.url}#/wall?${query}`, { width: 11_520, height: 3240 });
  const painted =
    "[...document.querySelectorAll('canvas')].map((c) => c.width > 0 ? c.getContext('2d').getImageData(0, 0, c.width, c.height).data.reduce((sum, v, i) => (sum * 31 + v * (i & 255)) % 1e9, 0) : 0)";
  await until(wall, `${ready} && ${painted}.every((sum) => sum > 0)`);
  const { gpu } = await (await browser.newBrowserCDPSession()).send("SystemInfo.getInfo");
  expect(gpu.featureStatus?.gpu_compositing).toBe("disabled_software");
  const before = await wall.evaluate<number[]>(painted);
  const version = await wall.evaluate<number>("window.wanggeWall.status().version");
  const { cases } = await open.feed.step(60);
  await wall.evaluate("window.wanggeWall.look()");
  await until(wall, `window.wanggeWall.total() === ${cases} && ${every(String(version + 1))}`);
  await until(wall, `${painted}.filter((sum, i) => sum !== ${JSON.stringify(before)}[i]).length >= 4`); // but the ground
  await browser.close();
});

/** As much as fits into the tests; the long one, with more cases, all presets and 1 % of the whole heap, is `npm run soak`. */
const soakSeconds = Number(process.env.WALL_SOAK_SECONDS ?? 24);

test(`a soak of ${soakSeconds} s leaves no memory, canvases, listeners or timers behind, and no task is long`, {
  timeout: 120_000 + soakSeconds * 3000,
}, async () => {
  const layout = layoutWith(
    [{ view: "map", surface: "density" }, { view: "figures" }, { view: "trend" }, { view: "ranking" }],
    [{ view: "map", measure: "open" }, { view: "rhythm" }, { view: "bars" }, { view: "limits" }],
  );
  const samples = await soak({
    browser: open.browser,
    url: `${open.site.url}#/wall?data=${feedPath}&every=1&layout=${encoded(layout)}`,
    feed: open.feed,
    seconds: soakSeconds,
    samples: 8,
    sceneSeconds: 0.5,
  });
  expect(samples.at(-1)?.appends).toBeGreaterThan(soakSeconds / 4);
  expect(brokenBy(samples, { short: true })).toEqual([]);
});
