/*
 * Pictures of the built app: npm run shots -- [--out <folder>] [--views overview] [--sizes 1280x800,1920x1080] [--query <more>]
 * and of the wall's presets, small: npm run shots -- --wall
 */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { presetIds } from "../src/wall/model/presets.ts";
import { firstPicture, openBrowser, until } from "./browser/browser.ts";
import { serveBuiltApp } from "./browser/built-app.ts";
import { stop } from "./setup/process.mjs";

const { values: options } = parseArgs({
  options: {
    out: { type: "string", default: "docs/shots" },
    views: { type: "string", default: "overview" },
    sizes: { type: "string", default: "1280x800,1920x1080" },
    languages: { type: "string", default: "zh-CN,en" },
    themes: { type: "string", default: "light,dark" },
    query: { type: "string", default: "" },
    gpu: { type: "boolean", default: false },
    wall: { type: "boolean", default: false },
  },
});

interface Shot {
  readonly view: string;
  readonly language: string;
  readonly theme: string;
  readonly size: string;
}

function shots(): Shot[] {
  const list = (text: string) => text.split(",");
  return list(options.views).flatMap((view) =>
    list(options.sizes).flatMap((size) =>
      list(options.languages).flatMap((language) =>
        list(options.themes).map((theme) => ({ view, language, theme, size })),
      ),
    ),
  );
}

/** The first size gives the plain name, `overview-zh-light.png`; others carry theirs. */
function fileOf({ view, language, theme, size }: Shot): string {
  const suffix = size === options.sizes.split(",")[0] ? "" : `-${size}`;
  return join(resolve(options.out), `${view}-${language.slice(0, 2)}-${theme}${suffix}.png`);
}

async function take(browser: Browser, appUrl: string, shot: Shot): Promise<void> {
  const [width = 1280, height = 800] = shot.size.split("x").map(Number);
  const page = await browser.newPage({ viewport: { width, height } });
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  const query = new URLSearchParams(options.query);
  query.set("lang", shot.language);
  query.set("theme", shot.theme);
  await page.goto(`${appUrl}#/${shot.view}?${query}`, { waitUntil: "commit" });
  const milliseconds = await firstPicture(page);
  await page.screenshot({ path: fileOf(shot) });
  console.log(
    `${fileOf(shot)} (${Math.round(milliseconds)} ms)${problems.map((problem) => `\n  ${problem}`).join("")}`,
  );
  await page.close();
}

/** A preset on 6 × 3 panels with all its findings, as a file that a page of the docs has room for. */
async function takeWall(browser: Browser, appUrl: string, preset: string, language: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 2 / 3 });
  const path = join(resolve(options.out), `wall-${preset}-${language.slice(0, 2)}.jpg`);
  await page.goto(`${appUrl}#/wall?preset=${preset}&grid=6x3&lang=${language}`, { waitUntil: "commit" });
  await until(page, "'wanggeWall' in window && window.wanggeWall.status().version > 0");
  await until(
    page,
    "!document.querySelector('.tile-body:not([data-found]) > .tile-empty, .tile-shown:not([data-version])')",
  );
  await page.evaluate("window.wanggeWall.settled().then(() => window.wanggeWall.analysed())");
  await after(1000); // maps are painted after their findings, one after the other
  await page.screenshot({ path, type: "jpeg", quality: 40 });
  console.log(path);
  await page.close();
}

async function main(): Promise<void> {
  mkdirSync(resolve(options.out), { recursive: true });
  const app = await serveBuiltApp();
  const browser = await openBrowser({ by: options.gpu ? "gpu" : "emulated" });
  if (options.wall) {
    for (const preset of presetIds.filter((id) => id !== "all"))
      for (const language of options.languages.split(",")) await takeWall(browser, app.url, preset, language);
  } else for (const shot of shots()) await take(browser, app.url, shot);
  await browser.close();
  await app.close();
}

main().catch(stop);
