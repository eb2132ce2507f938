import { mkdtempSync, openAsBlob, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { describe, expect, test } from "vitest";
import type { SourceBlob } from "../src/data/import/read/bytes.ts";
import { readSource } from "../src/data/import/read/index.ts";
import { parseRecipe } from "../src/data/import/recipe.ts";
import { sniff } from "../src/data/import/sniff.ts";
import { utf8, zipOf } from "../src/lib/zip-write.ts";
import { parquetOf } from "./support/parquet-file.ts";
import { fileOf, importContext, rowsOf, taken } from "./support/taken.ts";

/** What the wizard says of a file: the code of its fault, or that it reads it. */
async function verdict(file: SourceBlob): Promise<string> {
  try {
    await sniff(file, {}, importContext);
    for await (const rows of readSource(file, {}, importContext)) void rows;
    return "read";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : `a bug: ${error}`;
  }
}

const packed = async (blob: Blob, format: CompressionFormat): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await new Response(blob.stream().pipeThrough(new CompressionStream(format))).arrayBuffer());

/** A zip archive with one deflated entry of our own making, and the size that it states. */
async function zipWith(path: string, content: Blob, statedBytes = content.size): Promise<Blob> {
  const body = await packed(content, "deflate-raw");
  const name = new TextEncoder().encode(path);
  const local = new DataView(new ArrayBuffer(30));
  local.setUint32(0, 0x04034b50, true);
  local.setUint16(8, 8, true);
  local.setUint16(26, name.length, true);
  const entry = new DataView(new ArrayBuffer(46));
  entry.setUint32(0, 0x02014b50, true);
  entry.setUint16(10, 8, true);
  entry.setUint32(20, body.length, true);
  entry.setUint32(24, statedBytes, true);
  entry.setUint16(28, name.length, true);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(10, 1, true);
  end.setUint32(12, 46 + name.length, true);
  end.setUint32(16, 30 + name.length + body.length, true);
  return new Blob([local, name, body, entry, name, end]);
}

const megabyte = new Uint8Array(1 << 20).fill(120);
const large = (megabytes: number): Blob => new Blob(Array.from({ length: megabytes }, () => megabyte));
const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `c${i}`);

const workbook = (sheet: string | Uint8Array, shared = "<sst/>"): Uint8Array<ArrayBuffer> =>
  zipOf([
    { name: "xl/workbook.xml", bytes: utf8('<workbook><sheets><sheet name="a" r:id="r"/></sheets></workbook>') },
    {
      name: "xl/_rels/workbook.xml.rels",
      bytes: utf8('<Relationships><Relationship Id="r" Target="worksheets/sheet1.xml"/></Relationships>'),
    },
    { name: "xl/sharedStrings.xml", bytes: utf8(shared) },
    { name: "xl/worksheets/sheet1.xml", bytes: typeof sheet === "string" ? utf8(sheet) : sheet },
  ]);

const sheetOf = (cells: readonly string[]): string =>
  `<worksheet><sheetData><row>${cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join("")}</row></sheetData></worksheet>`;

const feature = (properties: string): string => `{"features":[{"properties":${properties},"geometry":null}]}`;

describe("bombs", () => {
  test("a gzipped table, a table in a zip archive, and one that lies about its size", async () => {
    const zeros = large(200);
    expect(await verdict(fileOf("bomb.csv.gz", await packed(zeros, "gzip")))).toBe("refused-file");
    expect(await verdict(fileOf("bomb.zip", await zipWith("a.csv", zeros)))).toBe("refused-file");
    expect(await verdict(fileOf("bomb.zip", await zipWith("xl/workbook.xml", zeros, 100)))).toBe("refused-file");
    expect(await verdict(fileOf("bomb.zip", await zipWith("a.shp", zeros, 100)))).toBe("refused-file");
  });

  test("entities that grow", async () => {
    const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>';
    expect(await verdict(fileOf("laughs.xlsx", workbook(laughs)))).toBe("refused-file");
    expect(await verdict(fileOf("laughs.xes", `${laughs}<log/>`))).toBe("corrupt");
  });
});

test("10,000 columns in every format", async () => {
  const wide = names(10_000);
  expect(await verdict(fileOf("wide.csv", `${wide.join(",")}\n`))).toBe("refused-file");
  expect(await verdict(fileOf("wide.xlsx", workbook(sheetOf(wide))))).toBe("refused-file");
  const properties = JSON.stringify(Object.fromEntries(wide.map((name) => [name, 1])));
  expect(await verdict(fileOf("wide.geojson", feature(properties)))).toBe("refused-file");
  const few = names(2500);
  const arrow = tableToIPC(tableFromArrays(Object.fromEntries(few.map((name) => [name, [1]]))), "file");
  expect(await verdict(fileOf("wide.arrow", new Uint8Array(arrow)))).toBe("refused-file");
  const parquet = await parquetOf(`SELECT ${few.map((name) => `1 AS ${name}`).join(", ")}`);
  expect(await verdict(fileOf("wide.parquet", new Uint8Array(parquet)))).toBe("refused-file");
});

