import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { Dictionary, tableFromIPC } from "apache-arrow";
import { readParquet } from "parquet-wasm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Manifest } from "../../src/domain/manifest.ts";
import { metresPerDegree } from "../../src/lib/geodesy.ts";
import { miniAreas, miniCases, miniMeta, miniSquare } from "./mini-town.test-data.ts";
import type { QualityReport, RawTable } from "./types.ts";
import { createDatasetWriter } from "./writer.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "wangge-writer-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Builds a dataset from tables and returns its folder with what `finish` gave. */
async function build(
  name: string,
  tables: readonly (readonly [Parameters<Awaited<ReturnType<typeof createDatasetWriter>>["add"]>[0], RawTable])[],
): Promise<{ out: string; manifest: Manifest; report: QualityReport }> {
  const out = join(folder, name);
  const writer = await createDatasetWriter(out, miniMeta);
  await writer.add("areas", miniAreas);
  for (const [table, rows] of tables) await writer.add(table, rows);
  return { out, ...(await writer.finish()) };
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

const quarantine = async (out: string): Promise<Record<string, unknown>[]> =>
  (await query(`FROM '${out}/quarantine.parquet'`)).map((row) => ({ ...row, row: JSON.parse(String(row.row)) }));

test("cases are filed by month and carry the ids of the areas they lie in", async () => {
  const { out, manifest } = await build("placed", [["cases", miniCases]]);
  expect(manifest.files.map(({ path, rows }) => [path, rows])).toEqual([
    ["areas.parquet", 5],
    ["cases/2024-01.parquet", 3],
    ["cases/2024-02.parquet", 3],
  ]);
  const cases = await query(
    `SELECT case_id, street_town_id AS town, duty_grid_id AS grid FROM '${out}/cases/*.parquet' ORDER BY 1`,
  );
  expect(cases.map(({ case_id, town, grid }) => [case_id, town, grid])).toEqual([
    ["c1", "town", "g-sw"],
    ["c2", "town", "g-se"],
    ["c3", "town", "g-nw"],
    ["c4", "town", "g-ne"],
    ["c5", "town", "g-ne"],
    ["c6", null, null],
  ]);
});

test("the manifest says what the files hold", async () => {
  const { manifest, report } = await build("described", [["cases", miniCases]]);
  expect(manifest.box).toEqual([121.4, 31.2, 121.425, 31.22]);
  expect(manifest.timeRange).toEqual(["2024-01-03T08:00:00", "2024-02-29T12:30:00"]);
  expect(manifest.asOf).toBe("2024-03-01T10:00:00");
  expect(manifest.levels.map(({ level, count }) => [level, count])).toEqual([
    ["street_town", 1],
    ["duty_grid", 4],
  ]);
  expect(manifest.files[1]).toMatchObject({
    month: "2024-01",
    timeRange: ["2024-01-03T08:00:00", "2024-01-31T23:59:59"],
  });
  expect(report.tables.cases?.warnings).toEqual([
    { what: "duty_grid_id: lies in no area of this level", rows: 1 },
    { what: "street_town_id: lies in no area of this level", rows: 1 },
  ]);
});

test("areas have the size of their geometry, and GeoParquet metadata", async () => {
  const { out } = await build("areas", [["cases", miniCases]]);
  const [grid] = await query(`SELECT area_m2 FROM '${out}/areas.parquet' WHERE area_id = 'g-sw'`);
  const degree = metresPerDegree(31.205);
  expect(Number(grid?.area_m2) / (degree.lon * degree.lat * 1e-4)).toBeCloseTo(1, 6);
  const [entry] = await query(
    `SELECT decode(value) AS geo FROM parquet_kv_metadata('${out}/areas.parquet') WHERE decode(key) = 'geo'`,
  );
  expect(JSON.parse(String(entry?.geo))).toMatchObject({
    version: "1.1.0",
    primary_column: "geometry",
    columns: { geometry: { encoding: "WKB", geometry_types: ["Polygon"], bbox: [121.4, 31.2, 121.42, 31.22] } },
  });
});

test("Arrow readers get codes as dictionaries and times as wall-clock microseconds", async () => {
  const { out } = await build("arrow", [["cases", miniCases]]);
  const bytes = new Uint8Array(await readFile(join(out, "cases/2024-01.parquet")));
  const table = tableFromIPC(readParquet(bytes).intoIPCStream());
  const types = Object.fromEntries(table.schema.fields.map(({ name, type }) => [name, String(type)]));
  expect(types).toEqual({
    case_id: "Utf8",
    category: "Dictionary<Int32, Utf8>",
    source: "Dictionary<Int32, Utf8>",
    status: "Dictionary<Int32, Utf8>",
    lon: "Float64",
    lat: "Float64",
    reported_at: "Timestamp<MICROSECOND>",
    closed_at: "Timestamp<MICROSECOND>",
    street_town_id: "Dictionary<Int32, Utf8>",
    duty_grid_id: "Dictionary<Int32, Utf8>",
  });
  expect(table.schema.fields.find(({ name }) => name === "category")?.type).toBeInstanceOf(Dictionary);
  const first = table.toArray().find((row) => row.case_id === "c1");
  expect(first?.category).toBe("event");
  expect(first?.reported_at).toBe(Date.UTC(2024, 0, 31, 23, 59, 59));
});

test("the same input gives the same bytes, in one portion or in many", async () => {
  const once = await build("once", [["cases", miniCases]]);
  const again = await build("again", [["cases", miniCases]]);
  const part = (from: number, to: number): RawTable =>
    Object.fromEntries(Object.entries(miniCases).map(([name, column]) => [name, column.slice(from, to)]));
  const parts = await build(
    "parts",
    [0, 2, 4].map((from) => ["cases", part(from, from + 2)] as const),
  );
  expect(again.manifest).toEqual(once.manifest);
  expect(parts.manifest).toEqual(once.manifest);
});

test("every unusable row is put aside with its reason, and none is lost", async () => {
  const bad: RawTable = {
    case_id: ["c1", "x1", "x2", null, "x4", "x5", "x6", "x7"],
    category: ["event", null, "event", "event", "event", "event", "event", "event"],
    status: ["closed", "closed", "asleep", "closed", "closed", "closed", "closed", "closed"],
    lon: [121.405, 121.405, 121.405, 121.405, 31.205, 13.4, 121.405, Number.NaN],
    lat: [31.205, 31.205, 31.205, 31.205, 121.405, 52.5, 31.205, 31.205],
    reported_at: Array.from({ length: 8 }, (_, i) => (i === 6 ? "2024-02-30 08:00:00" : "2024-01-05 08:00:00")),
  };
  const { out, report } = await build("bad", [
    ["cases", miniCases],
    ["cases", bad],
  ]);
  const rows = await quarantine(out);
  expect(rows.map(({ reason, row }) => [reason, (row as { case_id?: string }).case_id])).toEqual([
    ["category is missing", "x1"],
    ["status is not one of the values allowed", "x2"],
    ["case_id is missing", undefined],
    ["position is not in degrees of longitude and latitude", "x4"],
    ["position is far outside the areas", "x5"],
    ["reported_at is not a time", "x6"],
    ["lon is missing", "x7"],
    ["case_id occurs twice; the first row was kept", "c1"],
  ]);
  expect(report.tables.cases).toMatchObject({ read: 14, kept: 6, quarantined: 8 });
  expect(rows[1]?.row).toMatchObject({ status: "asleep" });
});

test("rows that point nowhere are put aside where they are useless, else counted", async () => {
  const { out, report } = await build("orphans", [
    ["cases", miniCases],
    [
      "case_events",
      {
        case_id: ["c1", "ghost", "c1"],
        seq: new Int32Array([1, 1, 2]),
        stage: ["discover", "discover", "close"],
        action: ["forward", "forward", "close"],
        at: Float64Array.of(Date.UTC(2024, 0, 31) / 1000, Date.UTC(2024, 1, 1) / 1000, Date.UTC(2024, 1, 3) / 1000),
      },
    ],
    ["population", { area_id: ["g-sw", "g-xx"], as_of: ["2020-11-01", "2020-11-01"], pop_actual: [1200, 7] }],
    ["cameras", { camera_id: ["k1"], name: ["Gate"], lon: [121.405], lat: [31.205], area_id: ["g-xx"] }],
  ]);
  expect(await quarantine(out)).toEqual([
    {
      table: "population",
      reason: "area_id is not in areas",
      row: { area_id: "g-xx", as_of: "2020-11-01", pop_actual: 7 },
    },
    {
      table: "case_events",
      reason: "case_id is not in cases",
      row: { case_id: "ghost", seq: 1, stage: "discover", action: "forward", at: "2024-02-01 00:00:00" },
    },
  ]);
  expect(report.tables.cameras?.warnings).toEqual([{ what: "area_id is not in areas", rows: 1 }]);
  expect(existsSync(join(out, "case_events/2024-02.parquet"))).toBe(true);
});

test("cases whose times contradict one another are kept and counted", async () => {
  const { report } = await build("warned", [
    [
      "cases",
      {
        case_id: ["w1", "w2", "w3"],
        category: ["event", "event", "event"],
        status: ["closed", "handling", "closed"],
        lon: [121.405, 121.405, 121.405],
        lat: [31.205, 31.205, 31.205],
        reported_at: ["2024-01-05 08:00:00", "2024-01-05 08:00:00", "2024-01-05 08:00:00"],
        handled_at: ["2024-01-06 08:00:00", null, "2024-01-04 08:00:00"],
        closed_at: ["2024-01-05 20:00:00", "2024-01-06 08:00:00", null],
      },
    ],
  ]);
  expect(report.tables.cases?.warnings).toEqual([
    { what: "closed_at is before an earlier stage", rows: 1 },
    { what: "closed_at is given but status is open", rows: 1 },
    { what: "handled_at is before an earlier stage", rows: 1 },
    { what: "status is closed without closed_at", rows: 1 },
  ]);
});

test("areas that are no polygons are put aside", async () => {
  const { out } = await build("lines", [
    [
      "areas",
      {
        area_id: ["l"],
        name: ["Line"],
        level: ["cell"],
        geometry: [
          {
            type: "LineString",
            coordinates: [
              [0, 0],
              [1, 1],
            ],
          },
        ],
      },
    ],
    [
      "areas",
      { area_id: ["n", "o"], name: ["None", "Open"], level: ["cell", "cell"], geometry: [null, miniSquare(0, 0)] },
    ],
    ["cases", miniCases],
  ]);
  expect((await quarantine(out)).map(({ reason }) => reason)).toEqual([
    "geometry is a LineString, not a Polygon",
    "geometry is missing",
  ]);
});

test("misuse is refused at once", async () => {
  const writer = await createDatasetWriter(join(folder, "misuse"), miniMeta);
  await writer.add("areas", miniAreas);
  await expect(writer.add("cases", { colour: ["red"] })).rejects.toThrow("no field colour");
  await expect(writer.add("cases", { case_id: ["a"], category: [] })).rejects.toThrow("differ in length");
  await expect(writer.add("cases", { ...miniCases, duty_grid_id: miniCases.case_id ?? [] })).rejects.toThrow("stated_");
  await writer.add("cases", miniCases);
  await expect(writer.add("areas", miniAreas)).rejects.toThrow("before the first cases");
  await writer.abort();
  expect(existsSync(join(folder, "misuse.partial"))).toBe(false);
});

test("a folder that is no dataset is never replaced, a dataset is", async () => {
  const foreign = join(folder, "holiday");
  await mkdir(foreign);
  await writeFile(join(foreign, "photo.txt"), "sea");
  await expect(createDatasetWriter(foreign, miniMeta)).rejects.toThrow("neither empty nor a dataset");
  await build("replaced", [["cases", miniCases]]);
  await writeFile(join(folder, "replaced", "stale.parquet"), "");
  await build("replaced", [["cases", miniCases]]);
  expect(existsSync(join(folder, "replaced", "stale.parquet"))).toBe(false);
});

test("a dataset without usable cases is refused", async () => {
  const writer = await createDatasetWriter(join(folder, "empty"), miniMeta);
  await writer.add("areas", miniAreas);
  await expect(writer.finish()).rejects.toThrow("no usable case");
  await writer.abort();
});
