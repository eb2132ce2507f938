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

const provenance = {
  analysis: "test",
  params: { radius: 3 },
  dataVersion: "v1",
  software: "wangge 0",
  madeAt: "2024-01-01T00:00:00Z",
};

/** A page with the loose cases open as `window.handle` and `window.database`. */
async function openCases(options?: { isolated?: boolean }): Promise<Page> {
  const opened = await site.open(options);
  await opened.evaluate(async () => {
    const columns = { case_id: "id", reported_at: "opened", closed_at: "closed", duty_grid_id: "grid" };
    const handle = await window.data.open({ kind: "plain-parquet", url: "/data/cases.parquet", columns });
    Object.assign(window, { handle, database: await window.data.openDatabase(handle) });
  });
  return opened;
}

declare global {
  interface Window {
    handle: Awaited<ReturnType<Window["data"]["open"]>>;
    database: Awaited<ReturnType<Window["data"]["openDatabase"]>>;
  }
}

const ask = (sql: string) =>
  page.evaluate((text) => window.data.outcome(window.database.query(text).then((result) => result.rows())), sql);

test.each([true, false])("a table is loaded when a query first mentions it (isolated: %s)", async (isolated) => {
  page = await openCases({ isolated });
  expect(await page.evaluate(() => window.workers.some(({ address }) => address.includes("duckdb")))).toBe(false);
  expect(await ask("SELECT count(*) AS n, count(closed_at) AS closed, min(reported_at) AS first FROM cases")).toEqual({
    value: [{ n: looseRows, closed: looseRows * 0.9, first: "2024-01-01T00:00:00" }],
  });
  const bundle = await page.evaluate(() => window.workers.find(({ address }) => address.includes("duckdb"))?.address);
  expect(bundle).toContain(isolated ? "duckdb-browser-coi" : "duckdb-browser-eh");
});

test("row groups with dictionaries of their own are inserted by value", async () => {
  page = await openCases();
  const { value } = await ask(
    "SELECT category, count(*) AS n, min(case_id) AS first FROM cases GROUP BY ALL ORDER BY first",
  );
  const expected = Array.from({ length: looseRows }, (_, i) => `kind ${Math.floor(i / 7000)}-${i % 3}`);
  const rows = value as { category: string; n: number; first: number }[];
  expect(rows).toHaveLength(new Set(expected).size);
  for (const { category, n, first } of rows) {
    expect([category, expected.indexOf(category)]).toEqual([category, first]);
    expect(expected.filter((one) => one === category)).toHaveLength(n);
  }
});

test("rows come as plain values, columns as typed arrays", async () => {
  page = await openCases();
  expect(
    await ask(
      "SELECT 1::HUGEINT AS h, 1.25::DECIMAL(10, 2) AS d, DATE '2024-02-03' AS day, TIMESTAMP '2024-02-03 04:05:06' AS t, " +
        "true AS b, NULL AS none, [1, 2] AS list, {'a': 1} AS struct, TIME '01:02:03' AS clock, 'x' AS text",
    ),
  ).toEqual({
    value: [
      {
        h: 1,
        d: 1.25,
        day: "2024-02-03",
        t: "2024-02-03T04:05:06",
        b: true,
        none: null,
        list: "[1,2]",
        struct: '{"a":1}',
        clock: "01:02:03",
        text: "x",
      },
    ],
  });
  const typed = await page.evaluate(async () => {
    const result = await window.database.query(
      "SELECT case_id, status, lon, epoch(reported_at) AS s, closed_at FROM cases ORDER BY case_id LIMIT 11",
    );
    const columns = Object.entries(result.typed()).map(([name, values]) => [name, values.constructor.name]);
    return {
      columns: Object.fromEntries(columns),
      closed: Array.from(result.numbers("closed_at")),
      codes: result.codes("status"),
    };
  });
  expect(typed.columns).toMatchObject({ status: "Uint8Array", lon: "Float32Array", closed_at: "Float64Array" });
  expect(typed.closed[0]).toBeNaN();
  expect(typed.closed[1]).toBe(Date.UTC(2024, 0, 2) / 1000 + 60);
  expect(typed.codes.dictionary).toEqual(["0", "1", "2", "3"]);
});

test("a query that is wrong is a fault with DuckDB's reason, and the next one works", async () => {
  page = await openCases();
  expect(await ask("SELEC 1")).toMatchObject({
    code: "query",
    values: { reason: expect.stringContaining("syntax error") },
  });
  expect(await ask("SELECT x FROM cases")).toMatchObject({
    code: "query",
    values: { reason: expect.stringContaining("x") },
  });
  expect(await ask("SELECT 1 AS one")).toEqual({ value: [{ one: 1 }] });
});

