import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { colourCount, coloursAt, type MapSite, openMap } from "./page.ts";

let site: MapSite;

beforeAll(async () => {
  site = await openMap();
});

afterAll(() => site.close());

const corner = [0.02, 0.02] as const;
const middle = [0.41, 0.47] as const;
const land = { light: [0xf6, 0xf6, 0xf3], dark: [0x12, 0x16, 0x1c] };

/** Takes away the WebGL contexts of the page's canvases and gives the map's back, as a driver that restarts does. */
async function loseContexts(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const losers = [...document.querySelectorAll("canvas")].flatMap(
      (canvas) => canvas.getContext("webgl2")?.getExtension("WEBGL_lose_context") ?? [],
    );
    for (const loser of losers) loser.loseContext();
    await new Promise((done) => setTimeout(done, 50));
    losers[0]?.restoreContext();
    await new Promise((done) => setTimeout(done, 600));
  });
}

test("the base map and the data are drawn, and nothing is asked of another origin", async () => {
  const page = await site.open("scene=choropleth,labels");
  const [ground = [], cell = []] = await coloursAt(page, [corner, middle]);
  expect(ground).toEqual(land.light);
  expect(Math.max(...cell) - Math.min(...cell)).toBeGreaterThan(20);
  expect(await colourCount(page)).toBeGreaterThan(500);
  const names = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));
  expect(names.filter((name) => !name.startsWith(site.url) && !name.startsWith("data:"))).toEqual([]);
  expect(await page.evaluate(() => window.page.faults)).toEqual([]);
  await page.close();
});

test("every kind of layer is drawn without a complaint", async () => {
  const page = await site.open("scene=none");
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  for (const scene of [
    "none",
    "density",
    "choropleth,small",
    "boundaries",
    "cases",
    "cameras",
    "facilities",
    "stations",
    "labels",
  ]) {
    await page.evaluate((name) => window.page.draw(name), scene);
    await page.evaluate(() => window.page.view.settled());
    if (scene !== "none") expect(await page.evaluate(() => window.page.faults), scene).toEqual([]);
  }
  expect(complaints).toEqual([]);
  await page.close();
});

test("the theme changes base map and layers", async () => {
  const page = await site.open("scene=choropleth");
  const [, light] = await coloursAt(page, [corner, middle]);
  await page.evaluate(() => window.page.setTheme("dark"));
  const [ground, dark] = await coloursAt(page, [corner, middle]);
  expect(ground).toEqual(land.dark);
  expect(dark).not.toEqual(light);
  await page.close();
});

/** Where a camera of the town is on the page, in pixels. */
function cameraOnScreen(page: Page, row: number): Promise<{ x: number; y: number }> {
  return page.evaluate((row) => {
    const { box, widthPx, heightPx } = window.page.view.viewport();
    const [west, south, east, north] = box;
    const { lon, lat } = window.page.town.cameras;
    return { x: ((lon[row] - west) / (east - west)) * widthPx, y: ((north - lat[row]) / (north - south)) * heightPx };
  }, row);
}

test("a click and the pointer tell which symbol they are on, and where", async () => {
  const page = await site.open("scene=choropleth,cameras,labels");
  const { x, y } = await cameraOnScreen(page, 7);
  await page.mouse.move(x, y);
  await page.waitForFunction(() => window.page.picks.hover.at(-1)?.row === 7);
  await page.mouse.click(x, y);
  await page.waitForFunction(() => window.page.picks.click.length > 0);
  expect(await page.evaluate(() => window.page.picks.click[0])).toMatchObject({ layer: "cameras", row: 7 });
  await page.mouse.click(5, 5);
  await page.waitForFunction(() => window.page.picks.click.length > 1);
  expect(await page.evaluate(() => window.page.picks.click[1])).toBeNull();
  const { box } = await page.evaluate(() => window.page.view.viewport());
  const taps = await page.evaluate(() => window.page.picks.tap);
  expect(taps).toHaveLength(2);
  expect(taps[1]).toMatchObject({ x: 5, y: 5 });
  expect(taps[1]?.lon).toBeCloseTo(box[0] + (5 / 800) * (box[2] - box[0]), 6);
  await page.close();
});

test("map and layers come back after their contexts are lost", async () => {
  const page = await site.open("scene=choropleth,boundaries,labels");
  const places = [corner, middle, [0.6, 0.3], [0.7, 0.6]] as const;
  const before = await coloursAt(page, places);
  const colours = await colourCount(page);
  await loseContexts(page);
  await page.evaluate(() => window.page.view.settled());
  expect(await coloursAt(page, places)).toEqual(before);
  expect(await colourCount(page)).toBeGreaterThan(colours * 0.8);
  await page.evaluate(() => window.page.setTheme("dark"));
  expect((await coloursAt(page, [corner]))[0]).toEqual(land.dark);
  await page.close();
});

test("a new scene is on the canvas when `settled` resolves", async () => {
  const page = await site.open("scene=none");
  const plain = await coloursAt(page, [middle]);
  await page.evaluate(async () => {
    window.page.draw("choropleth");
    await window.page.view.settled();
  });
  expect(await coloursAt(page, [middle])).not.toEqual(plain);
  await page.close();
});

test("a layer given other data draws that data", async () => {
  const picture = (page: Page) =>
    page.evaluate(async () =>
      (await window.page.view.screenshot()).arrayBuffer().then((bytes) => [...new Uint8Array(bytes)].join()),
    );
  const changed = await site.open("scene=none");
  await changed.evaluate(() => window.page.draw("boundaries,cases,density,labels", 3, { labels: 4, hovered: 100 }));
  await changed.evaluate(() => window.page.view.settled());
  await changed.evaluate(() => window.page.draw("boundaries,cases,density,labels", 0, { hovered: 300 }));
  const fresh = await site.open("scene=none");
  await fresh.evaluate(() => window.page.draw("boundaries,cases,density,labels", 0, { hovered: 300 }));
  expect(await picture(changed)).toBe(await picture(fresh));
  await Promise.all([changed.close(), fresh.close()]);
});

test("the camera is set, fitted and told, and the keyboard moves the map", async () => {
  const page = await site.open("scene=none");
  const camera = { lon: 121.45, lat: 31.31, zoom: 15 };
  const told = await page.evaluate((next) => {
    const seen: number[] = [];
    window.page.view.onMove(({ zoom }) => seen.push(zoom));
    window.page.view.setCamera(next);
    return { camera: window.page.view.camera(), seen, scale: window.page.view.scaleBar(120) };
  }, camera);
  expect(told.camera.lon).toBeCloseTo(camera.lon, 9);
  expect(told.camera.lat).toBeCloseTo(camera.lat, 9);
  expect(told.seen.at(-1)).toBe(15);
  expect(told.scale.metres).toBe(200);
  await page.focus("canvas");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((lon) => window.page.view.camera().lon > lon + 0.0005, camera.lon);
  await page.evaluate(() => window.page.view.fit([121.4, 31.3, 121.42, 31.31], 0));
  await page.evaluate(() => window.page.view.settled());
  const { box } = await page.evaluate(() => window.page.view.viewport());
  expect(box[0]).toBeCloseTo(121.4, 4);
  expect(box[2]).toBeCloseTo(121.42, 4);
  await page.close();
});

test("without WebGL 2 the map is refused with its fault", async () => {
  const page = await site.open(
    "",
    `HTMLCanvasElement.prototype.getContext = () => null;
     addEventListener("error", ({ message }) => { window.failure = message; });`,
  );
  await page.waitForFunction("window.failure");
  expect(await page.evaluate("window.failure")).toContain("no-webgl");
  await page.close();
});
