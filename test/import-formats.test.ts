import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type ExportFormat, formatFacts, writeTable } from "../src/data/export/formats.ts";
import type { ExportCell, ExportField } from "../src/data/export/table.ts";
import type { SourceBlob } from "../src/data/import/read/bytes.ts";
import type { TableRecipe } from "../src/data/import/recipe.ts";
import { runImport } from "../src/data/import/run.ts";
import { writeWkb } from "../src/lib/wkb.ts";
import { bytesOf, holed, provenanceFor, tableFrom, wasm } from "./support/export-tables.ts";
import { hasShared, sharedPath } from "./support/shared.ts";
import { fileOf, importContext, proposed, recipeOf, rowsOf, taken } from "./support/taken.ts";

const take = async (file: SourceBlob) => {
  const { sniffed, outcome } = await taken([file]);
  const [first] = sniffed;
  if (!first) throw new Error("nothing was read");
  return { sniffed: first, outcome };
};

async function written(
  name: string,
  format: ExportFormat,
  table: { fields: readonly ExportField[]; rows: ExportCell[][] },
): Promise<SourceBlob> {
  const provenance = provenanceFor(table.rows.length);
  const bytes = await bytesOf(writeTable(tableFrom(table), { format, provenance, wasm }));
  return fileOf(`${name}.${formatFacts[format].extension}`, bytes);
}

const at = (text: string): number => Date.parse(`${text}Z`) / 1000;

const cases = {
  fields: [
    { name: "case_id", type: "text" },
    { name: "category", type: "text" },
    { name: "status", type: "text" },
    { name: "lon", type: "float64" },
    { name: "lat", type: "float64" },
    { name: "address", type: "text" },
    { name: "reported_at", type: "timestamp" },
    { name: "closed_at", type: "timestamp" },
    { name: "is_urgent", type: "boolean" },
    { name: "rework_count", type: "int32" },
  ] satisfies ExportField[],
  rows: [
    [
      "A-1",
      "event",
      "closed",
      121.4737,
      31.2304,
      "和平路1号，“东门”",
      at("2024-05-01T08:30:15"),
      at("2024-05-02T09:00:00"),
      true,
      2,
    ],
    ["A-2", "component", "handling", 121.5, 31.25, null, at("2024-05-31T23:59:59"), null, false, null],
    ["A-3", "event", "closed", 121.48, 31.24, "a,b\nc", at("2024-02-29T00:00:00"), at("2024-03-01T00:00:00"), null, 0],
  ] satisfies ExportCell[][],
};

const expectedCases = cases.rows.map((row) =>
  Object.fromEntries(
    cases.fields.map(({ name, type }, c) => {
      const value = row[c];
      return [name, type === "timestamp" && typeof value === "number" ? value * 1000 : value];
    }),
  ),
);

test.each(["csv", "xlsx", "parquet", "arrow", "geoparquet", "geojson"] as const)(
  "cases that were exported as %s come back without a click, equal to the last null",
  async (format) => {
    const { sniffed, outcome } = await take(await written("案件", format, cases));
    expect(sniffed.match).toMatchObject({ table: "cases", missing: [] });
    expect(outcome.setAside).toEqual([]);
    expect((await rowsOf(outcome)).map((row) => JSON.parse(JSON.stringify(row)))).toMatchObject(
      JSON.parse(JSON.stringify(expectedCases)),
    );
  },
);

test("cases that were exported as a shapefile come back, from columns of ten letters", async () => {
  const { sniffed, outcome } = await take(await written("cases", "shapefile", cases));
  expect(sniffed).toMatchObject({ format: "shapefile", coordinates: "WGS-84", isStated: true });
  expect(sniffed.match.missing).toEqual([]);
  expect((await rowsOf(outcome)).map((row) => JSON.parse(JSON.stringify(row)))).toMatchObject(
    JSON.parse(JSON.stringify(expectedCases)),
  );
});

const areas = {
  fields: [
    { name: "area_id", type: "text" },
    { name: "name", type: "text" },
    { name: "level", type: "text" },
    { name: "geometry", type: "geometry" },
  ] satisfies ExportField[],
  rows: [
    ["310106014001", "第一社区", "community", writeWkb(holed(121, 31))],
    ["310106014002", "第二社区", "community", writeWkb(holed(122, 31))],
  ] satisfies ExportCell[][],
};

test.each(["geoparquet", "geojson", "shapefile", "arrow"] as const)(
  "areas that were exported as %s come back with their holes",
  async (format) => {
    const { sniffed, outcome } = await take(await written("areas", format, areas));
    expect(sniffed.match).toMatchObject({ table: "areas", missing: [] });
    const rows = await rowsOf(outcome);
    expect(rows.map(({ name, level }) => [name, level])).toEqual(areas.rows.map((row) => [row[1], row[2]]));
    // Shapefiles turn their rings the other way: what is equal is the size, the hole taken out.
    const sizes = rows.map(({ area_m2 }) => Math.round(Number(area_m2) / 1e6));
    expect(new Set(sizes).size).toBe(1);
    expect(sizes[0]).toBeGreaterThan(10_300);
    expect(sizes[0]).toBeLessThan(10_600);
  },
);

test("tabs, marks and gzip make no difference", async () => {
  const lines = [
    "案件编号\t问题类型\t案件状态\t经度\t纬度\t上报时间",
    "A-1\t事件\t已结案\t121.4737\t31.2304\t2024-05-01 08:30:15",
  ];
  const text = `${lines.join("\r\n")}\r\n`;
  const utf16 = Buffer.from(`\ufeff${text}`, "utf16le");
  const files = [
    fileOf("案件.tsv", text),
    fileOf("案件.txt", `\ufeff${text}`),
    fileOf("案件.csv", new Uint8Array(utf16)),
    fileOf("案件.tsv.gz", new Uint8Array(gzipSync(text))),
  ];
  for (const file of files) {
    const { outcome } = await take(file);
    expect(await rowsOf(outcome)).toMatchObject([
      {
        case_id: "A-1",
        category: "event",
        status: "closed",
        lon: 121.4737,
        reported_at: at("2024-05-01T08:30:15") * 1000,
      },
    ]);
  }
});

