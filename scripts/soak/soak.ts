import { readFile } from "node:fs/promises";
import { setTimeout as after } from "node:timers/promises";
import type { Browser, CDPSession, Page } from "playwright-core";
import { until } from "../browser/browser.ts";
import type { createFeed } from "../feed/feed.ts";
import { objectBytes } from "./heap.ts";
import { longTasksOf } from "./trace.ts";

/** What a page holds at one moment, after forced collection, with its first scene on. */
export interface SoakSample {
  readonly seconds: number;
  readonly appends: number;
  /** The page's JavaScript heap, and what of it are the page's own objects: no compiled code. */
  readonly heapBytes: number;
  readonly objectBytes: number;
  /** Anonymous memory of the page's process, workers and pictures included; 0 where the system does not tell. */
  readonly processBytes: number;
  readonly listeners: number;
  readonly nodes: number;
  /** Canvases in the page, and those that are in memory though not in the page. */
  readonly canvases: number;
  readonly detachedCanvases: number;
  readonly timers: number;
  /** Running workers. */
  readonly workers: number;
  /** Tasks of the page's own thread since the soak began that took longer than 200 ms of processor time, and of time. */
  readonly longTasks: number;
  readonly slowTasks: number;
  /** The longest task since the sample before, in milliseconds of processor time. */
  readonly longestMs: number;
}

export interface SoakOptions {
  readonly browser: Browser;
  /** The wall, which must follow the feed. */
  readonly url: string;
  readonly feed: Awaited<ReturnType<typeof createFeed>>;
  readonly seconds: number;
  /** Ends when so many appends have come, if that is earlier. */
  readonly appends?: number;
  readonly minutesPerStep?: number;
  /** Samples that are taken, evenly. */
  readonly samples?: number;
  /** Between two changes of the scene. */
  readonly sceneSeconds?: number;
  /** Of the window, in pixels. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly onSample?: (sample: SoakSample) => void;
}

/** Counts timers that are waiting, canvases that were made and workers that run, without holding them. */
const watch = `
  window.soak = { timers: new Set(), canvases: [], workers: new Set() };
  for (const kind of ["Timeout", "Interval"]) {
    const [later, never] = [window["set" + kind], window["clear" + kind]];
    window["set" + kind] = (run, wait, ...rest) => {
      const id = later((...given) => { if (kind === "Timeout") window.soak.timers.delete(id); run(...given); }, wait, ...rest);
      window.soak.timers.add(id);
      return id;
    };
    window["clear" + kind] = (id) => { window.soak.timers.delete(id); never(id); };
  }
  const make = Document.prototype.createElement;
  Document.prototype.createElement = function (name, options) {
    const made = make.call(this, name, options);
    if (String(name).toLowerCase() === "canvas") window.soak.canvases.push(new WeakRef(made));
    return made;
  };
  const Own = Worker;
  window.Worker = class extends Own {
    constructor(url, options) { super(url, options); window.soak.workers.add(new WeakRef(this)); }
    terminate() {
      for (const one of window.soak.workers) if (one.deref() === this) window.soak.workers.delete(one);
      super.terminate();
    }
  };
`;

/** What is running while a soak runs. */
interface Running {
  readonly browser: Browser;
  readonly page: Page;
  readonly client: CDPSession;
}

interface Tasks {
  longTasks: number;
  slowTasks: number;
}

/** Lets a wall run while its data grows as fast as it is taken, scenes in turn, and samples what the page holds. */
export async function soak(options: SoakOptions): Promise<readonly SoakSample[]> {
  const { browser, url, feed, seconds, samples = 12, sceneSeconds = 3, onSample } = options;
  const context = await browser.newContext({ viewport: options.size ?? { width: 1920, height: 1080 } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: "commit" });
  await until(page, "'wanggeWall' in window && window.wanggeWall.status().version > 0");
  const running = { browser, page, client: await context.newCDPSession(page) };
  await roundOfScenes(page);
  const tasks: Tasks = { longTasks: 0, slowTasks: 0 };
  const taken: SoakSample[] = [];
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  const traced = () => browser.startTracing(page, { categories: ["toplevel"] });
  let turned = 0;
  let appends = 0;
  await traced();
  while (taken.length < samples && appends < (options.appends ?? Number.POSITIVE_INFINITY)) {
    await feed.step(options.minutesPerStep ?? 1);
    await page.evaluate("window.wanggeWall.look()");
    await after(20);
    // Scenes of half a minute change many times faster, as the feed does.
    if (elapsed() - turned > sceneSeconds) {
      await page.keyboard.press(" ");
      turned = elapsed();
    }
    if (elapsed() < (seconds / samples) * (taken.length + 1)) continue;
    const sample = await sampleOf(running, elapsed(), tasks);
    appends = sample.appends;
    taken.push(sample);
    onSample?.(sample);
    await traced();
  }
  await browser.stopTracing();
  await context.close();
  return taken;
}

/** Every scene once, so that what is made once is there before the first sample. */
async function roundOfScenes(page: Page): Promise<void> {
  do {
    await page.keyboard.press(" ");
    await quiet(page);
  } while ((await page.evaluate<number>("window.wanggeWall.scene()")) !== 0);
}

/** Nothing is asked, painted or analysed, and nothing is about to be. */
async function quiet(page: Page): Promise<void> {
  for (let calm = 0; calm < 3; calm++) {
    await page.evaluate("window.wanggeWall.settled().then(() => window.wanggeWall.analysed())");
    await after(150);
    if ((await page.evaluate<number>("window.soak.workers.size")) > 1) calm = 0;
  }
}

async function sampleOf(running: Running, seconds: number, tasks: Tasks): Promise<SoakSample> {
  const { browser, page, client } = running;
  const ran = longTasksOf(await browser.stopTracing());
  tasks.longTasks += ran.long;
  tasks.slowTasks += ran.slow;
  while ((await page.evaluate<number>("window.wanggeWall.scene()")) !== 0) await page.keyboard.press(" ");
  await quiet(page);
  for (let i = 0; i < 3; i++) await client.send("HeapProfiler.collectGarbage");
  const { usedSize } = await client.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await client.send("Memory.getDOMCounters");
  const held = await page.evaluate<{
    appends: number;
    canvases: number;
    alive: number;
    timers: number;
    workers: number;
  }>(`({
    appends: window.wanggeWall.status().appends,
    canvases: document.querySelectorAll("canvas").length,
    alive: (window.soak.canvases = window.soak.canvases.filter((one) => one.deref())).length,
    timers: window.soak.timers.size,
    workers: window.soak.workers.size,
  })`);
  return {
    seconds,
    appends: held.appends,
    heapBytes: usedSize,
    objectBytes: await objectBytes(client),
    processBytes: await anonymousBytes(ran.pid),
    listeners: jsEventListeners,
    nodes,
    canvases: held.canvases,
    detachedCanvases: Math.max(0, held.alive - held.canvases),
    timers: held.timers,
    workers: held.workers,
    ...tasks,
    longestMs: ran.longestMs,
  };
}

async function anonymousBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}
