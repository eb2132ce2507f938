import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import {
  kindOfType,
  orderedPageSql,
  orderTableSql,
  pageSql,
  rowsSql,
  type ShapedColumn,
  type Shaping,
  shapedSql,
  unshaped,
} from "./shaping.ts";
import { keepSql, readStatement } from "./statement.ts";
import { histogramBars, histogramSql, summarySql, topSql } from "./statistics.ts";

let database: DuckDBConnection;

beforeAll(async () => {
  database = await (await DuckDBInstance.create(":memory:")).connect();
});

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return (await database.runAndReadAll(sql)).getRowObjectsJson();
}

async function keep(table: string, sql: string): Promise<ShapedColumn[]> {
  const statement = readStatement(sql);
  if (statement.kind !== "query" && statement.kind !== "description") throw new Error(statement.kind);
  await database.run(`DROP TABLE IF EXISTS ${table}`);
  await database.run(keepSql(table, statement));
  return (await rows(`DESCRIBE ${table}`)).map(({ column_name, column_type }) => ({
    name: String(column_name),
    type: String(column_type),
    kind: kindOfType(String(column_type)),
  }));
}

/** All rows in a shaped order, fetched page by page as the grid does. */
async function paged(columns: readonly ShapedColumn[], shaping: Shaping, pageRows: number) {
  await database.run("DROP TABLE IF EXISTS o");
  await database.run(orderTableSql("o", "t", { columns, shaping }));
  const all: unknown[] = [];
  for (let from = 0; ; from += pageRows) {
    const numbers = (await rows(orderedPageSql("o", [from, from + pageRows]))).map(({ r }) => Number(r));
    if (numbers.length === 0) return all;
    const found = new Map((await rows(rowsSql("t", columns, numbers))).map((row) => [Number(row.__row), row.id]));
    all.push(...numbers.map((number) => found.get(number)));
  }
}

const tableRows = fc.array(
  fc.record({
    n: fc.option(fc.integer({ min: -5, max: 5 })),
    s: fc.option(fc.constantFrom("a", "B", "ab", "环卫", "it's", "")),
  }),
  { minLength: 1, maxLength: 40 },
);

