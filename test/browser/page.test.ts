import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstPicture, openBrowser } from "../../scripts/browser/browser.ts";
import { serve } from "../../scripts/serve/server.mjs";
import { root } from "../support/files.ts";

/** What a page did that it should not have done. */
interface Misdeeds {
  readonly elsewhere: string[];
  readonly missing: string[];
  readonly errors: string[];
}

let browser: Browser;
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  const dist = join(root, "dist");
  site = await serve({ root: dist, mounts: { "/some/where": dist } });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

async function visit(url: string): Promise<{ page: Page; misdeeds: Misdeeds }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const misdeeds: Misdeeds = { elsewhere: [], missing: [], errors: [] };
  const own = new URL(site.url).origin;
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== own)
      misdeeds.elsewhere.push(request.url());
  });
  page.on("response", (response) => {
    if (response.status() >= 400) misdeeds.missing.push(`${response.status()} ${response.url()}`);
  });
  page.on("pageerror", (error) => misdeeds.errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") misdeeds.errors.push(message.text());
  });
  await page.goto(url, { waitUntil: "commit" });
  await firstPicture(page);
  return { page, misdeeds };
}

const nothing: Misdeeds = { elsewhere: [], missing: [], errors: [] };

describe("the built page", () => {
  test("asks no other origin, misses nothing, breaks no rule of its policy and logs no error", async () => {
    const { page, misdeeds } = await visit(site.url);
    expect(misdeeds).toEqual(nothing);
    expect(await page.evaluate<boolean>("window.crossOriginIsolated")).toBe(true);
    await page.close();
  });

  test("runs at any path", async () => {
    const { page, misdeeds } = await visit(`${site.url}some/where/`);
    expect(misdeeds).toEqual(nothing);
    expect(await page.evaluate<number>("window.wangge.total()")).toBeGreaterThan(0);
    await page.close();
  });

  test("its policy keeps out code and requests from elsewhere", async () => {
    const { page } = await visit(site.url);
    const blocked = await page.evaluate<string[]>(`(async () => {
      const blocked = new Set();
      addEventListener("securitypolicyviolation", (event) => blocked.add(event.effectiveDirective));
      await fetch("http://127.0.0.1:9/").catch(() => {});
      document.head.append(Object.assign(document.createElement("script"), { textContent: "window.ran = 1" }));
      document.head.append(Object.assign(document.createElement("style"), { textContent: "body { opacity: 0 }" }));
      await new Promise((done) => setTimeout(done, 100));
      return [...blocked, String(window.ran)].sort();
    })()`);
    expect(blocked).toEqual(["connect-src", "script-src-elem", "style-src-elem", "undefined"]);
    await page.close();
  });
});