test("a cell of 200 MB, in quotes, without quotes, shared, in JSON", async () => {
  const cell = large(200);
  expect(await verdict(fileOf("plain.csv", "a,b\n", cell, ",1\n"))).toBe("refused-file");
  expect(await verdict(fileOf("quoted.csv", 'a,b\n"', cell, '",1\n'))).toBe("refused-file");
  expect(await verdict(fileOf("header.csv", cell, ",b\n1,2\n"))).toBe("refused-file");
  expect(
    await verdict(fileOf("cell.geojson", '{"features":[{"properties":{"a":"', cell, '"},"geometry":null}]}')),
  ).toBe("refused-file");
  const shared = `<sst><si><t>${"x".repeat(9_000_000)}</t></si></sst>`;
  expect(await verdict(fileOf("shared.xlsx", workbook(sheetOf(["a"]), shared)))).toBe("refused-file");
  const parquet = await parquetOf("SELECT repeat('x', 9000000) AS a");
  expect(await verdict(fileOf("cell.parquet", new Uint8Array(parquet)))).toBe("refused-file");
});

test("Parquet that is cut off anywhere, or whose footer is too long", async () => {
  const whole = new Uint8Array(await parquetOf("SELECT i, 'text ' || i AS t FROM range(10000) r(i)"));
  expect(await verdict(fileOf("whole.parquet", whole))).toBe("read");
  for (const bytes of [4, 8, 11, 12, 100, whole.length >> 1, whole.length - 8, whole.length - 1]) {
    expect(["truncated", "corrupt", "not-parquet"]).toContain(
      await verdict(fileOf("cut.parquet", whole.slice(0, bytes))),
    );
  }
  const long = whole.slice();
  new DataView(long.buffer).setUint32(long.length - 8, 0x7fffffff, true);
  expect(["truncated", "corrupt"]).toContain(await verdict(fileOf("long.parquet", long)));
});

test("files that are not what their names say", async () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82);
  expect(await verdict(fileOf("photo.csv", png))).toBe("refused-file");
  for (const name of ["a.xlsx", "a.zip", "a.arrow"]) expect(await verdict(fileOf(name, png))).toBe("corrupt");
  expect(await verdict(fileOf("a.parquet", png))).toBe("not-parquet");
  expect(await verdict(fileOf("a.geojson", "not JSON"))).toBe("corrupt");
  expect(await verdict(fileOf("a.png", png))).toBe("unknown-file");
  // A workbook is a workbook under every name.
  expect(await verdict(fileOf("a.csv", workbook(sheetOf(["a", "b"]))))).toBe("read");
  expect(await verdict(fileOf("a.arrow", "ARROW1\0\0", new Uint8Array(40)))).toBe("corrupt");
});

test.each([
  "../../evil.csv",
  "/etc/passwd.csv",
  "C:\\evil.csv",
  "a/../../evil.csv",
  "a\\..\\evil.csv",
  "evil.csv\0.png",
])("an archive with the path “%s”", async (path) => {
  expect(await verdict(fileOf("paths.zip", zipOf([{ name: path, bytes: utf8("a,b\n1,2\n") }])))).toBe("refused-file");
});

test("keys that would change every object", async () => {
  expect(await verdict(fileOf("a.geojson", feature('{"__proto__":{"polluted":1}}')))).toBe("refused-file");
  expect(await verdict(fileOf("a.csv", "__proto__,b\n1,2\n"))).toBe("refused-file");
  expect(await verdict(fileOf("a.xlsx", workbook(sheetOf(["__proto__", "b"]))))).toBe("refused-file");
  const parquet = await parquetOf('SELECT 1 AS "__proto__"');
  expect(await verdict(fileOf("a.parquet", new Uint8Array(parquet)))).toBe("refused-file");
  const nested =
    '{"features":[{"properties":{"a":{"__proto__":{"polluted":1}}},"geometry":null}],"__proto__":{"polluted":1}}';
  expect(await verdict(fileOf("a.geojson", nested))).toBe("read");
  const { outcome } = await taken([
    fileOf(
      "案件.csv",
      "案件编号,问题类型,状态,经度,纬度,上报时间,constructor,toString\nA,事件,constructor,121,31,2024-01-01,1,2\nB,事件,已结案,121,31,2024-01-01,1,2\n",
    ),
  ]);
  expect(outcome.setAside.map(({ reason }) => reason)).toEqual(["status: the recipe has no value for “constructor”"]);
  expect(() => parseRecipe(JSON.parse('{"__proto__":{"format":"wangge-recipe/1"}}'), "x")).toThrow("not right");
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test("formulas and markup are texts: kept as they are, and harmless in the file of rows put aside", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "wangge-hostile-")), "案件.csv");
  const formula = '=HYPERLINK(""http://x"")';
  const lines = [
    "案件编号,问题类型,状态,经度,纬度,上报时间,地址",
    `A1,事件,已结案,121.47,31.23,2024-05-01,"${formula}"`,
    "A2,事件,已结案,121.47,31.23,2024-05-01,<img src=x onerror=alert(1)>",
    `=cmd|' /C calc'!A0,事件,已结案,不详,31.23,2024-05-01,"${formula}"`,
    "@SUM(A1),事件,已结案,不详,31.23,2024-05-01,+1 212",
  ];
  writeFileSync(path, lines.join("\n"));
  const { outcome } = await taken([{ name: "案件.csv", blob: await openAsBlob(path) }]);
  expect((await rowsOf(outcome)).map(({ address }) => address)).toEqual([
    '=HYPERLINK("http://x")',
    "<img src=x onerror=alert(1)>",
  ]);
  const csv = (await outcome.quarantine[0]?.csv.text()) ?? "";
  expect(csv).toContain("'=cmd|");
  expect(csv).toContain("'@SUM(A1)");
  expect(csv).not.toMatch(/(^|[\r\n,]"?)[=+@-]/);
});
