import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { build } from "vite";
import { openBrowser } from "../../../scripts/browser/browser.ts";
import { serve } from "../../../scripts/serve/server.mjs";
import { root } from "../../support/files.ts";
import type { Page as MapPage } from "../pages/map/main.ts";

declare global {
  interface Window {
    page: MapPage;
  }
}

/** The page `test/browser/pages/map` in Chromium: one map on a seeded town. */
export interface MapSite {
  readonly url: string;
  /** A new page whose map is drawn; `query` names the scene and the theme, `script` runs before the page's own. */
  open(query?: string, script?: string): Promise<Page>;
  close(): Promise<void>;
}

/** Builds the page, serves it and opens a browser for it. */
export async function openMap(): Promise<MapSite> {
  const outDir = await mkdtemp(join(tmpdir(), "map-page-"));
  const page = join(root, "test/browser/pages/map");
  await build({ root: page, configFile: false, logLevel: "error", base: "./", build: { outDir, emptyOutDir: true } });
  const site = await serve({ root: outDir });
  const browser = await openBrowser();
  return {
    url: site.url,
    async open(query = "", script = "") {
      const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
      if (script) await page.addInitScript(script);
      await page.goto(`${site.url}?${query}`);
      if (script) return page;
      await page.waitForFunction("window.page");
      await page.evaluate(() => window.page.view.settled());
      return page;
    },
    async close() {
      await browser.close();
      await site.close();
      await rm(outDir, { recursive: true });
    },
  };
}

/** Red, green, blue of the map's own picture at some places, as shares of its width and height. */
export function coloursAt(page: Page, places: readonly (readonly [x: number, y: number])[]): Promise<number[][]> {
  return page.evaluate(async (places) => {
    const bitmap = await createImageBitmap(await window.page.view.screenshot());
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context?.drawImage(bitmap, 0, 0);
    return places.map(([x, y]) => [
      ...(context?.getImageData(x * bitmap.width, y * bitmap.height, 1, 1).data.slice(0, 3) ?? []),
    ]);
  }, places);
}

/** How many different colours the map's own picture has. */
export function colourCount(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const bitmap = await createImageBitmap(await window.page.view.screenshot());
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context?.drawImage(bitmap, 0, 0);
    const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer;
    return new Set(new Uint32Array(pixels ?? new ArrayBuffer(0))).size;
  });
}
