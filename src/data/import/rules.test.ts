import { expect, test } from "vitest";
import type { RuleId } from "./findings.ts";
import type { ImportOutcome } from "./outcome.ts";
import type { SourceBlob } from "./read/bytes.ts";
import type { Recipe, TableRecipe } from "./recipe.ts";
import { runImport } from "./run.ts";

const context = { rowGroups: () => Promise.reject(new Error("no Parquet here")) };

const fileOf = (name: string, text: string): SourceBlob => ({ name, blob: new Blob([text]) });

/** About 380 m wide and 333 m high. */
const square = (west: number, south: number) => [
  [west, south],
  [west + 0.004, south],
  [west + 0.004, south + 0.003],
  [west, south + 0.003],
  [west, south],
];

const feature = (properties: object, west: number, south = 31.22) => ({
  type: "Feature",
  properties,
  geometry: { type: "Polygon", coordinates: [square(west, south)] },
});

const areasFile = fileOf(
  "areas.geojson",
  JSON.stringify({
    type: "FeatureCollection",
    features: [
      feature({ code: "310106001001", name: "甲社区", parent: "310106001", size: 126_500 }, 121.47),
      feature({ code: "310106001002", name: "乙社区", parent: "310106001", size: 150_000 }, 121.474),
      feature({ code: "3.10106E+11", name: "丙社区", parent: "310106009" }, 121.478),
    ],
  }),
);

const areas: TableRecipe = {
  table: "areas",
  file: "areas.geojson",
  fields: {
    area_id: { from: ["code"] },
    name: { from: ["name"] },
    parent_id: { from: ["parent"] },
    area_m2: { from: ["size"] },
    level: { value: "community" },
  },
};

const plain = (table: TableRecipe["table"], file: string, names: readonly string[]): TableRecipe => ({
  table,
  file,
  fields: Object.fromEntries(names.map((name) => [name, { from: [name] }])),
});

async function check(tables: readonly TableRecipe[], files: readonly SourceBlob[]): Promise<ImportOutcome> {
  const recipe: Recipe = {
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
  };
  return runImport({ recipe, files }, context);
}

const found = ({ findings }: ImportOutcome, rule: RuleId) =>
  findings.find((finding) => finding.table.startsWith("case") && finding.rule === rule);
const rowsHit = (outcome: ImportOutcome, rule: RuleId) => found(outcome, rule)?.examples.map(({ row }) => row);

const caseNames = [
  "case_id",
  "category",
  "status",
  "lon",
  "lat",
  "reported_at",
  "arrived_at",
  "closed_at",
  "stated_community_id",
  "address",
];

test("each rule about cases names its rows and where they are", async () => {
  const lines = [
    caseNames.join(","),
    // Within its area; 40 m outside, which is forgiven; 190 m outside; in no area; an area nobody knows.
    "1,event,closed,121.472,31.2215,2024-05-01 08:00,,2024-05-02 08:00,甲社区,",
    "2,event,closed,121.47358,31.2216,2024-05-02 08:00,,2024-05-03 08:00,310106001002,",
    "3,event,closed,121.472,31.2217,2024-05-04 08:00,,2024-05-05 08:00,乙社区,",
    "4,event,handling,121.465,31.2216,2024-05-06 08:00,,,,",
    "5,event,handling,121.472,31.2218,2024-05-08 08:00,,,丁社区,",
    // Arrived before it was reported; closed without a time; a closing time and open; garbled text.
    "6,event,handling,121.472,31.222,2024-05-10 08:00,2024-05-09 08:00,,,",
    "7,event,closed,121.472,31.222,2024-05-12 08:00,,,,",
    "8,event,handling,121.472,31.222,2024-05-14 08:00,,2024-05-15 08:00,,",
    "9,event,handling,121.472,31.222,2024-05-16 08:00,,,,锟斤拷路",
    // 35 m and 23 h after 9: a duplicate; 60 m; 25 h after it; of another kind.
    "10,event,handling,121.47236,31.222,2024-05-17 07:00,,,,",
    "11,event,handling,121.47264,31.2225,2024-05-17 07:30,,,,",
    "12,event,handling,121.472,31.222,2024-05-19 08:00,,,,",
    "13,component,handling,121.472,31.222,2024-05-19 08:30,,,,",
  ];
  const outcome = await check(
    [areas, plain("cases", "cases.csv", caseNames)],
    [areasFile, fileOf("cases.csv", lines.join("\n"))],
  );
  expect(outcome.setAside).toEqual([]);
  expect(rowsHit(outcome, "outside-stated")).toEqual([3]);
  expect(found(outcome, "outside-stated")?.checked).toBe(3);
  expect(rowsHit(outcome, "outside-areas")).toEqual([4]);
  expect(rowsHit(outcome, "time-order")).toEqual([6]);
  expect(rowsHit(outcome, "closed-without-time")).toEqual([7]);
  expect(rowsHit(outcome, "open-with-time")).toEqual([8]);
  expect(found(outcome, "garbled-text")?.examples).toMatchObject([{ row: 9, lon: 121.472, lat: 31.222 }]);
  expect(found(outcome, "duplicate-case")).toMatchObject({ hits: 1, examples: [{ row: 10, detail: "9" }] });
});

