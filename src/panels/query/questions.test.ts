import { existsSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, test } from "vitest";
import { root } from "../../../test/support/files.ts";
import { locales } from "../../domain/document.ts";
import { isTableName } from "../../domain/tables.ts";
import { kindOfType } from "../../lib/sql/shaping.ts";
import { readStatement } from "../../lib/sql/statement.ts";
import { suggestedAxes } from "../../state/query/chart.ts";
import { mapChoices } from "../../state/query/places.ts";
import { messages } from "./messages.ts";
import { levelToCompare, questionIds, questionSql } from "./question.ts";
import { questions } from "./questions.ts";

const folder = join(root, "public/data/sample");
const context = { asOf: "2026-01-01T00:00:00", level: "duty_grid" } as const;
const cases = questions.flatMap((question) => locales.map((locale) => ({ question, locale, id: question.id })));

test("every question has a text in both languages and is there once", () => {
  expect(questions.map(({ id }) => id)).toEqual([...questionIds]);
  for (const locale of locales) for (const id of questionIds) expect(messages[locale][`q_${id}`]).toBeTruthy();
});

test.each(cases)("$id in $locale only reads, and names the tables it needs", ({ question, locale }) => {
  const sql = questionSql(question, { ...context, locale });
  expect(readStatement(sql)).toMatchObject({ kind: "query" });
  const named = [...sql.matchAll(/(?:FROM|JOIN) (\w+)/g)].map(([, name = ""]) => name).filter(isTableName);
  expect(new Set(question.needs)).toEqual(new Set(named));
});

test("areas are compared at the level that people are responsible for", () => {
  expect(levelToCompare(["street_town", "community", "duty_grid", "cell"])).toBe("duty_grid");
  expect(levelToCompare(["city", "district"])).toBe("district");
  expect(levelToCompare([])).toBeNull();
});

describe.skipIf(!existsSync(join(folder, "areas.parquet")))("on the sample town (made by npm start)", () => {
  let database: DuckDBConnection;

  beforeAll(async () => {
    database = await (await DuckDBInstance.create(":memory:")).connect();
    for (const table of ["areas", "population", "cameras", "facilities", "cases", "case_events"]) {
      const file = table.startsWith("case") && table !== "cameras" ? `${table}/*.parquet` : `${table}.parquet`;
      await database.run(`CREATE VIEW ${table} AS SELECT * FROM '${join(folder, file)}'`);
    }
    await database.run("CREATE TABLE hotspots_areas AS SELECT area_id, name, area_m2 AS value FROM areas LIMIT 5");
  });

  test.each(cases)("$id in $locale has an answer that can be looked at as it says", async ({ question, locale }) => {
    const answer = await database.runAndReadAll(questionSql(question, { ...context, locale }));
    expect(answer.currentRowCount).toBeGreaterThan(0);
    const types = answer.columnTypes().map(String);
    const columns = answer
      .columnNames()
      .map((name, i) => ({ name, type: types[i] ?? "", kind: kindOfType(types[i] ?? "") }));
    if (question.shown === "map") expect(mapChoices(columns)).not.toEqual([]);
    if (question.shown === "chart") expect(suggestedAxes(columns)).not.toBeNull();
  });
});
