import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultProtection, maskText, protect, protectedColumns, protectionOf } from "./protect.ts";
import type { ExportField } from "./table.ts";

let connection: Awaited<ReturnType<DuckDBInstance["connect"]>>;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
});
afterAll(() => connection.closeSync());

const rowsOf = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjects();

const fields: ExportField[] = [
  { name: "area_id", type: "text" },
  { name: "residents", type: "int32" },
  { name: "cases", type: "int32" },
  { name: "cases_per_1000", type: "float64" },
  { name: "address", type: "text" },
];
const sql = `SELECT * FROM (VALUES
  ('a', 4, 2, 500.0::DOUBLE, '1 Road'), ('b', 5, 1, 200.0::DOUBLE, NULL), ('c', 0, 3, NULL, '3 Road'), ('d', NULL, 1, 7.0::DOUBLE, 'x')
) t(area_id, residents, cases, cases_per_1000, address)`;

describe("by default", () => {
  const guarded = protect(sql, fields, defaultProtection);

  test("counts of one to four people are left out, and rates made from them; none and five stay", async () => {
    const rows = await rowsOf(guarded.sql);
    expect(rows.map(({ residents }) => residents)).toEqual([null, 5, 0, null]);
    expect(rows.map(({ cases_per_1000 }) => cases_per_1000)).toEqual([null, 200, null, 7]);
    expect(rows.map(({ cases }) => cases)).toEqual([2, 1, 3, 1]);
  });

  test("personal texts are replaced, missing ones stay missing", async () => {
    expect((await rowsOf(guarded.sql)).map(({ address }) => address)).toEqual([maskText, null, maskText, maskText]);
  });

  test("the provenance says what was done, and to how many cells", async () => {
    const [counted] = await rowsOf(guarded.countSql);
    expect(counted).toEqual({ rows: 4, cells: 2 });
    const told = protectionOf(guarded, Number(counted?.cells), defaultProtection);
    expect(told).toMatchObject({
      minimumCell: 5,
      suppressedColumns: ["residents", "cases_per_1000"],
      suppressedCells: 2,
      maskedColumns: ["address"],
    });
    expect(told.note).toContain("1 to 4");
  });
});

test("with protection off the statement is as it was, and the provenance says that nothing was protected", () => {
  const off = { minimumCell: 0, mask: false };
  const guarded = protect(`${sql} ;`, fields, off);
  expect(guarded.sql).toBe(sql);
  expect(protectionOf(guarded, 0, off)).toMatchObject({ minimumCell: null, suppressedColumns: [], maskedColumns: [] });
});

test("no count between one and k gets out, whatever the numbers and whatever k", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(fc.integer({ min: 0, max: 30 })), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 2, max: 20 }),
      async (counts, k) => {
        const values = counts.map((count) => `(${count ?? "NULL"}::INTEGER)`).join(", ");
        const guarded = protect(
          `FROM (VALUES ${values}) t(pop_60p) -- a comment`,
          [{ name: "pop_60p", type: "int32" }],
          {
            minimumCell: k,
            mask: true,
          },
        );
        const out = (await rowsOf(guarded.sql)).map(({ pop_60p }) => pop_60p);
        expect(out).toEqual(counts.map((count) => (count !== null && count > 0 && count < k ? null : count)));
      },
    ),
    { numRuns: 30 },
  );
});

test("shares, rates, minutes and areas are no counts of people, and ids no personal texts", () => {
  const names = ["residents_within_share", "pop_density", "elderly_rate", "residents_km2", "median_min", "cases"];
  expect(protectedColumns(names.map((name) => ({ name, type: "float64" }))).counts).toEqual([]);
  const people = [
    "pop_resident",
    "residents",
    "households",
    "living_alone",
    "low_income",
    "居民数",
    "residents_before",
  ];
  expect(protectedColumns(people.map((name) => ({ name, type: "int32" }))).counts).toEqual(people);
  const texts = ["area_id", "name", "case_id", "dept"].map((name): ExportField => ({ name, type: "text" }));
  expect(protectedColumns(texts).personal).toEqual([]);
});