test("each rule about areas, codes, people and references names its rows", async () => {
  const people = [
    "area_id,as_of,pop_actual,pop_registered,households",
    "310106001,2024-01-01,10000,9000,4000",
    "310106001001,2024-01-01,4000,7000,1500",
    "310106001002,2024-01-01,3000,2000,400",
    "310106007777,2024-01-01,100,100,50",
  ];
  const cameras = [
    "camera_id,name,lon,lat",
    "31010600001320000001,one,121.472,31.222",
    "31010600001180000001,two,121.472,31.222",
  ];
  const outcome = await check(
    [
      areas,
      plain("population", "people.csv", ["area_id", "as_of", "pop_actual", "pop_registered", "households"]),
      plain("cameras", "cameras.csv", ["camera_id", "name", "lon", "lat"]),
    ],
    [areasFile, fileOf("people.csv", people.join("\n")), fileOf("cameras.csv", cameras.join("\n"))],
  );
  const of = (table: string, rule: RuleId) =>
    outcome.findings
      .find((finding) => finding.table === table && finding.rule === rule)
      ?.examples.map(({ row }) => row);
  expect(of("areas", "area-size")).toEqual([2]);
  expect(of("areas", "code-shape")).toEqual([3]);
  expect(of("cameras", "code-shape")).toEqual([2]);
  expect(of("population", "registered-over-actual")).toEqual([2]);
  expect(of("population", "people-per-household")).toEqual([3]);
  expect(of("population", "children-sum")).toEqual([1]);
  expect(of("population", "orphan-id")).toEqual([1, 4]);
  expect(of("areas", "orphan-id")).toEqual([1, 2, 3]);
  const [example] = outcome.findings.find(({ rule }) => rule === "registered-over-actual")?.examples ?? [];
  expect(example?.lon).toBeCloseTo(121.472, 6);
});

test("events without their case are orphans, and ids of the open dataset do not come twice", async () => {
  const cases = `${caseNames.join(",")}\nA,event,handling,121.4,31.2,2024-05-01,,,,\nB,event,handling,121.4,31.2,2024-05-03,,,,\n`;
  const events =
    "case_id,seq,stage,action,at\nA,1,register,x,2024-05-01\nOLD,1,register,x,2024-05-01\nC,1,register,x,2024-05-01\n";
  const tables = [
    plain("cases", "cases.csv", caseNames),
    plain("case_events", "events.csv", ["case_id", "seq", "stage", "action", "at"]),
  ];
  const recipe: Recipe = {
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
  };
  const files = [fileOf("cases.csv", cases), fileOf("events.csv", events)];
  const outcome = await runImport({ recipe, files, baseIds: { cases: ["OLD", "B"] } }, context);
  expect(found(outcome, "orphan-id")).toMatchObject({ checked: 3, hits: 1, examples: [{ row: 3, id: "C" }] });
  expect(outcome.setAside).toMatchObject([{ reason: "case_id is in the dataset already", rows: 1 }]);
});

test("areas of each level below are to add up to their parent, not those of all levels together", async () => {
  const town = feature({ code: "T", name: "镇", level: "street_town" }, 121.47);
  const below = ["community", "duty_grid"].flatMap((level, k) =>
    [0, 1].map((i) =>
      feature({ code: `${level}${i}`, name: level, level, parent: "T" }, 121.47 + i / 100, 31.22 + k / 100),
    ),
  );
  const file = fileOf("own.geojson", JSON.stringify({ type: "FeatureCollection", features: [town, ...below] }));
  const fields = { area_id: "code", name: "name", level: "level", parent_id: "parent" };
  const own: TableRecipe = {
    table: "areas",
    file: "own.geojson",
    fields: Object.fromEntries(Object.entries(fields).map(([field, column]) => [field, { from: [column] }])),
  };
  const people =
    "area_id,as_of,pop_actual\nT,2024-01-01,100\ncommunity0,2024-01-01,60\ncommunity1,2024-01-01,40\nduty_grid0,2024-01-01,50\nduty_grid1,2024-01-01,30\n";
  const outcome = await check(
    [own, plain("population", "people.csv", ["area_id", "as_of", "pop_actual"])],
    [file, fileOf("people.csv", people)],
  );
  const sums = outcome.findings.find(({ rule }) => rule === "children-sum");
  expect([sums?.checked, sums?.hits, sums?.examples[0]?.detail]).toEqual([2, 1, "Σ 80 ≠ 100"]);
});

test("the parent of a department is a department, not an area, and its id is no area code", async () => {
  const departments = "dept_id,name,parent_id\ngreen,绿化,town\ntown,镇,\nlost,无主,310106001001\n";
  const outcome = await check(
    [plain("depts", "depts.csv", ["dept_id", "name", "parent_id"]), areas],
    [fileOf("depts.csv", departments), areasFile],
  );
  const own = outcome.findings.filter(({ table }) => table === "depts");
  const orphans = own.find(({ rule }) => rule === "orphan-id");
  expect([orphans?.checked, orphans?.hits, orphans?.examples[0]?.detail]).toEqual([2, 1, "parent_id = 310106001001"]);
  expect(own.some(({ rule, checked }) => rule === "code-shape" && checked > 0)).toBe(false);
});
