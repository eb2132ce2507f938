import { setTimeout as after } from "node:timers/promises";
import type { Browser, CDPSession, Page } from "playwright-core";
import { until } from "../browser/browser.ts";
import type { createFeed } from "../feed/feed.ts";

/** What a page holds at one moment, after forced collection. */
export interface SoakSample {
  readonly seconds: number;
  readonly appends: number;
  readonly heapBytes: number;
  readonly listeners: number;
  readonly nodes: number;
  /** Canvases in the page, and those that are in memory though not in the page. */
  readonly canvases: number;
  readonly detachedCanvases: number;
  readonly timers: number;
  /** Tasks on the page's own thread above 200 ms since the soak began. */
  readonly longTasks: number;
}

export interface SoakOptions {
  readonly browser: Browser;
  /** The wall, which must follow the feed. */
  readonly url: string;
  readonly feed: Awaited<ReturnType<typeof createFeed>>;
  readonly seconds: number;
  readonly minutesPerStep?: number;
  /** Samples that are taken, evenly. */
  readonly samples?: number;
  readonly onSample?: (sample: SoakSample) => void;
}

const longMilliseconds = 200;

/** Counts timers that are waiting, tasks that are long, and canvases that were made, without holding them. */
const watch = `
  window.soak = { timers: new Set(), canvases: [], long: 0 };
  const { setTimeout: later, clearTimeout: never } = window;
  window.setTimeout = (run, wait, ...rest) => {
    const id = later((...given) => { window.soak.timers.delete(id); run(...given); }, wait, ...rest);
    window.soak.timers.add(id);
    return id;
  };
  window.clearTimeout = (id) => { window.soak.timers.delete(id); never(id); };
  const make = Document.prototype.createElement;
  Document.prototype.createElement = function (name, options) {
    const made = make.call(this, name, options);
    if (String(name).toLowerCase() === "canvas") window.soak.canvases.push(new WeakRef(made));
    return made;
  };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) if (duration > ${longMilliseconds}) window.soak.long++;
  }).observe({ type: "longtask" });
`;

/** Lets a wall run while its data grows as fast as it is taken, scenes in turn, and samples what the page holds. */
export async function soak({ browser, url, feed, seconds, minutesPerStep = 1, samples = 12, onSample }: SoakOptions) {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: "commit" });
  await until(page, "'wanggeWall' in window && window.wanggeWall.status().version > 0");
  const client = await context.newCDPSession(page);
  await page.evaluate("window.wanggeWall.settled().then(() => { window.soak.long = 0; })");
  const taken: SoakSample[] = [];
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  while (elapsed() < seconds || taken.length < samples) {
    await feed.step(minutesPerStep);
    await page.evaluate("window.wanggeWall.look()");
    await after(20);
    // Scenes of half a minute change many times faster, as the feed does.
    if (Math.floor(elapsed() / 3) !== Math.floor((elapsed() - 0.2) / 3)) await page.keyboard.press(" ");
    if (elapsed() < (seconds / samples) * (taken.length + 1)) continue;
    const sample = await sampleOf(page, client, elapsed());
    taken.push(sample);
    onSample?.(sample);
  }
  await context.close();
  const [first, last] = [taken[0], taken.at(-1)];
  const middle = taken[Math.floor(taken.length / 2)];
  if (!first || !middle || !last) throw new Error("a soak takes at least one sample");
  const most = { canvases: Math.max(...taken.map(({ canvases }) => canvases)) };
  return { samples: taken, first, middle, last, most, appends: last.appends };
}

async function sampleOf(page: Page, client: CDPSession, seconds: number): Promise<SoakSample> {
  await page.evaluate("window.wanggeWall.settled()");
  for (let i = 0; i < 3; i++) await client.send("HeapProfiler.collectGarbage");
  const { usedSize } = await client.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await client.send("Memory.getDOMCounters");
  const held = await page.evaluate<{
    appends: number;
    canvases: number;
    alive: number;
    timers: number;
    long: number;
  }>(`({
    appends: window.wanggeWall.status().appends,
    canvases: document.querySelectorAll("canvas").length,
    alive: (window.soak.canvases = window.soak.canvases.filter((one) => one.deref())).length,
    timers: window.soak.timers.size,
    long: window.soak.long,
  })`);
  return {
    seconds,
    appends: held.appends,
    heapBytes: usedSize,
    listeners: jsEventListeners,
    nodes,
    canvases: held.canvases,
    detachedCanvases: Math.max(0, held.alive - held.canvases),
    timers: held.timers,
    longTasks: held.long,
  };
}
