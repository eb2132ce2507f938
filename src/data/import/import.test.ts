import fc from "fast-check";
import { expect, test } from "vitest";
import { gcj02FromWgs84 } from "../../lib/gcj02.ts";
import { utf8, zipOf } from "../../lib/zip-write.ts";
import { findDuplicates } from "./duplicates.ts";
import { matchFile } from "./match.ts";
import type { SourceBlob } from "./read/bytes.ts";
import { detectFormat, readSource } from "./read/index.ts";
import { parseRecipe, type Recipe, type TableRecipe } from "./recipe.ts";
import { runImport } from "./run.ts";
import { sniff } from "./sniff.ts";
import { compareSystems } from "./systems.ts";

const context = { rowGroups: () => Promise.reject(new Error("no Parquet here")) };

const fileOf = (name: string, ...parts: (string | Uint8Array<ArrayBuffer>)[]): SourceBlob => ({
  name,
  blob: new Blob(parts),
});

async function rowsOf(file: SourceBlob, form = {}): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for await (const { columns } of readSource(file, form, context)) {
    for (const [name, values] of columns) all[name] = [...(all[name] ?? []), ...values];
  }
  return all;
}

const recipeOf = (tables: readonly TableRecipe[]): Recipe => ({
  format: "wangge-recipe/1",
  dataset: {
    id: "x",
    title: { "zh-CN": "x", en: "x" },
    simulated: false,
    licence: "-",
    attribution: "-",
    timeZone: "Asia/Shanghai",
    coordinateSystem: "WGS-84",
  },
  tables,
});

async function importAs(file: SourceBlob) {
  const { match, encoding, coordinates } = await sniff(file, {}, context);
  const table: TableRecipe = {
    table: match.table,
    file: file.name,
    fields: match.fields,
    ...(encoding && { encoding }),
    ...(coordinates && { coordinates }),
  };
  const recipe = recipeOf([table]);
  expect(parseRecipe(JSON.parse(JSON.stringify(recipe)), "saved")).toEqual(recipe);
  return { match, outcome: await runImport({ recipe, files: [file] }, context) };
}

/** “任务号,问题类型,大类名称,案件状态,问题来源,经度,纬度,上报时间,结案时间” and one row, as Chinese spreadsheets save them. */
const gb18030Header =
  "c8cecef1bac52ccecacce2c0e0d0cd2cb4f3c0e0c3fbb3c62cb0b8bcfed7b4ccac2ccecacce2c0b4d4b42cbeadb6c82cceb3b6c82cc9cfb1a8cab1bce42cbde1b0b8cab1bce4";
const gb18030Row = "2c cac2bcfe 2c cad0c8ddbbb7beb3 2c d2d1bde1b0b8 2c bce0b6bdd4b1c9cfb1a8 2c".replaceAll(" ", "");

test("a GB18030 file with Chinese headers maps without a click, values too", async () => {
  const bytes = new Uint8Array(
    Buffer.concat([
      Buffer.from(gb18030Header, "hex"),
      Buffer.from("\r\nA1"),
      Buffer.from(gb18030Row, "hex"),
      Buffer.from("121.47,31.23,2024/5/1 8:30,2024-05-02 09:00:00\r\n"),
    ]),
  );
  const { match, outcome } = await importAs(fileOf("导出.csv", bytes));
  expect(match).toMatchObject({ table: "cases", missing: [] });
  expect(outcome.counts).toEqual([{ table: "cases", file: "导出.csv", read: 1, kept: 1, quarantined: 0 }]);
  expect(outcome.times?.first).toBe(Date.UTC(2024, 4, 1, 8, 30) / 1000);
});

test.each([
  [
    "egova_stat",
    "taskNum,eventTypeName,mainTypeName,eventSrcName,eventStateId,coordinateX,coordinateY,createTime,archiveTime\n1,事件,市容环境,监督员上报,6,121.47,31.23,2024-05-01 08:00:00,2024-05-02 08:00:00\n",
  ],
  [
    "sh_taskinfo",
    "TASKID,INFOTYPEID,INFOBCNAME,INFOSOURCEID,STATUS,COORDX,COORDY,DISCOVERTIME,ENDTIME\n1812D3736905,1,市容环境,10,9,121.47,31.23,2018-12-01 08:00:00,2018-12-02 08:00:00\n",
  ],
])("the headers of %s map without a click", async (profile, text) => {
  const { match, outcome } = await importAs(fileOf("export.csv", text));
  expect(match).toMatchObject({ table: "cases", profile, missing: [] });
  expect(outcome.setAside).toEqual([]);
  expect(outcome.counts[0]?.kept).toBe(1);
});

