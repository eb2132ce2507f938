import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseRecipe, type Recipe } from "../../src/data/import/recipe.ts";
import { gcj02FromWgs84 } from "../../src/lib/gcj02.ts";
import { buildDataset } from "./build.ts";
import { checkDataset } from "./check.ts";
import { miniMeta, miniSquare } from "./mini-town.test-data.ts";

let root = "";
let input = "";

/** 任务号,类型,状态,上报时间,经度,纬度 in GB18030: 事件 = CA C2 BC FE, 部件 = B2 BF BC FE. */
const gb18030 = (text: string): Buffer =>
  Buffer.concat(
    Array.from(text, (letter) =>
      Buffer.from({ 事: "cac2", 件: "bcfe", 部: "b2bf" }[letter] ?? Buffer.from(letter).toString("hex"), "hex"),
    ),
  );

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "wangge-build-"));
  input = join(root, "input");
  await mkdir(input);
  const feature = (id: string, x: number, y: number, across = 1): object => ({
    type: "Feature",
    properties: { code: id, label: `Grid ${id}`, people: 100 },
    geometry: miniSquare(x, y, across),
  });
  const collection = (features: object[]): string => JSON.stringify({ type: "FeatureCollection", features });
  await writeFile(join(input, "town.geojson"), collection([feature("town", 0, 0, 2)]));
  await writeFile(
    join(input, "grids.geojson.gz"),
    gzipSync(collection([feature("sw", 0, 0), feature("se", 1, 0), feature("nw", 0, 1), feature("ne", 1, 1)])),
  );
  const shifted = gcj02FromWgs84(121.405, 31.205).join(",");
  const lines = [
    "no,kind,state,at,x,y,street,house",
    `1,事件,done,2024-01-01 00:00:00,${shifted},Main St,`,
    `2,部件,open,2024-01-31 20:00:00,${shifted},Main St,7`,
    `3,事件,lost,2024-02-01 00:00:00,${shifted},,`,
    `4,其,done,soon,${shifted},,`.replace("其", "事件"),
  ];
  await writeFile(join(input, "cases.csv.gz"), gzipSync(gb18030(lines.join("\n"))));
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

const areas = (file: string, level: string): object => ({
  table: "areas",
  file,
  fields: { area_id: "code", name: "label", level: { value: level } },
});

const cases = {
  table: "cases",
  file: "cases.csv.gz",
  encoding: "gb18030",
  coordinates: "GCJ-02",
  fields: {
    case_id: { from: "no", prefix: "C-" },
    category: { from: "kind", map: { 事件: "event", 部件: "component" } },
    status: { from: "state", map: { done: "closed", open: "handling" } },
    source: { value: "patrol" },
    lon: "x",
    lat: "y",
    address: { from: ["street", "house"], join: " " },
    reported_at: { from: "at", time: "utc" },
    is_urgent: { from: "house", map: { "7": true }, otherwise: false },
  },
};

const miniRecipe = {
  format: "wangge-recipe/1",
  dataset: miniMeta,
  tables: [
    areas("town.geojson", "street_town"),
    areas("grids.geojson.gz", "duty_grid"),
    {
      table: "population",
      file: "town.geojson",
      fields: { area_id: "code", as_of: { value: "2020-11-01" }, pop_actual: { value: 1003 } },
    },
    cases,
  ],
  parents: { duty_grid: "street_town" },
  population: { from: "street_town", to: ["duty_grid"] },
};