test("an XES log becomes events of cases", async () => {
  const event = (name: string, time: string) =>
    `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="${time}"/><int key="seq" value="1"/><string key="lifecycle:transition" value="complete"/></event>`;
  const log = `<?xml version="1.0"?><log xmlns="http://www.xes-standard.org/"><trace><string key="concept:name" value="A-1"/>${event("立案", "2024-05-01T08:30:15+08:00")}${event("结案", "2024-05-02T00:30:15Z")}</trace></log>`;
  const { sniffed, outcome } = await take(fileOf("log.xes", log));
  expect(sniffed.match).toMatchObject({ table: "case_events", missing: [] });
  expect(await rowsOf(outcome)).toMatchObject([
    { case_id: "A-1", stage: "register", at: at("2024-05-01T08:30:15") * 1000 },
    { case_id: "A-1", stage: "close", at: at("2024-05-02T08:30:15") * 1000 },
  ]);
});

test("an XES log that says neither order nor action has the order of its traces", async () => {
  const event = (name: string) =>
    `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="2024-05-01T08:30:15+08:00"/></event>`;
  const trace = (id: string) =>
    `<trace><string key="concept:name" value="${id}"/>${event("立案")}${event("结案")}</trace>`;
  const { sniffed, outcome } = await take(fileOf("log.xes", `<log>${trace("A-1")}${trace("A-2")}</log>`));
  expect(sniffed.match.missing).toEqual([]);
  expect((await rowsOf(outcome)).map((row) => [row.case_id, row.seq, row.stage, row.action])).toEqual([
    ["A-1", 1, "register", "forward"],
    ["A-1", 2, "close", "forward"],
    ["A-2", 1, "register", "forward"],
    ["A-2", 2, "close", "forward"],
  ]);
});

describe("coordinates", () => {
  const placed = async (x: number, y: number, coordinates: TableRecipe["coordinates"]) => {
    const file = fileOf("k.csv", `camera_id,name,lon,lat\nk1,one,${x},${y}\n`);
    const { table } = await proposed(file);
    const recipe = recipeOf([{ ...table, coordinates }]);
    const [row] = await rowsOf(await runImport({ recipe, files: [file] }, importContext));
    return [Number(row?.lon), Number(row?.lat)] as const;
  };

  test.each([
    [
      [121.531541859215, 31.17530398364597],
      [121.5272106, 31.1774276],
    ],
    [
      [113.9171764808363, 22.540796131694766],
      [113.912316, 22.543847],
    ],
    [
      [116.38404722455657, 39.91334545536069],
      [116.377817, 39.911954],
    ],
    [
      [121.478223059, 31.228457738],
      [121.4737, 31.2304],
    ],
  ])("the published GCJ-02 vector %s is %s", async ([x = 0, y = 0], [lon = 0, lat = 0]) => {
    const [a, b] = await placed(x, y, "GCJ-02");
    expect(a).toBeCloseTo(lon, 5);
    expect(b).toBeCloseTo(lat, 5);
  });

  test("the published BD-09 vector of the People's Square", async () => {
    const [a, b] = await placed(121.484781469, 31.234310594, "BD-09");
    expect(a).toBeCloseTo(121.4737, 4);
    expect(b).toBeCloseTo(31.2304, 4);
  });
});

describe.skipIf(!hasShared("data/dc"))("real files of Washington DC", () => {
  const real = (path: string): SourceBlob =>
    fileOf(basename(path), new Uint8Array(readFileSync(sharedPath(`data/dc/${path}`))));

  test("the same cases in Parquet and in gzipped CSV become the same rows", async () => {
    const fromParquet = await take(real("cases.parquet"));
    const fromCsv = await take(real("cases.csv.gz"));
    expect(fromCsv.sniffed.match).toMatchObject({ table: "cases", profile: "open311" });
    expect(fromParquet.outcome.counts).toMatchObject([{ table: "cases", read: fromCsv.outcome.counts[0]?.read }]);
    const key = ({ case_id, lon, reported_at, status }: Record<string, unknown>) =>
      `${case_id} ${Number(lon).toFixed(6)} ${reported_at} ${status}`;
    const [one, other] = await Promise.all([rowsOf(fromParquet.outcome), rowsOf(fromCsv.outcome)]);
    expect(one.map(key).sort()).toEqual(other.map(key).sort());
  });

  test("a TIGER shapefile states NAD83 and becomes a network", async () => {
    const { sniffed, outcome } = await take(real("roads/tl_2018_11001_roads.zip"));
    expect(sniffed).toMatchObject({ format: "shapefile", coordinates: "EPSG:4269", isStated: true, network: "edges" });
    expect(outcome.counts[0]?.kept).toBeGreaterThan(17_000);
    expect(outcome.counts[0]?.quarantined).toBe(0);
  });

  test.each([
    ["cameras.geojson", "cameras"],
    ["facilities.geojson", "facilities"],
    ["layers/ward-2012.geojson", "areas"],
    ["layers/neighborhood-clusters.geojson", "areas"],
  ])("%s is known for %s", async (path, table) => {
    const { sniffed, outcome } = await take(real(path));
    expect(sniffed.match).toMatchObject({ table, missing: [] });
    expect(outcome.counts[0]?.quarantined).toBe(0);
  });
});
