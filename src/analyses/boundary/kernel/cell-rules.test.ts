import { expect, test } from "vitest";
import { brokenRules, type UnitCells } from "./cell-rules.ts";

const community = "310106188001";
const [degreesEast, degreesNorth] = [1 / 95_000, 1 / 110_900];

/** Cells in a row of bands: places in metres, ids by serial number unless given. */
function cells(places: readonly (readonly [number, number])[], change: Partial<UnitCells> = {}): UnitCells {
  return {
    ids: places.map((_, i) => `${community}${String(i + 1).padStart(3, "0")}`),
    areaM2: new Float64Array(places.length).fill(10_000),
    lon: places.map(([x]) => 121.4 + x * degreesEast),
    lat: places.map(([, y]) => 31.2 + y * degreesNorth),
    community: new Int32Array(places.length),
    communityIds: [community],
    ...change,
  };
}

const grid = [
  [0, 200],
  [100, 210],
  [200, 190],
  [0, 100],
  [100, 110],
  [0, 0],
] as const;

const rules = (of: UnitCells, profile: "15" | "14" = "15") =>
  brokenRules(of, profile).map(({ rule, cell }) => [rule, cell]);

test("cells of a hectare with codes in order break no rule", () => {
  expect(rules(cells(grid))).toEqual([]);
});

test("sizes outside 4,000 to 25,000 m² are told, those on the limits are not", () => {
  const areaM2 = Float64Array.of(3999, 4000, 10_000, 25_000, 25_001, 9000);
  expect(rules(cells(grid, { areaM2 }))).toEqual([
    ["small", 0],
    ["large", 4],
  ]);
});

test("a code of 14 digits, a letter, a foreign prefix and a code used twice", () => {
  const ids = [
    `${community}01`,
    `${community}00A`,
    "310106188002003",
    `${community}004`,
    `${community}004`,
    `${community}006`,
  ];
  expect(rules(cells(grid, { ids })).filter(([rule]) => rule !== "order")).toEqual([
    ["length", 0],
    ["digits", 1],
    ["prefix", 2],
    ["twice", 4],
  ]);
});

test("the older profile wants 14 digits", () => {
  const ids = grid.map((_, i) => `${community}0${i + 1}`);
  expect(rules(cells(grid, { ids }), "14")).toEqual([]);
  expect(rules(cells(grid), "14")).toHaveLength(6);
});

test("a number that jumps back north, or north-west, is out of order", () => {
  const [one, two, three, four, five, six] = grid;
  expect(rules(cells([six, one, two, three, four, five]))).toEqual([["order", 1]]);
  expect(rules(cells([five, four, one, two, three, six]))).toEqual([]);
  expect(rules(cells([five, [-60, 190], two, three, four, six]))).toEqual([["order", 1]]);
});

test("where communities have no codes of 12 digits, prefixes are not judged", () => {
  const ids = grid.map((_, i) => `99990001000000${i}`);
  expect(rules(cells(grid, { ids, communityIds: ["north"] }))).toEqual([]);
});
