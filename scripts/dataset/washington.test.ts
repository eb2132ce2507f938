import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Manifest } from "../../src/domain/manifest.ts";
import { buildDataset } from "./build.ts";
import { checkDataset } from "./check.ts";
import { readRecipe } from "./recipe.ts";
import type { QualityReport } from "./types.ts";

const root = resolve(import.meta.dirname, "../..");
const input = resolve(root, "../shared/data/dc");
const absent = !existsSync(input);
if (absent) console.warn("The files of Washington, DC are not in ../shared/data/dc: their tests are skipped.");

let folder = "";
let out = "";
let built: { manifest: Manifest; report: QualityReport };

async function rowsOf(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

describe.skipIf(absent)("Washington, DC", () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "wangge-dc-"));
    out = join(folder, "dc");
    const recipe = await readRecipe(join(root, "data/recipes/washington-dc.json"));
    built = await buildDataset({ recipe, input, out, onProgress: () => {} });
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test("every row of the source is kept", () => {
    const kept = Object.entries(built.report.tables).map(([name, { read, kept }]) => [name, read, kept]);
    expect(kept).toEqual([
      ["areas", 849, 849],
      ["population", 849, 849],
      ["cameras", 1255, 1255],
      ["facilities", 934, 934],
      ["road_nodes", 13_555, 13_555],
      ["road_edges", 19_923, 19_923],
      ["cases", 34_049, 34_049],
    ]);
    expect(existsSync(join(out, "quarantine.parquet"))).toBe(false);
  });

  test("the levels have the areas they should have", () => {
    expect(built.manifest.levels.map(({ level, count }) => [level, count])).toEqual([
      ["street_town", 8],
      ["basic_unit", 56],
      ["community", 39],
      ["duty_grid", 296],
      ["micro_grid", 450],
    ]);
  });

  test("every level has the 601,723 residents of the census", async () => {
    const sums = await rowsOf(
      `SELECT level, sum(pop_resident)::INTEGER AS people FROM '${out}/population.parquet' JOIN
       (SELECT area_id, level FROM '${out}/areas.parquet') USING (area_id) GROUP BY 1 ORDER BY 1`,
    );
    expect(sums.map(({ level, people }) => [level, people])).toEqual(
      ["basic_unit", "community", "duty_grid", "micro_grid", "street_town"].map((level) => [level, 601_723]),
    );
  });

  test("the share-out by area puts about as many residents into the wards as the census counted there", async () => {
    const wards = await rowsOf(
      `SELECT pop_resident AS people FROM '${out}/population.parquet' WHERE area_id LIKE 'ward-%'`,
    );
    // The wards of 2012 were drawn to have equal population, within 5 %, by the census of 2010; sharing out adds 2 %.
    for (const { people } of wards) expect(Math.abs(Number(people) - 601_723 / 8)).toBeLessThan(0.07 * (601_723 / 8));
  });

  test("every case lies in exactly one duty grid, police service area and ward", async () => {
    const [row] = await rowsOf(
      `SELECT count(duty_grid_id) AS grids, count(basic_unit_id) AS units, count(street_town_id) AS wards,
       count(DISTINCT duty_grid_id) AS some FROM '${out}/cases/*.parquet'`,
    );
    expect(row).toMatchObject({ grids: "34049", units: "34049", wards: "34049" });
  });

  test("computed wards agree with the stated ones where there are any", async () => {
    const [row] = await rowsOf(
      `SELECT count(*) FILTER (stated_street_town_id <> street_town_id) AS other, count(stated_street_town_id) AS stated
       FROM '${out}/cases/*.parquet'`,
    );
    expect(Number(row?.stated)).toBeGreaterThan(33_000);
    expect(Number(row?.other)).toBeLessThan(0.002 * Number(row?.stated));
  });

  test("open, closed and void cases are as many as the source has", async () => {
    const rows = await rowsOf(`SELECT status, count(*) AS n FROM '${out}/cases/*.parquet' GROUP BY 1 ORDER BY 1`);
    expect(rows.map(({ status, n }) => [status, Number(n)])).toEqual([
      ["closed", 22_383],
      ["handling", 11_480],
      ["void", 186],
    ]);
  });

  test("times are the wall clock of Washington, and the data ends where its last window does", () => {
    expect(built.manifest.timeRange).toEqual(["2015-09-11T05:50:21", "2016-08-16T10:19:32"]);
    expect(built.manifest.asOf).toBe("2016-08-16T10:19:32");
    expect(
      built.manifest.files.filter(({ table }) => table === "cases").map(({ month, rows }) => [month, rows]),
    ).toEqual([
      ["2015-09", 7856],
      ["2015-10", 3617],
      ["2016-07", 15_360],
      ["2016-08", 7216],
    ]);
  });

  test("the dataset passes its own check", async () => {
    expect((await checkDataset(out)).problems).toEqual([]);
  });
});
