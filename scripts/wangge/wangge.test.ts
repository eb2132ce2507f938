import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { read } from "../../test/support/files.ts";
import { hasDataset } from "../../test/support/open-folder.ts";
import { readParams } from "./analyse.ts";
import { findDataset } from "./dataset.ts";
import { describeOutcome, qualityOf } from "./quality.ts";
import { usage } from "./usage.ts";
import { endingOf, formatOfPath } from "./write.ts";

const main = join(import.meta.dirname, "main.ts");
const folder = mkdtempSync(join(tmpdir(), "wangge-cli-"));
const wangge = (...args: string[]) => execFileSync(process.execPath, [main, ...args], { encoding: "utf8" });
const failing = (...args: string[]) => spawnSync(process.execPath, [main, ...args], { encoding: "utf8" });

test("parameters are read from JSON and from name=value", () => {
  expect(readParams('{"statistic": "moran", "permutations": 999}')).toEqual({ statistic: "moran", permutations: 999 });
  expect(readParams("statistic=moran, permutations=999,mutual=true")).toEqual({
    statistic: "moran",
    permutations: 999,
    mutual: true,
  });
  expect(readParams(undefined)).toEqual({});
  expect(() => readParams('{"a": [1]}')).toThrow("--params");
  expect(() => readParams("{")).toThrow("JSON");
});

test("formats are told by the ends of files, and back", () => {
  expect(["a.csv", "a.geo.parquet", "a.parquet", "a.XLSX", "a.shp.zip", "a.json", "folder"].map(formatOfPath)).toEqual([
    "csv",
    "geoparquet",
    "parquet",
    "xlsx",
    "shapefile",
    "json",
    null,
  ]);
  expect([endingOf("geoparquet"), endingOf("csv")]).toEqual([".geo.parquet", ".csv"]);
});

test("a mistake is told with the usage, and the document shows the same usage", () => {
  for (const args of [[], ["fly"], ["query"], ["analyse", "hotspots", "--dataset", "nowhere", "--out", "x"]]) {
    const { status, stderr } = failing(...args);
    expect([status, stderr.includes("Usage:")]).toEqual([2, true]);
  }
  expect(read("docs/command-line.md")).toContain(usage.split("\n").slice(1).join("\n"));
});

describe.skipIf(!hasDataset("sample"))("on the sample town", () => {
  test("a statement gives the same rows as CSV, JSON and on the screen", () => {
    const sql = "SELECT dept, count(*)::INTEGER AS n FROM cases GROUP BY ALL ORDER BY n DESC LIMIT 2";
    const shown = wangge("query", sql, "--dataset", "sample");
    const [csv, json] = [join(folder, "a.csv"), join(folder, "a.json")];
    for (const out of [csv, json]) wangge("query", sql, "--dataset", "sample", "--out", out);
    expect(readFileSync(csv, "utf8")).toBe(shown);
    expect(JSON.parse(readFileSync(json, "utf8"))).toEqual([
      { dept: "chengguan", n: 23093 },
      { dept: "appearance", n: 13530 },
    ]);
    const told = JSON.parse(readFileSync(`${csv}.provenance.json`, "utf8"));
    expect(told).toMatchObject({ rows: 2, sql, dataset: { id: "sample" }, params: { sql } });
  });

  test("addresses are masked and small counts left out unless one says otherwise", () => {
    const sql = "SELECT address, 3 AS residents FROM cases WHERE address IS NOT NULL LIMIT 1";
    expect(wangge("query", sql, "--dataset", "sample")).toBe("\ufeffaddress,residents\r\n***,\r\n");
    const open = wangge("query", sql, "--dataset", "sample", "--no-mask", "--minimum-cell", "0");
    expect(open).toMatch(/^\ufeffaddress,residents\r\n[^*]+,3\r\n$/);
  });

  test.each(["COPY cases TO 'x.csv'", "SELECT 1; SELECT 2", "SET threads = 1", "INSTALL spatial"])(
    "%s is refused",
    (sql) => {
      expect(failing("query", sql, "--dataset", "sample").status).toBe(1);
    },
  );

  test("the document names every analysis there is", () => {
    const { stderr } = failing("analyse", "nothing", "--dataset", "sample", "--out", "x");
    const names = /there are (.*)\./.exec(stderr)?.[1]?.split(", ") ?? [];
    expect(names).toContain("scorecard");
    const document = read("docs/command-line.md");
    expect(names.filter((name) => !document.includes(`\`${name}\``))).toEqual([]);
  });

  test("no file outside the dataset can be read", () => {
    const { status, stderr } = failing("query", `SELECT * FROM read_text('${main}')`, "--dataset", "sample");
    expect([status, /disabled/i.test(stderr)]).toEqual([1, true]);
  });

  test("an analysis run twice gives the same bytes, and a filter of a link changes them", () => {
    const run = (out: string, ...more: string[]) => {
      wangge("analyse", "density", "--dataset", "sample", "--out", join(folder, out), ...more);
      return readFileSync(join(folder, out));
    };
    const first = run("one.csv");
    expect(run("two.csv").equals(first)).toBe(true);
    expect(run("three.csv", "--link", "#/density?dept=greening").equals(first)).toBe(false);
  });
});

test.skipIf(!hasDataset("sample"))("checking a dataset gives the report of the import wizard", async () => {
  const { folder: sample, manifest } = findDataset("sample");
  const few = ["areas", "population"];
  const files = manifest.files.filter(({ table, path }) => few.includes(table) || path === "cases/2024-01.parquet");
  const outcome = await qualityOf({ folder: sample, manifest: { ...manifest, files } });
  const report = describeOutcome(outcome);
  expect(report).toMatch(/cases: ([\d,]+) rows read, \1 usable/);
  expect(report).toMatch(/Possible duplicates: same kind, 50 m, 24 h \(cases\): [\d,]+ of [\d,]+ rows/);
  expect(report).toContain("Times in the wrong order (cases)");
  const twice = outcome.findings.find(({ rule }) => rule === "duplicate-case");
  expect(twice?.examples[0]?.row).toBeGreaterThan(0);
});