async function rowsOf(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

async function build(recipe: object, name: string) {
  const out = join(root, name);
  const lines: string[] = [];
  const onProgress = (text: string, share: number): void => {
    lines.push(`${share.toFixed(2)} ${text}`);
  };
  return { out, lines, ...(await buildDataset({ recipe: parseRecipe(recipe, "mini"), input, out, onProgress })) };
}

test("raw files become a dataset: encodings, coordinate systems, time zones, maps, prefixes", async () => {
  const { out, report } = await build(miniRecipe, "mini");
  const rows = await rowsOf(
    `SELECT case_id, category, status, source, address, reported_at, is_urgent, duty_grid_id, lon, lat FROM '${out}/cases/*.parquet' ORDER BY 1`,
  );
  expect(rows.map(({ lon, lat, ...rest }) => rest)).toEqual([
    {
      case_id: "C-1",
      category: "event",
      status: "closed",
      source: "patrol",
      address: "Main St",
      reported_at: "2024-01-01 08:00:00",
      is_urgent: false,
      duty_grid_id: "sw",
    },
    {
      case_id: "C-2",
      category: "component",
      status: "handling",
      source: "patrol",
      address: "Main St 7",
      reported_at: "2024-02-01 04:00:00",
      is_urgent: true,
      duty_grid_id: "sw",
    },
  ]);
  expect(Number(rows[0]?.lon)).toBeCloseTo(121.405, 7);
  expect(Number(rows[0]?.lat)).toBeCloseTo(31.205, 7);
  expect(report.tables.cases).toMatchObject({ read: 4, kept: 2, quarantined: 2 });
  const aside = await rowsOf(`SELECT reason, "row" FROM '${out}/quarantine.parquet' ORDER BY 1`);
  expect(aside.map(({ reason }) => reason)).toEqual([
    "reported_at is not a time",
    "status: the recipe has no value for “lost”",
  ]);
  expect(JSON.parse(String(aside[1]?.row))).toMatchObject({ no: "3", state: "lost", at: "2024-02-01 00:00:00" });
});

test("parents and the population of other levels are computed from common ground", async () => {
  const { out } = await build(miniRecipe, "spread");
  expect(await rowsOf(`SELECT DISTINCT parent_id FROM '${out}/areas.parquet' WHERE level = 'duty_grid'`)).toEqual([
    { parent_id: "town" },
  ]);
  const people = await rowsOf(`SELECT area_id, pop_actual FROM '${out}/population.parquet'`);
  expect(people[0]).toEqual({ area_id: "town", pop_actual: 1003 });
  const spread = people.slice(1).map((row) => Number(row.pop_actual));
  expect(spread.reduce((sum, value) => sum + value, 0)).toBe(1003);
  for (const value of spread) expect(Math.abs(value - 250.75)).toBeLessThan(5);
});

test("a recipe without areas, as the wizard may save one, becomes a dataset whose cases have no area ids", async () => {
  const { out, manifest, report } = await build(
    { format: miniRecipe.format, dataset: miniMeta, tables: [cases] },
    "no-areas",
  );
  expect(report.tables.cases).toMatchObject({ read: 4, kept: 2, quarantined: 2 });
  expect(manifest.levels).toEqual([]);
  const [west, south, east, north] = manifest.box;
  expect(west < 121.405 && 121.405 < east && south < 31.205 && 31.205 < north).toBe(true);
  expect((await checkDataset(out)).problems).toEqual([]);
  const columns = await rowsOf(`SELECT column_name FROM (DESCRIBE FROM '${out}/cases/*.parquet')`);
  expect(columns.map(({ column_name: name }) => name)).toContain("case_id");
  expect(columns.filter(({ column_name: name }) => name === "duty_grid_id")).toEqual([]);
});

test("progress never goes back and ends at 1", async () => {
  const { lines } = await build(miniRecipe, "progress");
  const shares = lines.map((line) => Number.parseFloat(line));
  expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  expect(shares.at(-1)).toBe(1);
});

const without = (change: object): object => ({ ...miniRecipe, ...change });

test.each<[object, string]>([
  [without({ format: "wangge-recipe/9" }), "format must be one of wangge-recipe/1"],
  [without({ tables: [{ ...cases, table: "pictures" }] }), "tables[0].table must be one of areas"],
  [
    without({ tables: [{ ...cases, fields: { colour: "x" } }] }),
    "tables[0].fields.colour must be a field of the table cases",
  ],
  [
    without({ tables: [{ ...cases, fields: { lon: {} } }] }),
    "tables[0].fields.lon must be filled by either from or value",
  ],
  [without({ tables: [{ ...cases, coordinates: "mine" }] }), "tables[0].coordinates must be WGS-84"],
  [without({ parents: { village: "city" } }), "parents.village must be one of city"],
  [without({ dataset: { ...miniMeta, licence: "" } }), "dataset.licence must be a text that is not empty"],
])("a wrong recipe is explained: %#", (recipe, message) => {
  expect(() => parseRecipe(recipe, "mini")).toThrow(message);
});

test.each<[string, object, string]>([
  ["a missing file", { ...cases, file: "nothing.csv" }, "nothing.csv does not exist"],
  [
    "a missing column",
    { ...cases, fields: { ...cases.fields, dept: "office" } },
    "has no column office (for cases.dept). It has: no, kind",
  ],
  ["an unknown kind of file", { ...cases, file: "town.geojson/x" }, "does not exist"],
])("%s is named, and nothing is left behind", async (_what, table, message) => {
  const tables = [...miniRecipe.tables.slice(0, 3), table];
  await expect(build(without({ tables }), "failed")).rejects.toThrow(message);
  expect(existsSync(join(root, "failed"))).toBe(false);
  expect(existsSync(join(root, "failed.partial"))).toBe(false);
});

test("the command line builds and checks, and says what is wrong with exit codes", async () => {
  const recipe: Recipe = parseRecipe(miniRecipe, "mini");
  await writeFile(join(root, "mini.json"), JSON.stringify(recipe));
  const run = (...args: string[]): { status: number | null; out: string; err: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(import.meta.dirname, "main.ts"), ...args], {
      encoding: "utf8",
    });
    return { status, out: stdout, err: stderr };
  };
  const out = join(root, "by-hand");
  const built = run("build", join(root, "mini.json"), "--input", input, "--out", out);
  expect([built.status, built.out]).toEqual([0, expect.stringMatching(/cases +4 +2 +2\n {2}put aside: /)]);
  expect(built.err).toContain("Writing cases/2024-01.parquet");
  expect(run("check", out)).toMatchObject({ status: 0, out: expect.stringContaining("is in order") });
  await rm(join(out, "areas.parquet"));
  expect(run("check", out)).toMatchObject({ status: 1, err: expect.stringContaining("areas.parquet is missing.") });
  expect(run("build", "mini")).toMatchObject({ status: 2, err: expect.stringContaining("--input is missing.") });
  expect(run("paint")).toMatchObject({ status: 2, err: expect.stringContaining("Usage:") });
  expect(run("sample", "--out", out, "--cases", "many")).toMatchObject({
    status: 2,
    err: expect.stringContaining("--cases must be a whole number"),
  });
  expect(JSON.parse(await readFile(join(out, "quality.json"), "utf8"))).toMatchObject({ dataset: "mini-town" });
});
