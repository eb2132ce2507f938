import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, until } from "../../scripts/browser/browser.ts";
import { serveBuiltApp } from "../../scripts/browser/built-app.ts";
import { total } from "./built/visit.ts";

let browser: Browser;
let site: Awaited<ReturnType<typeof serveBuiltApp>>;

beforeAll(async () => {
  site = await serveBuiltApp();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const ready = "'wangge' in window && window.wangge.ready.then(() => true)";
const hideCorners = "for (const corner of document.querySelectorAll('.corner')) corner.style.display = 'none';";

async function open(script: string, hash = "#/overview"): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.addInitScript(script);
  await page.goto(`${site.url}${hash}`, { waitUntil: "commit" });
  return page;
}

/** Keeps graphics from starting until `window.letGraphicsStart` is called. */
const holdGraphics = `
  const Own = Worker;
  const held = new Promise((resolve) => { window.letGraphicsStart = resolve; });
  window.Worker = class extends Own {
    set onmessage(listener) {
      super.onmessage = this.isProbe ? (event) => held.then(() => listener(event)) : listener;
    }
    constructor(url, options) {
      super(url, options);
      this.isProbe = String(url).includes("webgl-worker");
    }
  };
`;

/** Share of the pixels of two pictures that differ by more than a shade, counted in a page. */
function difference(page: Page, one: Buffer, other: Buffer): Promise<number> {
  return page.evaluate(
    async ([a, b]) => {
      const pixels = async (text: string) => {
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
        context?.drawImage(bitmap, 0, 0);
        return context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
      };
      const [first, second] = [await pixels(a), await pixels(b)];
      let different = 0;
      for (let i = 0; i < first.length; i++) if (Math.abs((first[i] ?? 0) - (second[i] ?? 0)) > 40) different++;
      return different / first.length;
    },
    [one.toString("base64"), other.toString("base64")] as const,
  );
}

test("the first picture, painted without graphics, is the one that the map draws then", async () => {
  const page = await open(holdGraphics);
  await until(page, ready);
  await page.evaluate(hideCorners);
  expect(await page.locator(".map-still").count()).toBe(2);
  const still = await page.locator("#map").screenshot();
  await page.evaluate("letGraphicsStart()");
  await until(page, "!document.querySelector('.map-still')");
  const drawn = await page.locator("#map").screenshot();
  expect(await difference(page, still, drawn)).toBeLessThan(0.01);
  await page.evaluate("wangge.setState({ style: { ...wangge.getState().style, overlays: [] } })");
  const bare = await page.locator("#map").screenshot();
  expect(await difference(page, still, bare)).toBeGreaterThan(0.01);
  await page.close();
});

test("without WebGL the picture stays, says so, and follows the filters", async () => {
  const page = await open(`
    for (const Canvas of [HTMLCanvasElement, OffscreenCanvas]) {
      const get = Canvas.prototype.getContext;
      Canvas.prototype.getContext = function (kind, ...more) {
        return /webgl/.test(kind) ? null : get.call(this, kind, ...more);
      };
    }
    window.Worker = class extends Worker {
      set onmessage(listener) {
        super.onmessage = this.isProbe ? () => listener({ data: null }) : listener;
      }
      constructor(url, options) {
        super(url, options);
        this.isProbe = String(url).includes("webgl-worker");
      }
    };
  `);
  await until(page, ready);
  await page.getByText("WebGL").first().waitFor();
  const all = await total(page);
  const before = await page.locator("#map").screenshot();
  await page.evaluate("wangge.setState({ filters: { ...wangge.getState().filters, time: [1704067200, 1706745600] } })");
  expect(await total(page)).toBeLessThan(all);
  expect(await difference(page, before, await page.locator("#map").screenshot())).toBeGreaterThan(0.005);
  await page.close();
});

test("a view that needs graphics waits for them", async () => {
  const page = await open("", "#/overview?surface=choropleth");
  await until(page, ready);
  expect(await page.evaluate("document.querySelector('#map canvas') !== null")).toBe(true);
  await page.close();
});
