import type { Browser, Page } from "playwright-core";
import { createServer } from "vite";
import { openBrowser } from "../../../scripts/browser/browser.ts";
import type { AppState } from "../../../src/state/store.ts";
import { root } from "../../support/files.ts";

/** The page `test/browser/pages/ui` in Chromium: the real frame and panels on a seeded state. */
export interface UiPage {
  /** A new page; `hash` is the part of the link after `#/overview?`. */
  open(hash?: string, query?: string): Promise<Page>;
  close(): Promise<void>;
}

/** Serves the page from source and opens a browser for it. */
export async function openUi(): Promise<UiPage> {
  const server = await createServer({
    root,
    cacheDir: "node_modules/.vite-ui",
    logLevel: "error",
    server: { port: 0, hmr: false, watch: null, host: "127.0.0.1" },
    optimizeDeps: { entries: ["test/browser/pages/ui/index.html"] },
  });
  await server.listen();
  const url = server.resolvedUrls?.local[0] ?? "";
  const browser: Browser = await openBrowser();
  return {
    async open(hash = "", query = "") {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(`${url}test/browser/pages/ui/index.html?${query}#/overview?${hash}`);
      await page.waitForSelector(".frame");
      await frames(page);
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** Waits until what was set is drawn. */
export async function frames(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

interface WithStore {
  readonly store: { getState(): AppState };
}

/** The filters of the page's state. */
export function filtersOf(page: Page): Promise<AppState["document"]["filters"]> {
  return page.evaluate(() => (window as unknown as WithStore).store.getState().document.filters);
}

/** Cases that pass the filters, as the page's state says. */
export function totalOf(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as WithStore).store.getState().linked?.answer.total ?? -1);
}
