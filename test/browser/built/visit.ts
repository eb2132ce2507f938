import type { Browser, Page } from "playwright-core";
import { firstPicture, until } from "../../../scripts/browser/browser.ts";

/** Keeps every worker with what it is for, so that a test can end it as a crash would. */
const keepWorkers = `
  const Own = Worker;
  const kinds = { load: "linked", run: "decode" };
  window.workers = [];
  window.Worker = class extends Own {
    constructor(url, options) {
      super(url, options);
      this.kind = String(url).includes("/shell-") ? "duckdb" : "";
      window.workers.push(this);
    }
    postMessage(message, transfer) {
      this.kind ||= kinds[message.type] ?? "other";
      super.postMessage(message, transfer);
    }
    terminate() {
      this.over = true;
      super.terminate();
    }
  };
`;

/** A page of its own profile that goes to an address and waits for nothing. */
export async function visit(browser: Browser, url: string, size = { width: 1280, height: 800 }): Promise<Page> {
  const context = await browser.newContext({ viewport: size });
  const page = await context.newPage();
  await page.addInitScript(keepWorkers);
  await page.goto(url, { waitUntil: "commit" });
  return page;
}

/** A page that has its first picture. */
export async function visitReady(
  browser: Browser,
  url: string,
  size?: { width: number; height: number },
): Promise<Page> {
  const page = await visit(browser, url, size);
  await firstPicture(page);
  return page;
}

/** Cases that pass the filters. */
export const total = (page: Page) => page.evaluate<number>("window.wangge.total()");

/** How the handle's first promise ended: `ready`, or the fault's code. */
export async function readiness(page: Page): Promise<string> {
  await until(page, "'wangge' in window");
  return page.evaluate<string>("window.wangge.ready.then(() => 'ready', (fault) => fault.code ?? String(fault))");
}

/** Ends the running workers of a kind; how many there were. */
export function kill(page: Page, kind: "linked" | "decode" | "duckdb"): Promise<number> {
  return page.evaluate<number>(`(() => {
    const victims = window.workers.filter((worker) => worker.kind === "${kind}" && !worker.over);
    for (const worker of victims) worker.terminate();
    return victims.length;
  })()`);
}

/** Closes a page and its profile. */
export const leave = (page: Page) => page.context().close();
