import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../scripts/browser/browser.ts";
import { kill, leave, visit } from "./built/visit.ts";
import { ages, encoded, every, feedPath, layoutWith, openSite, says, size, timeUntil, total } from "./wall/page.ts";

/**
 * After its cause has ended, a wall is right again within so long. Nothing is added for slow machines: a wall waits for at
 * most 1 s before it looks again (2.5 s more where a server is silent), and the rest is a few tenths of a second of work,
 * which may take ten times as long on two busy cores.
 */
const recoveryMilliseconds = 5000;

let open: Awaited<ReturnType<typeof openSite>>;
let page: Page;

beforeAll(async () => {
  open = await openSite();
});
afterEach(() => open.site.heal());
afterAll(() => open.close());

/** What must hold soon after the cause of a fault has ended, which is now. `WALL_TIMES=1` prints how soon it did. */
async function soon(cause: string, expression: string): Promise<void> {
  const took = await timeUntil(page, expression);
  if (process.env.WALL_TIMES) console.log(`${cause}: right again after ${(took / 1000).toFixed(2)} s`);
  expect(took, cause).toBeLessThan(recoveryMilliseconds);
}

describe("data that grows", () => {
  beforeAll(async () => {
    // Looks once an hour and when it must: that it recovers is not owed to the interval.
    page = await open.wallAt(`data=${feedPath}&every=3600&preset=overview&grid=3x3`);
  });
  afterAll(() => leave(page));

  const look = () => page.evaluate("window.wanggeWall.look()");

  /** One step of the feed is on every panel. */
  async function grows(): Promise<void> {
    const version = await page.evaluate<number>("window.wanggeWall.status().version");
    const { cases } = await open.feed.step(60);
    await look();
    await until(page, `window.wanggeWall.total() === ${cases} && ${every(String(version + 1))}`);
  }

  const recovers = (cause: string, cases: number, version: number) =>
    soon(cause, `window.wanggeWall.total() === ${cases} && ${every(String(version + 1))}`);

  const version = () => page.evaluate<number>("window.wanggeWall.status().version");

  test("is appended without a reload, each case once", async () => {
    await page.evaluate("window.same = true");
    for (let i = 0; i < 3; i++) await grows();
    expect(await page.evaluate("window.same && window.wanggeWall.status().loads")).toBe(1);
  });

  test("whose manifest is missing, refused, garbage and silent for many looks is told on every panel, and is right again", async () => {
    const answered = (override: Parameters<typeof open.site.override>[1]) =>
      open.site.override(`${feedPath}manifest.json`, override);
    const broken = [
      ["missing", () => answered({ status: 404 }), "找不到文件"],
      ["refused", () => answered({ status: 500 }), "500"],
      ["garbage", () => answered({ bytes: Buffer.from("<!doctype html>") }), "正在重试"],
      // What was asked before it is healed is never answered.
      ["silent", () => open.site.slow(/manifest\.json$/, 600_000), "正在重试"],
    ] as const;
    for (const [cause, breakIt, words] of broken) {
      const [before, state] = [await total(page), await version()];
      breakIt();
      await look();
      await until(page, `${says("正在重试")} && ${says(words)}`);
      await pause(10_000); // ten looks, as in ten minutes at one a minute
      expect(await total(page)).toBe(before);
      const { cases } = await open.feed.step(60);
      await open.site.heal();
      await recovers(`manifest ${cause}`, cases, state);
      await until(page, `!${says("正在重试")} && ${says("前数据恢复")}`);
    }
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
    const state = await version();
    const { cases } = await open.feed.step(60);
    await look();
    await recovers("disk full", cases, state);
  });

  test("whose newest file is half written keeps the earlier picture until it is whole", async () => {
    const [before, state] = [await total(page), await version()];
    const numbers = (await manifestFiles()).map((path) => Number(/live-(\d+)/.exec(path)?.[1] ?? 0));
    open.site.override(`${feedPath}cases/live-${Math.max(...numbers) + 1}.parquet`, { bytes: Buffer.from("PAR1half") });
    const { cases } = await open.feed.step(60);
    await look();
    await until(page, says("正在重试"));
    expect(await total(page)).toBe(before);
    await open.site.heal();
    await recovers("file half written", cases, state);
  });

  async function manifestFiles(): Promise<string[]> {
    const { files } = (await (await fetch(`${open.site.url}${feedPath}manifest.json`)).json()) as {
      files: { path: string }[];
    };
    return files.map(({ path }) => path);
  }

  test("comes back by itself when the counting worker dies", async () => {
    const [before, state] = [await total(page), await version()];
    expect(await kill(page, "linked")).toBe(1);
    await soon("counting worker dead", `window.wanggeWall.status().loads === 2 && ${every(String(state + 1))}`);
    expect(await total(page)).toBe(before);
    await grows();
  });

  test("is not made old or young by a computer's clock that jumps", async () => {
    const before = await ages(page);
    await page.evaluate("(() => { const own = Date.now; Date.now = () => own() + 7_200_000; })()");
    await soon("clock set", says("本机时钟被改动"));
    expect((await ages(page)).replace(/ · .*?(\||$)/g, "$1").slice(0, 4)).toBe(before.slice(0, 4));
    await grows();
  });

  test("goes on when the tab was frozen, and says so", async () => {
    const client = await page.context().newCDPSession(page);
    await client.send("Page.setWebLifecycleState", { state: "frozen" });
    // A browser without a screen lets pages run on: their processes are held, as when a computer sleeps.
    const [held, state] = [await renderers(), await version()];
    for (const pid of held) process.kill(pid, "SIGSTOP");
    const { cases } = await open.feed.step(60);
    await pause(7000);
    for (const pid of held) process.kill(pid, "SIGCONT");
    await client.send("Page.setWebLifecycleState", { state: "active" });
    await recovers("tab frozen", cases, state);
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
    await soon("canvas lost", filled);
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
    const right = `${found}.length === 2 && ${found}.every((at) => at >= ${moment})`;
    await soon("analysis worker dead", `${says("前分析重启")} && ${right}`);
    expect(await page.locator(".tile-limits").textContent()).toContain("未结");
  });
});
