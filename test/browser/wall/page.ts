import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { openBrowser, until } from "../../../scripts/browser/browser.ts";
import { createFeed } from "../../../scripts/feed/feed.ts";
import type { WallLayout, WallPanel } from "../../../src/wall/model/layout.ts";
import { plainPanel } from "../../../src/wall/model/layout.ts";
import { presetLayout } from "../../../src/wall/model/presets.ts";
import { sample, tamperedSite } from "../built/tampered-site.ts";
import { visit } from "../built/visit.ts";

export const feedPath = "data/feed/";

/** A browser, the built app behind a server that can lie, and a feed beside it. */
export async function openSite() {
  const folder = await mkdtemp(join(tmpdir(), "wall-"));
  const browser = await openBrowser();
  const site = await tamperedSite({ "/data/feed": join(folder, "town") });
  const feed = await createFeed({ source: `public/${sample}`, out: join(folder, "town"), start: "2025-12-25" });
  return {
    browser,
    site,
    feed,
    /** A wall with its first picture. */
    async wallAt(query: string): Promise<Page> {
      const wall = await visit(browser, `${site.url}#/wall?${query}`, size);
      await until(wall, ready);
      return wall;
    },
    async close(): Promise<void> {
      await browser.close();
      await site.close();
      feed.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const size = { width: 1920, height: 1080 };
export const shown = "document.querySelectorAll('[data-version]').length";
export const ready = `'wanggeWall' in window && window.wanggeWall.status().version > 0 && ${shown} > 0`;
export const total = (wall: Page) => wall.evaluate<number>("window.wanggeWall.total()");
export const ages = (wall: Page) =>
  wall.evaluate<string>("[...document.querySelectorAll('.tile-age')].map((age) => age.textContent).join('|')");
export const says = (text: string) =>
  `[...document.querySelectorAll('.tile-age')].every((age) => age.textContent.includes('${text}'))`;
export const every = (state: string) =>
  `[...document.querySelectorAll('[data-version]')].every((tile) => Number(tile.dataset.version) >= ${state})`;

export const encoded = (layout: WallLayout) => Buffer.from(JSON.stringify(layout)).toString("base64url");
export const casesText = "document.querySelector('.wall-figures')?.textContent";
export const casesShown = (wall: Page) => wall.evaluate<string>(casesText);

/** A layout of one row: a scene of each list of panels, beside one another. */
export function layoutWith(...scenes: readonly (readonly Partial<WallPanel>[])[]): WallLayout {
  return {
    ...presetLayout("overview", "2x2"),
    columns: Math.max(...scenes.map(({ length }) => length)),
    rows: 1,
    heightMillimetres: 2000,
    scenes: scenes.map((panels, scene) => ({
      name: `scene ${scene}`,
      seconds: 3600,
      panels: panels.map((panel, column) => ({
        ...plainPanel,
        view: "figures",
        ...panel,
        id: `${scene}-${column}`,
        column,
        row: 0,
      })),
    })),
  };
}

/** Pulls something by so many pixels. */
export async function drag(handle: Locator, [dx, dy]: readonly [number, number]): Promise<void> {
  const box = await handle.boundingBox();
  if (!box) throw new Error("there is nothing to drag");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const { mouse } = handle.page();
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x + dx / 2, y + dy / 2);
  await mouse.move(x + dx, y + dy);
  await mouse.up();
}

/** Milliseconds until an expression holds. */
export async function timeUntil(wall: Page, expression: string): Promise<number> {
  const start = performance.now();
  await until(wall, expression);
  return performance.now() - start;
}