test("CSV cells come back as they were written, whatever they hold", async () => {
  const cell = fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\0\ufeff\ufffe]/g, ""));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), async (rows) => {
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const text = ["a,b", ...rows.map(([a, b]) => `${quote(a)},${quote(b)}`)].join("\r\n");
      const read = await rowsOf(fileOf("x.csv", utf8(text) as Uint8Array<ArrayBuffer>), {
        encoding: "utf-8",
        separator: ",",
      });
      expect(read.a).toEqual(rows.map(([a]) => a));
      expect(read.b).toEqual(rows.map(([, b]) => b));
    }),
    { seed: 8, numRuns: 60 },
  );
});

test("tabs and semicolons are found, and a row with too many cells is put aside", async () => {
  expect(Object.keys(await rowsOf(fileOf("x.csv", "a;b;c\n1,5;2;3\n")))).toEqual(["a", "b", "c", "$row"]);
  expect((await rowsOf(fileOf("x.tsv", "\ufeffa\tb\n1\t2\n"))).a).toEqual(["1"]);
  for await (const rows of readSource(fileOf("x.csv", "a,b\n1,2,3\n"), {}, context)) {
    expect(rows.broken?.get(0)).toMatch(/more cells/);
  }
});

const sheetFiles = (sheet: string): Uint8Array<ArrayBuffer> =>
  zipOf([
    { name: "xl/workbook.xml", bytes: utf8('<workbook><sheets><sheet name="案件" r:id="rId1"/></sheets></workbook>') },
    {
      name: "xl/_rels/workbook.xml.rels",
      bytes: utf8('<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'),
    },
    {
      name: "xl/styles.xml",
      bytes: utf8('<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'),
    },
    {
      name: "xl/sharedStrings.xml",
      bytes: utf8(
        "<sst><si><t>编号</t></si><si><r><t>上报</t></r><r><t>时间</t></r></si><si><t>A&amp;B</t></si></sst>",
      ),
    },
    { name: "xl/worksheets/sheet1.xml", bytes: utf8(sheet) },
  ]);

test("a workbook gives texts, numbers and dates", async () => {
  const sheet =
    '<worksheet><sheetData><row><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>' +
    '<row><c r="A2" t="s"><v>2</v></c><c r="B2"><v>1.5</v></c><c r="C2" s="1"><v>45413.354166666664</v></c></row></sheetData></worksheet>';
  const rows = await rowsOf(fileOf("x.xlsx", sheetFiles(sheet)));
  expect(rows).toMatchObject({ 编号: ["A&B"], "#2": [1.5], 上报时间: ["2024-05-01 08:30:00"] });
});

test("hostile files are refused in plain words", async () => {
  const refusal = (file: SourceBlob) =>
    rowsOf(file).then(
      () => "read",
      (error: { code?: string }) => error.code,
    );
  const empty = new Uint8Array(0);
  expect(await refusal(fileOf("wide.csv", `${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(",")}\n`))).toBe(
    "refused-file",
  );
  expect(await refusal(fileOf("long.csv", "a,b\n", "x".repeat(9_000_000), ",1\n"))).toBe("refused-file");
  expect(await refusal(fileOf("open.csv", 'a,b\n"never closed\n'))).toBe("refused-file");
  expect(await refusal(fileOf("binary.csv", new Uint8Array([97, 0, 0, 1, 10])))).toBe("refused-file");
  expect(
    await refusal(fileOf("pollute.geojson", '{"features":[{"properties":{"__proto__":{"x":1}},"geometry":null}]}')),
  ).toBe("refused-file");
  expect(await refusal(fileOf("pollute.csv", "__proto__,b\n1,2\n"))).toBe("refused-file");
  expect(await refusal(fileOf("x.parquet", "PAR1 but nothing else"))).toBe("truncated");
  expect(await refusal(fileOf("y.parquet", "hello"))).toBe("not-parquet");
  expect(await refusal(fileOf("z.xlsx", "hello"))).toBe("corrupt");
  expect(await refusal(fileOf("none.csv", empty))).toBe("file-empty");
  expect(await refusal(fileOf("paths.xlsx", zipOf([{ name: "../../evil.shp", bytes: empty }])))).toBe("refused-file");
  expect(await refusal(fileOf("laughs.xlsx", sheetFiles('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>')))).toBe(
    "refused-file",
  );
  expect(await refusal(fileOf("photo.png", "\x89PNG"))).toBe("unknown-file");
  expect(({} as { x?: number }).x).toBeUndefined();
});

test("a zip bomb is refused before it is unpacked", async () => {
  const bomb = new Blob([new Uint8Array(200_000_000)]).stream().pipeThrough(new CompressionStream("gzip"));
  const blob = await new Response(bomb).blob();
  await expect(rowsOf({ name: "bomb.csv.gz", blob })).rejects.toMatchObject({ code: "refused-file" });
}, 60_000);

