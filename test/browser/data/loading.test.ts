import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parquetMetadata } from "hyparquet";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { looseCases, looseRows, miniTown } from "./datasets.ts";
import { type DataPage, dataPage } from "./harness.ts";

let site: DataPage;
let page: Page;

beforeAll(async () => {
  site = await dataPage();
  await miniTown(site.folder, "town");
  await looseCases(site.folder, "cases.parquet");
});
afterEach(() => page?.close());
afterAll(() => site?.close());

/** Loads a dataset as the app does; what comes of it as plain data. */
function load(of: Page, url: string) {
  return of.evaluate(
    (address) =>
      window.data.outcome(
        (async () => {
          const handle = await window.data.open({ kind: "dataset-url", url: address });
          const areas = await handle.columns("areas", ["area_id", "name", "level", "geometry"]);
          const { plan, chunks } = await window.data.collect(handle, ["category", "duty_grid_id"]);
          handle.close();
          return { isolated: crossOriginIsolated, areas: areas.rows, plan, rows: chunks.map((chunk) => chunk.rows) };
        })(),
      ),
    url,
  );
}

/** A town whose folder was changed by hand. */
async function spoiltTown(name: string, spoil: (path: string) => void) {
  const path = await miniTown(site.folder, name);
  spoil(path);
  page = await site.open();
  return load(page, `/data/${name}`);
}

const cases = "cases/2024-02.parquet";

test("a dataset is loaded from its address, in an isolated page and in one that is not", async () => {
  for (const isolated of [true, false]) {
    page = await site.open({ isolated });
    expect(await load(page, "/data/town/")).toEqual({
      value: { isolated, areas: 5, plan: { rows: 6, bytes: expect.any(Number), chunks: 2 }, rows: [3, 3] },
    });
    await page.close();
  }
});

test.each<[string, (path: string) => void, object]>([
  [
    "has no manifest",
    (path) => rmSync(join(path, "manifest.json")),
    { code: "not-found", values: { file: "manifest.json" } },
  ],
  [
    "has a manifest that is not JSON",
    (path) => writeFileSync(join(path, "manifest.json"), "<!doctype html>"),
    { code: "manifest-json", values: { file: "manifest.json" } },
  ],
  [
    "is of a later version",
    (path) => edit(path, "manifest.json", (text) => text.replace(/"version": "[^"]*"/, '"version": "9.0"')),
    { code: "manifest-version" },
  ],
  [
    "has a manifest without a box",
    (path) => edit(path, "manifest.json", (text) => text.replace('"box"', '"bocks"')),
    { code: "manifest-invalid" },
  ],
  ["lacks a file", (path) => rmSync(join(path, cases)), { code: "not-found", values: { file: cases } }],
  [
    "has a cut file",
    (path) => writeFileSync(join(path, cases), readFileSync(join(path, cases)).subarray(0, 1000)),
    { code: "truncated", values: { file: cases, actual: 1000 } },
  ],
  [
    "has a changed file",
    (path) => {
      const bytes = readFileSync(join(path, cases));
      bytes[100] = (bytes[100] ?? 0) ^ 255;
      writeFileSync(join(path, cases), bytes);
    },
    { code: "checksum", values: { file: cases } },
  ],
])("a dataset that %s is refused with a fault that names the file", async (name, spoil, fault) => {
  expect(await spoiltTown(name.replaceAll(/\W+/g, "-"), spoil)).toMatchObject(fault);
});

function edit(path: string, file: string, change: (text: string) => string): void {
  writeFileSync(join(path, file), change(readFileSync(join(path, file), "utf8")));
}

/** Where the bytes of some columns begin, in the second row group. */
function columnStarts(file: Buffer, columns: readonly string[]) {
  const { row_groups } = parquetMetadata(new Uint8Array(file).buffer);
  return (row_groups[1]?.columns ?? []).flatMap(({ meta_data }) => {
    if (!meta_data || !columns.includes(meta_data.path_in_schema.join())) return [];
    return [Number(meta_data.dictionary_page_offset ?? meta_data.data_page_offset)];
  });
}

test("a corrupt page is a fault of its file, whatever it does to the decoder, and the next file is read", async () => {
  const good = await looseCases(site.folder, "spoilt.parquet");
  page = await site.open();
  const places = columnStarts(good, ["category", "opened", "lon"]).flatMap((from) => [from, from + 12]);
  expect(places).toHaveLength(6);
  for (const at of places) {
    writeFileSync(
      join(site.folder, "spoilt.parquet"),
      Buffer.concat([good.subarray(0, at), Buffer.alloc(60, 7), good.subarray(at + 60)]),
    );
    const result = await page.evaluate(async (columns) => {
      const read = async (url: string) => {
        const handle = await window.data.open({ kind: "plain-parquet", url, columns });
        const { plan } = await window.data.collect(handle, ["category", "status", "duty_grid_id"]);
        handle.close();
        return plan.rows;
      };
      return [
        await window.data.outcome(read("/data/spoilt.parquet")),
        await window.data.outcome(read("/data/cases.parquet")),
      ];
    }, mapping);
    expect([at, result[0]]).toMatchObject([at, { code: "corrupt", values: { file: "spoilt.parquet" } }]);
    expect(result[1]).toEqual({ value: looseRows });
  }
});

const mapping = { case_id: "id", reported_at: "opened", closed_at: "closed", duty_grid_id: "grid" };

test("when the decode workers are killed, everything pending is rejected, and trying again works", async () => {
  page = await site.open();
  const result = await page.evaluate(async () => {
    const handle = await window.data.open({ kind: "dataset-url", url: "/data/town" });
    await Promise.all(["name", "level"].map((field) => handle.columns("areas", [field]))); // both workers are alive
    const pending = ["areas", "cases"].map((table) =>
      window.data.outcome(handle.columns(table as "areas", ["status"].slice(0, 0))),
    );
    const streaming = window.data.outcome(window.data.collect(handle, ["category"]));
    await new Promise((done) => setTimeout(done));
    for (const worker of window.workers) worker.terminate();
    const died = await Promise.all([...pending, streaming]);
    const again = await window.data.outcome(window.data.collect(handle, ["category"]).then(({ plan }) => plan.rows));
    return { died: died.map((one) => ("code" in one ? one.code : "ok")), again };
  });
  expect(result.died).toContain("worker-died");
  expect(result.again).toEqual({ value: 6 });
});

test("loading can be cancelled, and says how far it is until then", async () => {
  page = await site.open();
  const result = await page.evaluate(async (columns) => {
    const handle = await window.data.open({ kind: "plain-parquet", url: "/data/cases.parquet", columns });
    const controller = new AbortController();
    const loading = window.data.outcome(window.data.collect(handle, ["category"], controller.signal));
    controller.abort();
    const aborted = await loading;
    const { progress, plan } = await window.data.collect(handle, ["category"]);
    return { aborted, last: progress.at(-1), plan };
  }, mapping);
  expect(result.aborted).toEqual({ code: "AbortError" });
  expect(result.last).toMatchObject({ stage: "cases", rows: looseRows, totalRows: looseRows, file: "cases.parquet" });
  expect(result.last?.bytes).toBeGreaterThanOrEqual(result.plan.bytes);
});

test("nothing is asked of any other origin", async () => {
  page = await site.open();
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(page.url()).origin) foreign.push(request.url());
  });
  await load(page, "/data/town");
  expect(foreign).toEqual([]);
});