test.each([
  ["that DuckDB works on in slices", "SELECT sum(sin(range)) FROM range(1000000000)"],
  [
    "that keeps a thread busy",
    "SELECT sum(a.lon * b.lat) FROM cases a, cases b WHERE (a.case_id * 7919 + b.case_id) % 97 = 3",
  ],
])("a query %s can be stopped, and the next one need not wait for it", async (_, long) => {
  page = await openCases();
  await ask("SELECT 1 FROM cases LIMIT 1");
  const result = await page.evaluate(async (sql) => {
    const controller = new AbortController();
    const running = window.data.outcome(window.database.query(sql, { signal: controller.signal }));
    await new Promise((done) => setTimeout(done, 300));
    const start = performance.now();
    controller.abort();
    const stopped = await running;
    const stoppedMs = performance.now() - start;
    const next = await window.data.outcome(
      window.database.query("SELECT count(*) AS n FROM cases").then((it) => it.rows()),
    );
    return { stopped, stoppedMs, next, nextMs: performance.now() - start };
  }, long);
  expect(result.stopped).toEqual({ code: "AbortError" });
  expect(result.stoppedMs).toBeLessThan(500);
  expect(result.next).toEqual({ value: [{ n: looseRows }] });
  expect(result.nextMs).toBeLessThan(30_000);
});

test("results are tables with provenance, beside the dataset's in the catalogue", async () => {
  page = await openCases();
  const catalog = await page.evaluate(async (origin) => {
    const scores = { id: Int32Array.of(1, 2, 3), score: Float64Array.of(0.5, Number.NaN, 2), name: ["a", "", "c"] };
    await window.database.registerResult("hotspots", scores, origin);
    return window.database.catalog();
  }, provenance);
  expect(catalog.map(({ name, kind, rows, loaded }) => [name, kind, rows, loaded])).toEqual([
    ["cases", "dataset", looseRows, false],
    ["hotspots", "result", 3, true],
  ]);
  expect(catalog[1]?.provenance).toEqual(provenance);
  expect(await ask("SELECT sum(score) AS sum, count(score) AS n, count(name) AS names FROM hotspots")).toEqual({
    value: [{ sum: 2.5, n: 2, names: 2 }],
  });
  expect(await ask("SELECT count(*) AS n FROM hotspots JOIN cases ON id = case_id")).toEqual({ value: [{ n: 3 }] });
});

test("when DuckDB's worker is killed, what is pending is rejected, and the next query finds everything again", async () => {
  page = await openCases();
  const result = await page.evaluate(async (origin) => {
    await window.database.registerResult("kept", { id: Int32Array.of(7) }, origin);
    await window.database.query("SELECT count(*) FROM cases");
    const pending = [
      window.data.outcome(window.database.query("SELECT count(*) FROM cases a, cases b WHERE a.lon * b.lat = 0.5")),
      window.data.outcome(window.database.query("SELECT 1 FROM cases LIMIT 1")),
    ];
    await new Promise((done) => setTimeout(done, 200));
    for (const worker of window.workers) if (worker.address.includes("duckdb")) worker.terminate();
    const died = await Promise.all(pending);
    const again = (await window.database.query("SELECT (SELECT count(*) FROM cases) AS n, id FROM kept")).rows();
    return { died, again };
  }, provenance);
  expect(result.died).toMatchObject([{ code: "worker-died", values: { worker: "duckdb" } }, { code: "worker-died" }]);
  expect(result.again).toEqual([{ n: looseRows, id: 7 }]);
});

test("no statement reaches a file, the network or the settings", async () => {
  page = await openCases();
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(page.url()).origin) foreign.push(request.url());
  });
  for (const sql of [
    "LOAD spatial",
    "SELECT * FROM read_csv('/data/town/manifest.json')",
    "SELECT * FROM 'https://example.org/x.parquet'",
    "COPY (SELECT 1) TO 'x.csv'",
    "ATTACH 'other.db'",
    "SET enable_external_access = true",
    "SET threads = 1",
  ]) {
    expect([sql, await ask(sql)]).toMatchObject([sql, { code: "query" }]);
  }
  expect(await ask("SELECT 1 AS one")).toEqual({ value: [{ one: 1 }] });
  expect(foreign).toEqual([]);
});

test("loading in the background waits at its gate, unless someone needs the table", async () => {
  page = await openCases();
  const result = await page.evaluate(async () => {
    let asked = 0;
    const gate = () => {
      asked++;
      return new Promise<void>(() => undefined);
    };
    const background = window.database.ensure("cases", { gate });
    await new Promise((done) => setTimeout(done, 300));
    const before = (await window.database.catalog()).map(({ loaded }) => loaded);
    const rows = (await window.database.query("SELECT count(*) AS n FROM cases")).rows();
    await background;
    return { asked, before, rows };
  });
  expect(result).toEqual({ asked: 1, before: [false], rows: [{ n: looseRows }] });
});

test("rows can be added to a table", async () => {
  page = await openCases();
  expect(
    await page.evaluate(async (origin) => {
      await window.database.registerResult("live", { id: Int32Array.of(1), name: ["a"] }, origin);
      await window.database.append("live", { id: Int32Array.of(2), name: ["b"] });
      return (await window.database.query("SELECT string_agg(name, '' ORDER BY id) AS names FROM live")).rows();
    }, provenance),
  ).toEqual([{ names: "ab" }]);
});