test("a zipped shapefile that is cut off is refused", async () => {
  await expect(detectFormat(fileOf("x.zip", zipOf([{ name: "a.shp", bytes: new Uint8Array(4) }])))).resolves.toBe(
    "shapefile",
  );
  await expect(rowsOf(fileOf("x.zip", zipOf([{ name: "a.shp", bytes: new Uint8Array(4) }])))).rejects.toMatchObject({
    code: "corrupt",
  });
});

test("2,220,230 people in 5,750 households are caught", async () => {
  const text = '区域编码,时点,实有人口,户数\n310106,2024-01-01,"2,220,230","5,750"\n310107,2024-01-01,15000,5750\n';
  const { outcome } = await importAs(fileOf("人口.csv", text));
  expect(outcome.findings.find(({ rule }) => rule === "people-per-household")).toMatchObject({
    checked: 2,
    hits: 1,
    examples: [{ row: 1, detail: "2220230 / 5750 = 386.1" }],
  });
});

test("what cannot be used is put aside with the reason, and comes back when corrected", async () => {
  const header = "案件编号,问题类型,状态,经度,纬度,上报时间,结案时间\n";
  const rows = [
    "A1,事件,已结案,121.47,31.23,2024-05-01 08:00,2024-05-02 08:00",
    "A2,事件,没听说过,121.47,31.23,2024-05-01 08:00,",
    "A3,事件,已结案,一百二十一,31.23,2024-05-01 08:00,2024-04-02 08:00",
    "A1,事件,已结案,121.47,31.23,2024-05-01 08:00,2024-05-02 08:00",
    "A5,事件,已结案,121.4701,31.2301,2024-05-01 18:00,2024-04-02 08:00",
  ];
  const recipe = recipeOf([
    {
      table: "cases",
      file: "案件.csv",
      fields: matchFile({
        file: "案件.csv",
        rows: 1,
        columns: new Map(Object.entries(await rowsOf(fileOf("案件.csv", header, rows[0] ?? "")))),
      }).fields,
    },
  ]);
  const outcome = await runImport({ recipe, files: [fileOf("案件.csv", header, rows.join("\n"))] }, context);
  expect(outcome.counts[0]).toMatchObject({ read: 5, kept: 2, quarantined: 3 });
  expect(outcome.setAside.map(({ reason }) => reason).sort()).toEqual([
    "case_id is not unique",
    "lon is not a number",
    "status: the recipe has no value for “没听说过”",
  ]);
  const hits = Object.fromEntries(outcome.findings.map(({ rule, hits: count }) => [rule, count]));
  expect(hits).toMatchObject({ "time-order": 1, "duplicate-case": 1 });
  const csv = (await outcome.quarantine[0]?.csv.text()) ?? "";
  const corrected = csv.replaceAll("没听说过", "处置中").replace("一百二十一", "121.47").replace("A1,", "A9,");
  const again = await runImport({ recipe, files: [fileOf("案件.csv", corrected)] }, context);
  expect(again.counts[0]).toMatchObject({ kept: 3, quarantined: 0 });
});

test("duplicates are of the same kind, within 50 m and 24 h", () => {
  const day = 86_400;
  const found = findDuplicates({
    lon: Float64Array.of(121.47, 121.47, 121.4703, 121.48, 121.47, 121.47),
    lat: Float64Array.of(31.23, 31.23, 31.23, 31.23, 31.23, 31.23),
    seconds: Float64Array.of(0, 100, 200, 300, day + 1000, 400),
    kind: Int32Array.of(1, 2, 1, 1, 1, 1),
  });
  expect([...found]).toEqual([-1, -1, 0, -1, -1, 2]);
});

test("points shifted to GCJ-02 are noticed against the areas they name", () => {
  const ring = (west: number): number[] => [
    west,
    31.22,
    west + 0.004,
    31.22,
    west + 0.004,
    31.226,
    west,
    31.226,
    west,
    31.22,
  ];
  const areas = [
    {
      level: "community" as const,
      ids: ["c1", "c2"],
      names: ["甲社区", "乙社区"],
      polygons: {
        coordinates: Float64Array.from([...ring(121.47), ...ring(121.474)]),
        ringOffsets: Uint32Array.of(0, 5, 10),
        polygonOffsets: Uint32Array.of(0, 1, 2),
        featureOffsets: Uint32Array.of(0, 1, 2),
      },
    },
  ];
  const points = Array.from({ length: 20 }, (_, i) => gcj02FromWgs84(121.4701 + i * 0.00019, 31.2205 + i * 0.0002));
  const positions = {
    x: points.map(([x]) => x),
    y: points.map(([, y]) => y),
    stated: points.map(() => "甲社区"),
    level: "community" as const,
  };
  const [best, ...others] = compareSystems(positions, areas, "WGS-84");
  expect(best).toMatchObject({ system: "GCJ-02", share: 1 });
  expect(best?.movedMetres).toBeGreaterThan(400);
  expect(best?.movedMetres).toBeLessThan(600);
  expect(others.every(({ share }) => share < 0.9)).toBe(true);
});
