import { setTimeout as after } from "node:timers/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import { ensureChromium } from "../setup/chromium.mjs";

/** Quiet, offline, and the same picture on every machine: software rendering unless a GPU is asked for. */
const flags = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--ignore-gpu-blocklist",
];
const software = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

/** What draws: an emulated GPU, a GPU, or none: pages are put together by the processor, as on a computer without one. */
const drawing = {
  emulated: software,
  gpu: ["--enable-gpu", "--use-angle=vulkan"],
  none: ["--disable-gpu"],
} as const;

/** A headless Chromium of this machine, with an empty profile. */
export async function openBrowser(options: { by?: keyof typeof drawing } = {}): Promise<Browser> {
  const { by = "emulated" } = options;
  const ignoreDefaultArgs = by === "none" ? ["--enable-unsafe-swiftshader"] : [];
  const args = [...flags, ...drawing[by]];
  return chromium.launch({ executablePath: await ensureChromium(), args, ignoreDefaultArgs });
}

const patienceMilliseconds = 60_000;

/**
 * Waits until an expression, or the promise it is, holds on a page. Playwright's own waiting evaluates text between
 * frames, which the page's policy forbids.
 */
export async function until(page: Page, expression: string): Promise<void> {
  const start = performance.now();
  while (!(await page.evaluate(expression))) {
    if (performance.now() - start > patienceMilliseconds) throw new Error(`waited in vain: ${expression}`);
    await after(50);
  }
}

/** Waits until the app has its data and its first picture is on the screen; milliseconds since navigation. */
export async function firstPicture(page: Page): Promise<number> {
  await until(page, "'wangge' in window");
  return page.evaluate<number>(`(async () => {
    await window.wangge.ready;
    await window.wangge.settled();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now();
  })()`);
}
