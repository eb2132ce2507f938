import { readFile } from "node:fs/promises";
import { setTimeout as after } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { until } from "../browser/browser.ts";
import type { createFeed } from "../feed/feed.ts";

/** What one small update of a wall took. */
export interface Update {
  /** Milliseconds from the look at the manifest to the frame with the last of the new pictures. */
  readonly milliseconds: number;
  /** Milliseconds of processor time of all of the browser until it was still again, and of its compositing. */
  readonly processorMs: number;
  readonly compositingMs: number;
}

export interface UpdateOptions {
  readonly browser: Browser;
  /** The wall, which must look at its data only when it is told to. */
  readonly url: string;
  readonly feed: Awaited<ReturnType<typeof createFeed>>;
  readonly size: { readonly width: number; readonly height: number };
  readonly updates: number;
  readonly minutesPerStep: number;
}

/** Keeps when the frame after a picture's own was begun: by then that is on the screen. */
const watch = `
  window.onScreen = 0;
  window.afterFrames = () => requestAnimationFrame(() => requestAnimationFrame(() => { window.onScreen = performance.now(); }));
  const own = CanvasRenderingContext2D.prototype.drawImage;
  CanvasRenderingContext2D.prototype.drawImage = function (...given) {
    window.afterFrames();
    return own.apply(this, given);
  };
`;
/** No picture for so long: all have been painted. */
const stillMilliseconds = 1500;
const update = `(async () => {
  const pause = (wait) => new Promise((done) => setTimeout(done, wait));
  const { version } = window.wanggeWall.status();
  const start = performance.now();
  window.wanggeWall.look();
  while (![...document.querySelectorAll('[data-version]')].every(({ dataset }) => Number(dataset.version) > version)) await pause(5);
  window.afterFrames();
  await pause(${stillMilliseconds});
  while (performance.now() - window.onScreen < ${stillMilliseconds}) await pause(20);
  return window.onScreen - start;
})()`;

/** Lets a wall take so many small updates, one after the other, and measures each. Linux only: processor times are read there. */
export async function measureUpdates(options: UpdateOptions): Promise<readonly Update[]> {
  const { browser, url, feed, size, updates, minutesPerStep } = options;
  const page = await browser.newPage({ viewport: size });
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: "commit" });
  await until(page, "'wanggeWall' in window && window.wanggeWall.status().version > 0");
  await page.evaluate("window.wanggeWall.settled().then(() => window.wanggeWall.analysed())");
  await after(5000);
  const taken: Update[] = [];
  for (let i = 0; i < updates; i++) {
    await feed.step(minutesPerStep);
    const before = await processorTimes(browser);
    const milliseconds = await page.evaluate<number>(update);
    const spent = await processorTimes(browser);
    taken.push({
      milliseconds,
      processorMs: spent.all - before.all,
      compositingMs: spent.compositing - before.compositing,
    });
  }
  await page.close();
  return taken;
}

/** A tick of the system's accounts. */
const tickMilliseconds = 10;

async function processorTimes(browser: Browser): Promise<{ all: number; compositing: number }> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const spent = { all: 0, compositing: 0 };
  for (const { id, type } of processInfo) {
    const stat = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const own = (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * tickMilliseconds;
    spent.all += own;
    if (type === "GPU") spent.compositing += own;
  }
  return spent;
}
