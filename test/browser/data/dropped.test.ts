import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { miniAreas } from "../../../scripts/dataset/mini-town.test-data.ts";
import { miniTown } from "./datasets.ts";
import { type DataPage, dataPage } from "./harness.ts";

let site: DataPage;
let page: Page;

beforeAll(async () => {
  site = await dataPage();
  page = await site.open();
});
afterAll(() => site?.close());

/** Drops files of these contents onto the page; what comes of them as plain data. */
async function drop(files: Record<string, Buffer | string>) {
  const encoded = Object.entries(files).map(
    ([path, content]) => [path, Buffer.from(content).toString("base64")] as const,
  );
  return page.evaluate((list) => {
    const bytes = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const dropped = list.map(([path, content]) => ({ path, blob: new Blob([bytes(content)]) }));
    return window.data.outcome(
      (async () => {
        const handle = await window.data.open({ kind: "dropped-files", files: dropped });
        const { chunks } = await window.data.collect(handle, ["category"]);
        const texts = chunks.flatMap(({ codes }) =>
          Array.from(codes.category?.values ?? [], (code) => codes.category?.dictionary[code - 1] ?? ""),
        );
        const database = await window.data.openDatabase(handle);
        const { manifest, tables } = handle;
        const areas = tables.includes("areas") ? await handle.columns("areas", ["name", "level", "geometry"]) : null;
        const rows = (await database.query("SELECT case_id, lon, reported_at FROM cases ORDER BY ALL LIMIT 1")).rows();
        await database.close();
        handle.close();
        return {
          tables,
          box: manifest.box,
          timeRange: manifest.timeRange,
          levels: manifest.levels,
          texts,
          areas: areas?.fields.name,
          rows,
        };
      })(),
    );
  }, encoded);
}

const header = "案件编号,问题类型,状态,经度,纬度,上报时间,结案时间";
const line = "A1,event,closed,121.45,31.25,2024/5/1 8:00:00,2024-05-02 08:00:00";

/** The header as Chinese spreadsheets save it: in GB18030. */
const gb18030 = Buffer.from(
  "b0b8bcfeb1e0bac52ccecacce2c0e0d0cd2cd7b4ccac2cbeadb6c82cceb3b6c82cc9cfb1a8cab1bce42cbde1b0b8cab1bce4",
  "hex",
);

test("a CSV file with Chinese headers is a table of cases, in UTF-8 and in GB18030", async () => {
  const expected = {
    value: {
      tables: ["cases"],
      timeRange: ["2024-05-01T08:00:00", "2024-05-01T08:00:00"],
      texts: ["event"],
      rows: [{ case_id: "A1", lon: 121.45, reported_at: "2024-05-01T08:00:00" }],
    },
  };
  expect(await drop({ "export.csv": `${header}\n${line}\n` })).toMatchObject(expected);
  expect(new TextDecoder("gb18030").decode(gb18030)).toBe(header);
  expect(await drop({ "export.csv": Buffer.concat([gb18030, Buffer.from(`\n${line}\n`)]) })).toMatchObject(expected);
});

test("GeoJSON areas, Arrow cases and CSV cameras make one dataset", async () => {
  const features = (miniAreas.geometry as unknown[]).map((geometry, i) => ({
    type: "Feature",
    geometry,
    properties: { area_id: miniAreas.area_id?.[i], name: miniAreas.name?.[i], level: miniAreas.level?.[i] },
  }));
  const arrow = tableToIPC(
    tableFromArrays({
      case_id: ["1", "2"],
      category: ["event", "component"],
      status: ["closed", "handling"],
      lon: [121.405, 121.415],
      lat: [31.205, 31.215],
      reported_at: ["2024-01-01 00:00:00", "2024-01-02 00:00:00"],
    }),
    "file",
  );
  const result = await drop({
    "map/areas.geojson": JSON.stringify({ type: "FeatureCollection", features }),
    "cases.arrow": Buffer.from(arrow),
    "cameras.csv": "camera_id,name,lon,lat\nk1,one,121.4,31.2\n",
  });
  expect(result).toMatchObject({
    value: {
      tables: ["areas", "cases", "cameras"],
      levels: [
        { level: "street_town", count: 1 },
        { level: "duty_grid", count: 4 },
      ],
      texts: ["event", "component"],
      areas: ["Town", "South-west", "South-east", "North-west", "North-east"],
      timeRange: ["2024-01-01T00:00:00", "2024-01-02T00:00:00"],
    },
  });
});

test("a dropped dataset folder is read by its manifest", async () => {
  const path = await miniTown(site.folder, "dropped");
  const files = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.(json|parquet)$/.test(file),
  );
  const contents = Object.fromEntries(
    files.map((file) => [`town/${file.replaceAll("\\", "/")}`, readFileSync(join(path, file))]),
  );
  expect(await drop(contents)).toMatchObject({ value: { tables: ["areas", "cases"], rows: [{ case_id: "c1" }] } });
  const { "town/cases/2024-01.parquet": gone, ...others } = contents;
  expect(gone).toBeDefined();
  expect(await drop(others)).toMatchObject({ code: "missing-file", values: { file: "cases/2024-01.parquet" } });
});

test.each<[string, Record<string, string>, object]>([
  ["a photograph", { "photo.jpg": "x" }, { code: "unknown-file", values: { file: "photo.jpg" } }],
  ["a table of something else", { "a.csv": "foo,bar\n1,2\n" }, { code: "unknown-file", values: { file: "a.csv" } }],
  ["an empty file", { "cases.csv": "" }, { code: "file-empty", values: { file: "cases.csv" } }],
  [
    "cases without a place",
    { "cases.csv": "case_id,category,status,lat,reported_at\n" },
    { code: "missing-column", values: { file: "cases.csv", column: "lon" } },
  ],
  [
    "no cases at all",
    { "cameras.csv": "camera_id,name,lon,lat\nk1,one,121.4,31.2\n" },
    { code: "missing-table", values: { table: "cases" } },
  ],
  ["GeoJSON that is none", { "areas.geojson": "{}" }, { code: "corrupt", values: { file: "areas.geojson" } }],
])("%s is refused with a fault that names the file", async (_, files, fault) => {
  expect(await drop(files)).toMatchObject(fault);
});
