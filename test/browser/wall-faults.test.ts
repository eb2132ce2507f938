import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../scripts/browser/browser.ts";
import { kill, leave, visit } from "./built/visit.ts";
import { ages, encoded, every, feedPath, layoutWith, openSite, says, size, timeUntil, total } from "./wall/page.ts";

/** After its cause has ended, a wall is right again within so long. */
const recoveryMilliseconds = 5000;
/** A busy machine that renders in software gets this much on top before a test fails. */
const patience = 15_000;

let open: Awaited<ReturnType<typeof openSite>>;
let page: Page;

beforeAll(async () => {
  open = await openSite();
});
afterEach(() => open.site.heal());
afterAll(() => open.close());

describe("data that grows", () => {
  beforeAll(async () => {
    page = await open.wallAt(`data=${feedPath}&every=1&preset=overview&grid=3x3`);
  });
  afterAll(() => leave(page));

  /** One step of the feed is on every panel. */
  async function grows(): Promise<number> {
    const version = await page.evaluate<number>("window.wanggeWall.status().version");
    const { cases } = await open.feed.step(60);
    const took = await timeUntil(page, `window.wanggeWall.total() === ${cases} && ${every(String(version + 1))}`);
    return took;
  }

  test("is appended without a reload, each case once", async () => {
    await page.evaluate("window.same = true");
    for (let i = 0; i < 3; i++) await grows();
    expect(await page.evaluate("window.same && window.wanggeWall.status().loads")).toBe(1);
  });

  test("whose manifest is missing, refused and garbage for many looks is told on every panel, and is right again", async () => {
    const before = await total(page);
    const broken = [
      [{ status: 404 }, "找不到文件"],
      [{ status: 500 }, "500"],
      [{ bytes: Buffer.from("<!doctype html>") }, "正在重试"],
    ] as const;
    // Ten looks at an interval of a second are ten minutes at one of a minute; after five the data has stopped.
    for (const [override, words] of broken) {
      open.site.override(`${feedPath}manifest.json`, override);
      await until(page, `${says("正在重试")} && ${says(words)}`);
      await pause(2500);
    }
    expect(await total(page)).toBe(before);
    const { cases } = await open.feed.step(60);
    await open.site.heal();
    expect(await timeUntil(page, `window.wanggeWall.total() === ${cases} && !${says("正在重试")}`)).toBeLessThan(
      recoveryMilliseconds + patience,
    );
    await until(page, says("前数据恢复"));
  });

  test("goes on when the disk has no room for the offline copy, and says so", async () => {
    await until(page, "navigator.serviceWorker.controller !== null");
    const client = await page.context().newCDPSession(page);
    const { origin } = new URL(open.site.url);
    await client.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
    await grows();
    await until(page, says("前磁盘已满"));
    await client.send("Storage.overrideQuotaForOrigin", { origin });
    await client.detach();
    await grows();
  });

  test("whose newest file is half written keeps the earlier picture until it is whole", async () => {
    const before = await total(page);
    open.site.slow(/live-\d+\.parquet$/, 0);
    const next = Number(/live-(\d+)/.exec(JSON.stringify(await manifestFiles()))?.[1] ?? 0);
    const numbers = (await manifestFiles()).map((path) => Number(/live-(\d+)/.exec(path)?.[1] ?? next));
    open.site.override(`${feedPath}cases/live-${Math.max(...numbers) + 1}.parquet`, { bytes: Buffer.from("PAR1half") });
    const { cases } = await open.feed.step(60);
    await until(page, says("正在重试"));
    expect(await total(page)).toBe(before);
    await open.site.heal();
    expect(await timeUntil(page, `window.wanggeWall.total() === ${cases}`)).toBeLessThan(
      recoveryMilliseconds + patience,
    );
  });

  async function manifestFiles(): Promise<string[]> {
    const { files } = (await (await fetch(`${open.site.url}${feedPath}manifest.json`)).json()) as {
      files: { path: string }[];
    };
    return files.map(({ path }) => path);
  }

  test("comes back by itself when the counting worker dies", async () => {
    const before = await total(page);
    const version = await page.evaluate<number>("window.wanggeWall.status().version");
    expect(await kill(page, "linked")).toBe(1);
    const took = await timeUntil(page, `window.wanggeWall.status().loads === 2 && ${every(String(version + 1))}`);
    expect(took).toBeLessThan(recoveryMilliseconds + patience);
    expect(await total(page)).toBe(before);
    await grows();
  });

  test("is not made old or young by a computer's clock that jumps", async () => {
    const before = await ages(page);
    await page.evaluate("(() => { const own = Date.now; Date.now = () => own() + 7_200_000; })()");
    await until(page, says("本机时钟被改动"));
    expect((await ages(page)).replace(/ · .*?(\||$)/g, "$1").slice(0, 4)).toBe(before.slice(0, 4));
    await grows();
  });

  test("goes on when the tab was frozen, and says so", async () => {
    const client = await page.context().newCDPSession(page);
    await client.send("Page.setWebLifecycleState", { state: "frozen" });
    // A browser without a screen lets pages run on: their processes are held, as when a computer sleeps.
    const held = await renderers();
    for (const pid of held) process.kill(pid, "SIGSTOP");
    const { cases } = await open.feed.step(60);
    await pause(7000);
    for (const pid of held) process.kill(pid, "SIGCONT");
    await client.send("Page.setWebLifecycleState", { state: "active" });
    expect(await timeUntil(page, `window.wanggeWall.total() === ${cases}`)).toBeLessThan(
      recoveryMilliseconds + patience,
    );
    await until(page, says("前页面曾暂停"));
    await client.detach();
  });

  async function renderers(): Promise<number[]> {
    const session = await open.browser.newBrowserCDPSession();
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    await session.detach();
    return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  }

  test("is painted again when a canvas has lost its memory", async () => {
    const filled =
      "(() => { const c = document.querySelector('.wall-layer:nth-child(2) canvas'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; return d.some((v) => v > 0); })()";
    await page.evaluate(
      "(() => { const c = document.querySelector('.wall-layer:nth-child(2) canvas'); c.getContext('2d').reset(); c.dispatchEvent(new Event('contextrestored')); })()",
    );
    await until(page, filled);
  });
});

describe("an analysis", () => {
  afterEach(() => leave(page));

  test("is made anew with new data, and again when its worker dies, which is said", async () => {
    const layout = encoded(layoutWith([{ view: "limits" }, { view: "hotspots" }]));
    page = await visit(
      open.browser,
      `${open.site.url}#/wall?data=${feedPath}&every=1&analyse=1&layout=${layout}`,
      size,
    );
    const found = "[...document.querySelectorAll('[data-found]')].map(({ dataset }) => Number(dataset.found))";
    await until(page, `'wanggeWall' in window && ${found}.length === 2`);
    const { asOf } = await open.feed.step(60);
    const moment = Date.parse(`${asOf}Z`) / 1000;
    // Once it has begun: its first message is that it lives.
    const killed = `window.workers.filter(({ kind, over }) => kind === 'other' && !over).some((worker) => {
      if (!worker.heard) worker.addEventListener('message', () => { worker.lives = true; });
      worker.heard = true;
      if (worker.lives) worker.terminate();
      return worker.lives;
    })`;
    await until(page, killed);
    await until(page, says("前分析重启"));
    expect(await page.evaluate(`${found}.length`)).toBe(2);
    await until(page, `${found}.length === 2 && ${found}.every((at) => at >= ${moment})`);
    expect(await page.locator(".tile-limits").textContent()).toContain("未结");
  });
});
