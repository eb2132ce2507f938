import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { firstPicture, openBrowser, until } from "../browser/browser.ts";
import { serveBuiltApp } from "../browser/built-app.ts";
import { root, Stop } from "../setup/process.mjs";
import { type Figure, median, medians } from "./figure.ts";

const day = 86_400;
const brushMoves = 20;

/** Figures of the built app in Chromium: first picture, script before it, linked filters. */
export async function pageFigures(options: { dataset: string; repeats: number; gpu: boolean }): Promise<Figure[]> {
  const app = await serveBuiltApp();
  try {
    const start = await timeStart(new URL(options.dataset, app.url).href);
    const runs: Figure[][] = [];
    for (let i = 0; i < options.repeats; i++) {
      const browser = await openBrowser({ by: options.gpu ? "gpu" : "emulated" });
      runs.push(await visit(browser, `${app.url}#/overview?data=${options.dataset}`, start));
      await browser.close();
    }
    return medians(runs);
  } finally {
    await app.close();
  }
}

async function visit(browser: Browser, url: string, start: number): Promise<Figure[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const scripts = new Set<string>();
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/\.m?js$/.test(pathname)) scripts.add(pathname);
  });
  await page.goto(url, { waitUntil: "commit" });
  await until(page, "'wangge' in window");
  const picture = await page.evaluate<number>(paintedWhenReady);
  const map = await firstPicture(page);
  const bytes = [...scripts].reduce((sum, path) => sum + gzipSync(readFileSync(join(root, "dist", path))).length, 0);
  const cases = await page.evaluate<number>("window.wangge.total()");
  const painted = median(await brushTimes(page, start));
  const size = `${cases.toLocaleString("en-US")} cases`;
  return [
    { name: `first picture, ${size}`, value: picture, unit: "ms", ...(cases <= 100_000 && { promise: "≤ 1,500" }) },
    { name: `graphics started behind it, ${size}`, value: map, unit: "ms" },
    {
      name: "script before the first picture, gzip, workers included",
      value: bytes / 1000,
      unit: "kB",
      promise: "≤ 1,200",
    },
    { name: `time brush moved, painted, ${size}`, value: painted, unit: "ms", promise: "≤ 100" },
  ];
}

/** Milliseconds from each move of a 60-day brush to the painted frame. */
async function brushTimes(page: Page, start: number): Promise<number[]> {
  const times: number[] = [];
  for (let move = 0; move < brushMoves; move++) {
    const from = start + move * 7 * day;
    times.push(await page.evaluate<number>(moveBrush(from, from + 60 * day)));
  }
  return times;
}

/** Milliseconds from navigation to the frame in which the data's first picture, map and panels, is painted. */
const paintedWhenReady = `(async () => {
  await window.wangge.ready;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now();
})()`;

const moveBrush = (from: number, to: number) => `(async () => {
  const start = performance.now();
  await window.wangge.setState({ filters: { values: {}, time: [${from}, ${to}] } });
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;
})()`;

/** Where the dataset's time begins, in wall-clock seconds. */
async function timeStart(datasetUrl: string): Promise<number> {
  const response = await fetch(new URL("manifest.json", datasetUrl));
  if (!response.ok) throw new Stop(`${response.url} answers ${response.status}: build the dataset first.`);
  const { timeRange }: { timeRange: [string, string] } = await response.json();
  return Date.parse(`${timeRange[0]}Z`) / 1000;
}
