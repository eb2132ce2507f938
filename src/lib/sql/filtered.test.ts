import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, expect, test } from "vitest";
import { filteredStatement } from "./filtered.ts";
import { shapedSql, unshaped } from "./shaping.ts";
import { keepSql } from "./statement.ts";

let connection: DuckDBConnection;

beforeAll(async () => {
  const instance = await DuckDBInstance.create(":memory:");
  connection = await instance.connect();
  for (const sql of [
    "ATTACH ':memory:' AS city",
    "USE city",
    "CREATE TABLE cases AS SELECT range AS case_id, range % 4 AS dept FROM range(100)",
    "CREATE TABLE case_events AS SELECT range % 100 AS case_id, range AS seq FROM range(500)",
    "CREATE TABLE areas AS SELECT 1 AS area_id",
  ])
    await connection.run(sql);
});

async function count(sql: string): Promise<number> {
  const filtered = filteredStatement(sql, "dept = 1");
  const text = filtered ? `${filtered.clause}\n${filtered.body}` : sql;
  await connection.run(`DROP TABLE IF EXISTS kept; ${keepSql("kept", { kind: "query", sql: text })}`);
  const [row] = (await connection.runAndReadAll("SELECT sum(n) AS n FROM kept")).getRowObjects();
  return Number(row?.n);
}

test.each([
  ["SELECT count(*) AS n FROM cases", 25],
  ["FROM cases SELECT count(*) AS n", 25],
  ['select count(*) as n from "cases" c join case_events e using (case_id)', 125],
  ["SELECT count(*) AS n FROM case_events", 125],
  ["WITH late AS (SELECT * FROM cases WHERE case_id >= 50)\nSELECT count(*) AS n FROM late", 12],
  [
    "-- first\nWITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < 2) SELECT count(*) AS n FROM t, cases",
    50,
  ],
  ["PIVOT (SELECT 1 AS n, dept FROM cases) ON dept USING count(*)", 1],
  ["SELECT count(*) AS n FROM areas", 1],
])("%s sees only the cases that pass", async (sql, wanted) => {
  expect(await count(sql)).toBe(wanted);
});

test("what stands in the text keeps its place, and a text without cases is left alone", () => {
  const sql = "with a as (select 1)\nselect * from a, cases";
  const { clause, body } = filteredStatement(sql, "TRUE") ?? { clause: "", body: "" };
  expect(clause.endsWith(",")).toBe(true);
  expect([body.length, body.indexOf("a as"), body.slice(0, 4)]).toEqual([sql.length, sql.indexOf("a as"), "    "]);
  expect(filteredStatement("SELECT 'cases' AS a -- cases", "TRUE")).toBeNull();
});

/** A sort would hold all rows: eight million of them need more than this. */
test("rows as they lie are handed over in a tenth of the memory that they take", async () => {
  const own = await (await DuckDBInstance.create(":memory:", { temp_directory: "", threads: "2" })).connect();
  await own.run("SET memory_limit = '64MB'");
  await own.run("CREATE VIEW long AS SELECT range AS id, 'row ' || range AS name, random() AS x FROM range(8000000)");
  const rows = async (sql: string) => {
    const result = await own.stream(sql);
    let all = 0;
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
      all += chunk.rowCount;
    return all;
  };
  expect(await rows(shapedSql("long", [], unshaped))).toBe(8_000_000);
  await expect(rows(`${shapedSql("long", [], unshaped)} ORDER BY x`)).rejects.toThrow(/memory/i);
});
