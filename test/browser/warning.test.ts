import type { Browser, Page } from "playwright-core";
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

/** A view of the sample town up to the end of the planted outbreak, with its result there. */
async function open(view: string): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, bypassCSP: true });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${site.url}#/${view}?lang=en&time=2024-01-01~2025-11-21T23:59:59`, { waitUntil: "commit" });
  await firstPicture(page);
  await until(page, "document.querySelector('.view .answer, .view .empty') !== null");
  return { page, errors };
}

test("the inbox has the planted outbreak first; closing it as real is in the link and in the back-test", async () => {
  const { page, errors } = await open("warning");
  const inbox = page.getByRole("list", { name: "Inbox" });
  expect(await inbox.getByRole("button").first().textContent()).toContain("going on");
  await page.getByRole("figure", { name: "Cases a day" }).waitFor();
  await page.getByRole("button", { name: "Close as real" }).click();
  await until(page, "location.hash.includes('alerts.=')");
  await page
    .getByText(/1 of 1/)
    .first()
    .waitFor();
  expect(errors).toEqual([]);
  await page.close();
}, 180_000);

test("clusters list the outbreak, with its history and what chance says", async () => {
  const { page, errors } = await open("clusters");
  const table = page.getByRole("table", { name: "Clusters" });
  expect(await table.locator("tbody tr").first().textContent()).toContain("> 100 years");
  await page.getByRole("figure", { name: "Cases a day inside" }).waitFor();
  expect(errors).toEqual([]);
  await page.close();
}, 120_000);

test("series name the kind of case that is unusual, and the detector that said so", async () => {
  const { page, errors } = await open("series");
  expect(await page.locator(".view .answer").textContent()).toContain("unusual");
  await page.getByText("EARS C2").first().waitFor();
  expect(errors).toEqual([]);
  await page.close();
}, 120_000);
