import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstPicture, openBrowser, until } from "../../scripts/browser/browser.ts";
import { serveBuiltApp } from "../../scripts/browser/built-app.ts";

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

const link = (view: string) => `${site.url}#/${view}?lang=en&time=2024-01-01~2025-11-21T23:59:59`;
const answered = "document.querySelector('.view[aria-busy=false] .answer') !== null";
const patient = { timeout: 60_000 };

test("the planted outbreak is in the inbox, among the clusters and in the series, in one visit", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(link("warning"), { waitUntil: "commit" });
  await firstPicture(page);
  await until(page, answered);

  const inbox = page.getByRole("list", { name: "Inbox" });
  expect(await inbox.getByRole("button").first().textContent()).toContain("going on");
  await page.getByRole("figure", { name: "Cases a day" }).waitFor(patient);
  const cases = page.getByRole("table", { name: "Cases inside" });
  await cases.locator("tbody tr").first().waitFor(patient);
  const filtered = await page.getByRole("link", { name: "Filter the overview to these cases" }).getAttribute("href");
  expect(filtered).toMatch(/#\/overview\?.*time=2025-11-/);

  await page.getByRole("button", { name: "Close as real" }).click();
  await until(page, "location.hash.includes('alerts.')");
  await page
    .getByText(/1 of 1/)
    .first()
    .waitFor(patient);

  await page.goto(link("clusters"));
  const clusters = page.getByRole("table", { name: "Clusters" });
  await clusters.locator("tbody tr").first().waitFor(patient);
  expect(await clusters.locator("tbody tr").first().textContent()).toContain("> 100 years");
  await page.getByRole("figure", { name: "Cases a day inside" }).waitFor(patient);

  await page.goto(link("series"));
  await page.getByRole("table", { name: "Series" }).waitFor(patient);
  expect(await page.locator(".view .answer").textContent()).toContain("unusual");
  await page.getByText("EARS C2").first().waitFor(patient);
  expect(errors).toEqual([]);
  await page.close();
}, 180_000);

test("a long replay says how far it is, and can be stopped, begun again and stopped with the earlier answer kept", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
  const shares = new Set<number>();
  const status = page.getByRole("status").filter({ hasText: "Computing" });
  const watch = async (least: number) => {
    for (const known = shares.size; shares.size < known + least; ) {
      const share = /Computing ([\d.]+)%/.exec((await status.textContent(patient)) ?? "")?.[1];
      if (share !== undefined) shares.add(Number(share));
    }
  };
  await page.goto(`${link("warning")}&warning.=months:24,replications:9999`, { waitUntil: "commit" });
  await watch(3);
  expect([...shares]).toEqual([...shares].toSorted((a, b) => a - b));
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByText("Cancelled.").waitFor(patient);
  expect(await status.count()).toBe(0);

  await page.getByRole("button", { name: "Try again" }).click();
  await watch(1);
  await page.evaluate("window.wangge.setState({ analyses: {} })");
  await until(page, answered);
  const before = await page.locator(".view .answer").textContent();

  await page.evaluate("void window.wangge.setState({ analyses: { warning: { months: 24, replications: 9999 } } })");
  await status.waitFor(patient);
  await page.getByRole("button", { name: "Stop" }).click();
  await until(page, answered);
  expect(await page.locator(".view .answer").textContent()).toBe(before);
  await page.close();
}, 180_000);