describe("pages of a shaped result", () => {
  test("are what sorting and filtering in plain code gives, NULL last, equal rows as they came", async () => {
    const filters: readonly [text: string, passes: (n: number | null) => boolean][] = [
      ["", () => true],
      ["> 0", (n) => n !== null && n > 0],
      ["-2..3", (n) => n !== null && n >= -2 && n <= 3],
      ["null", (n) => n === null],
      ["非空", (n) => n !== null],
      ["!= 1", (n) => n !== null && n !== 1],
    ];
    await fc.assert(
      fc.asyncProperty(
        tableRows,
        fc.constantFrom(...filters),
        fc.boolean(),
        async (data, [text, passes], descending) => {
          const value = (one: string | number | null) =>
            typeof one === "string" ? `'${one.replaceAll("'", "''")}'` : String(one);
          const values = data.map(({ n, s }, id) => `(${id}, ${n === null ? "NULL::INTEGER" : n}, ${value(s)})`);
          const columns = await keep("t", `SELECT * FROM (VALUES ${values.join(",")}) v(id, n, s)`);
          const shaping = { sort: { column: "n", descending }, filters: { n: text } };
          const sign = descending ? -1 : 1;
          const expected = [...data.keys()]
            .filter((id) => passes(data[id].n))
            .sort((a, b) => {
              const [x, y] = [data[a].n, data[b].n];
              if (x === null || y === null) return Number(x === null) - Number(y === null) || a - b;
              return sign * (x - y) || a - b;
            });
          expect((await paged(columns, shaping, 7)).map(Number)).toEqual(expected);
          expect((await rows(shapedSql("t", columns, shaping))).map(({ id }) => Number(id))).toEqual(expected);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("of a result as it came are its rows in order", async () => {
    const columns = await keep("t", "FROM range(1000) t(id)");
    const page = await rows(pageSql("t", columns, [400, 403]));
    expect(page.map(({ id }) => Number(id))).toEqual([400, 401, 402]);
    expect((await paged(columns, unshaped, 300)).length).toBe(1000);
  });

  test("show of bytes how many there are, and unusual types as text", async () => {
    const columns = await keep(
      "t",
      'SELECT \'abc\'::BLOB AS shape, [1, 2] AS list, INTERVAL 1 DAY AS span, 1 AS "a""b"',
    );
    expect(columns.map(({ kind }) => kind)).toEqual(["bytes", "text", "text", "number"]);
    expect(await rows(pageSql("t", columns, [0, 1]))).toEqual([{ shape: 3, list: "[1, 2]", span: "1 day", 'a"b': 1 }]);
  });
});

describe("filters of a column", () => {
  const data = `SELECT * FROM (VALUES (1, '环卫', TIMESTAMP '2024-03-01 08:30:00', true, DATE '2024-03-01'), (20, 'It''s', TIMESTAMP '2024-04-02', false, NULL), (NULL, NULL, NULL, NULL, NULL)) v(n, s, t, b, d)`;

  test.each([
    ["n", "2", 1],
    ["n", ">= 1", 2],
    ["n", "> many", 0],
    ["s", "it'S", 1],
    ["s", "= 环卫", 1],
    ["s", "空", 1],
    ["t", "2024-03", 1],
    ["t", "< 2024-04-01", 1],
    ["t", "08:30", 1],
    ["b", "= true", 1],
    ["d", ">= 2024-01-01", 1],
    ["s", "'; DROP TABLE t; --", 0],
    ["n", "1 OR 1=1", 0],
  ])("%s %s lets %i through, whatever was typed", async (column, text, count) => {
    const columns = await keep("t", data);
    expect(await rows(shapedSql("t", columns, { sort: null, filters: { [column]: text } }))).toHaveLength(count);
  });
});

describe("figures of a column", () => {
  test("are those of plain code, values that are not finite left out", async () => {
    const numbers = fc.array(fc.option(fc.integer({ min: -50, max: 50 })), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(numbers, async (values) => {
        const list = values.map((value) => `(${value === null ? "NULL" : `${value}::DOUBLE`})`);
        const [column] = await keep(
          "t",
          `SELECT * FROM (VALUES ${list.join(",")}, ('NaN'::DOUBLE), ('inf'::DOUBLE)) v(n)`,
        );
        const known = values.filter((value) => value !== null).sort((a, b) => a - b);
        const [summary] = await rows(summarySql("SELECT * FROM t", column));
        expect(Number(summary.n)).toBe(values.length + 2);
        expect(Number(summary.missing)).toBe(values.length - known.length);
        if (known.length === 0) return;
        expect([summary.least, summary.greatest]).toEqual([known[0], known[known.length - 1]]);
        expect(Number(summary.mean)).toBeCloseTo(known.reduce((sum, value) => sum + value, 0) / known.length, 9);
        const bars = await rows(histogramSql("SELECT * FROM t", column, [known[0], known[known.length - 1]]));
        expect(bars.reduce((sum, { n }) => sum + Number(n), 0)).toBe(known.length);
        expect(bars.every(({ bar }) => Number(bar) >= 0 && Number(bar) < histogramBars)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test("of texts are the most frequent values, of times the span in seconds", async () => {
    const columns = await keep(
      "t",
      "SELECT * FROM (VALUES ('b', TIMESTAMP '2024-01-01'), ('a', TIMESTAMP '2024-01-03'), ('b', NULL)) v(s, t)",
    );
    expect((await rows(topSql("SELECT * FROM t", columns[0]))).map(({ value, n }) => [value, Number(n)])).toEqual([
      ["b", 2],
      ["a", 1],
    ]);
    const [summary] = await rows(summarySql("SELECT * FROM t", columns[1]));
    expect([summary.least, summary.greatest]).toEqual([Date.UTC(2024, 0, 1) / 1000, Date.UTC(2024, 0, 3) / 1000]);
  });
});
