import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { openBrowser } from "../../../scripts/browser/browser.ts";
import { serve } from "../../../scripts/serve/server.mjs";
import { root } from "../../support/files.ts";

/** A browser with the test page of the data layer, and the folder that is served under `/data`. */
export interface DataPage {
  readonly browser: Browser;
  readonly folder: string;
  /** A fresh page; its `window.data` is that of `pages/data/main.ts`. */
  open(options?: { isolated?: boolean }): Promise<Page>;
  close(): Promise<void>;
}

/** Counts workers and keeps them, so that a test can end them as a crash would. */
const keepWorkers = `
  const Own = Worker;
  window.workers = [];
  window.Worker = class extends Own {
    constructor(url, options) {
      super(url, options);
      this.address = String(url);
      window.workers.push(this);
    }
  };
`;

/** Builds the test page once and serves it twice: cross-origin isolated and not. */
export async function dataPage(): Promise<DataPage> {
  const out = mkdtempSync(join(tmpdir(), "wangge-data-page-"));
  const folder = mkdtempSync(join(tmpdir(), "wangge-data-"));
  await build({
    root: join(root, "test/browser/pages/data"),
    base: "./",
    configFile: false,
    logLevel: "error",
    worker: { format: "es" },
    build: { outDir: out, target: "es2022", assetsInlineLimit: 0, minify: false },
  });
  const mounts = { "/data": folder };
  const open = { "cross-origin-opener-policy": "unsafe-none", "cross-origin-embedder-policy": "unsafe-none" };
  const [isolated, plain] = await Promise.all([
    serve({ root: out, mounts }),
    serve({ root: out, mounts, headers: open }),
  ]);
  const browser = await openBrowser();
  return {
    browser,
    folder,
    async open(options = {}) {
      const page = await browser.newPage();
      await page.addInitScript(keepWorkers);
      await page.goto(options.isolated === false ? plain.url : isolated.url);
      await page.waitForFunction("window.data");
      return page;
    },
    async close() {
      await browser.close();
      await Promise.all([isolated.close(), plain.close()]);
    },
  };
}
