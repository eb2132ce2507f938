import { expect, test } from "vitest";
import { Fault } from "./fault.ts";
import { type Manifest, manifestVersion } from "./manifest.ts";
import { parseManifest } from "./manifest-check.ts";

const good: Manifest = {
  version: manifestVersion,
  id: "mini-town",
  title: { "zh-CN": "小镇", en: "Mini town" },
  simulated: true,
  licence: "MIT",
  attribution: "tests",
  timeZone: "Asia/Shanghai",
  coordinateSystem: "WGS-84",
  box: [121.4, 31.2, 121.5, 31.3],
  timeRange: ["2024-01-01T00:00:00", "2024-02-01T00:00:00"],
  asOf: "2024-02-01T00:00:00",
  levels: [{ level: "duty_grid", name: { "zh-CN": "责任网格", en: "Duty grid" }, count: 4 }],
  labels: { category: { event: { "zh-CN": "事件", en: "Event" } } },
  files: [
    {
      path: "cases/2024-01.parquet",
      table: "cases",
      rows: 3,
      bytes: 100,
      sha256: "a".repeat(64),
      box: [121.4, 31.2, 121.5, 31.3],
      timeRange: ["2024-01-01T00:00:00", "2024-01-31T00:00:00"],
      month: "2024-01",
    },
  ],
  dataVersion: "0123456789abcdef",
  generator: "wangge 0.1.0",
};

function faultOf(value: unknown): Fault {
  try {
    parseManifest(value);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error("no fault");
}

const withFile = (change: object): object => ({ ...good, files: [{ ...good.files[0], ...change }] });

test("a right manifest is returned as it is, fields of later versions left out", () => {
  expect(parseManifest(good)).toEqual(good);
  expect(parseManifest({ ...good, version: "1.7", colour: "red" })).toEqual({ ...good, version: "1.7" });
});

test.each<[object, string]>([
  [{ ...good, title: { en: "Mini town" } }, "title.zh-CN"],
  [{ ...good, simulated: "yes" }, "simulated"],
  [{ ...good, coordinateSystem: "GCJ-02" }, "coordinateSystem"],
  [{ ...good, box: [121.5, 31.2, 121.4, 31.3] }, "box"],
  [{ ...good, timeRange: ["2024-02-01T00:00:00", "2024-01-01T00:00:00"] }, "timeRange"],
  [{ ...good, asOf: "2024-02-01T00:00:00Z" }, "asOf"],
  [{ ...good, levels: [{ level: "village", name: good.title, count: 1 }] }, "levels[0].level"],
  [{ ...good, labels: { category: { event: "事件" } } }, "labels.category.event"],
  [{ ...good, files: {} }, "files"],
  [withFile({ table: "pictures" }), "files[0].table"],
  [withFile({ rows: 1.5 }), "files[0].rows"],
  [withFile({ sha256: "A".repeat(64) }), "files[0].sha256"],
  [withFile({ month: "2024-13" }), "files[0].month"],
  [withFile({ path: "../other/cases.parquet" }), "files[0].path"],
  [withFile({ path: "/cases.parquet" }), "files[0].path"],
  [withFile({ path: "a/../../cases.parquet" }), "files[0].path"],
  [withFile({ path: "https://elsewhere/cases.parquet" }), "files[0].path"],
])("what is wrong in %j is named by its path", (value, path) => {
  const fault = faultOf(value);
  expect(fault.code).toBe("manifest-invalid");
  expect(fault.values.path).toBe(path);
  expect(String(fault.values.reason)).toContain(path);
});

test("another major version is refused before anything else is looked at", () => {
  const fault = faultOf({ version: "2.0", files: "elsewhere" });
  expect([fault.code, fault.values.version, fault.values.supported]).toEqual([
    "manifest-version",
    "2.0",
    manifestVersion,
  ]);
});

test.each([null, [], "manifest", 7])("%j is no manifest", (value) => {
  expect(faultOf(value).code).toBe("manifest-invalid");
});
