import { expect, test } from "vitest";
import type { Manifest } from "../../domain/manifest.ts";
import type { TableName } from "../../domain/tables.ts";
import { type AreaLevel, areaLevels } from "../../domain/vocabulary.ts";
import { assembleDataset, type ImportTarget, newImportId } from "./dataset.ts";
import type { ImportOutcome } from "./outcome.ts";
import type { Recipe } from "./recipe.ts";

const recipe: Recipe = {
  format: "wangge-recipe/1",
  dataset: {
    id: "x",
    title: { "zh-CN": "新", en: "New" },
    simulated: false,
    licence: "-",
    attribution: "-",
    timeZone: "Asia/Shanghai",
    coordinateSystem: "WGS-84",
  },
  tables: [],
};

const day = 86_400;

function outcomeOf(tables: readonly TableName[], firstDay = 0): ImportOutcome {
  const parts = tables.map((table) => ({ table, name: `${table}-1.arrow`, blob: new Blob(["x"]), rows: 7 }));
  const times = { first: firstDay * day, last: (firstDay + 1) * day, asOf: (firstDay + 2) * day };
  return {
    parts,
    counts: [],
    findings: [],
    setAside: [],
    quarantine: [],
    box: [121, 31, 121.1, 31.1],
    times: tables.includes("cases") ? times : undefined,
    levels: [],
  };
}

// One entry for each of the levels, which are all there are.
const levelNames = Object.fromEntries(areaLevels.map((level) => [level, { "zh-CN": level, en: level }])) as Record<
  AreaLevel,
  { "zh-CN": string; en: string }
>;

const open = assembleDataset("town", outcomeOf(["cases"], 10), recipe, { isAdded: false, levelNames }).manifest;
const base = { url: "data/town/", manifest: { ...open, title: { "zh-CN": "镇", en: "Town" } } satisfies Manifest };
const make = (tables: readonly TableName[], target: Omit<ImportTarget, "levelNames">, firstDay = 0) =>
  assembleDataset("import-1", outcomeOf(tables, firstDay), recipe, { ...target, levelNames });

test("a dataset of its own begins and ends with its cases, and its box has a little room", () => {
  const { manifest, added } = make(["cases"], { isAdded: false });
  expect(manifest.timeRange).toEqual(["1970-01-01T00:00:00", "1970-01-02T00:00:00"]);
  expect(manifest.asOf).toBe("1970-01-03T00:00:00");
  expect(manifest.box[0]).toBeLessThan(121);
  expect(added).toEqual([]);
});

test("an added month makes the time longer and keeps the rows of the open dataset", () => {
  const { manifest, added } = make(["cases"], { base, isAdded: true }, 30);
  expect(manifest.timeRange).toEqual(["1970-01-11T00:00:00", "1970-02-01T00:00:00"]);
  expect(added).toEqual(["cases"]);
});

test("a replaced table goes, its time too", () => {
  const { manifest, added } = make(["cases"], { base, isAdded: false }, 30);
  expect(manifest.timeRange).toEqual(["1970-01-31T00:00:00", "1970-02-01T00:00:00"]);
  expect(added).toEqual([]);
});

test("months and tables come one after the other, and nothing of the base is lost that was not replaced", () => {
  const people = make(["population"], { base, isAdded: false });
  const month = make(["cases"], { before: people, isAdded: true }, 30);
  expect(month).toMatchObject({ base: "data/town/", added: ["cases"] });
  const another = make(["cases"], { before: month, isAdded: true }, 31);
  expect(another.added).toEqual(["cases"]);
  expect(another.files.map(({ table }) => table)).toEqual(["population", "cases", "cases"]);
  const other = make(["cases"], { before: another, isAdded: false }, 40);
  expect(other.added).toEqual([]);
  expect(other.files.map(({ table }) => table)).toEqual(["population", "cases"]);
  // People were replaced before: added people come behind those, not behind the base's.
  expect(make(["population"], { before: people, isAdded: true }).added).toEqual([]);
});

test("ids sort by time", () => {
  expect(newImportId(new Date("2026-01-02T03:04:05.678Z"))).toBe("import-20260102030405678");
});
