import { expect, test } from "vitest";
import type { DecodePool } from "../../data/decode/pool.ts";
import { isAboutAll, nightAlerts } from "./night-alerts.ts";

const alerts = {
  path: "alerts-1.parquet",
  bytes: 10,
  sha256: "a".repeat(64),
  madeAt: "2025-12-01T02:10:00",
  asOf: "2025-12-01T00:00:00",
};
/** A pool that has the table decoded: a cluster that goes on, a series that is over, and a cluster that was closed. */
const asked: unknown[] = [];
const pool = {
  run: (name: string, input: unknown) => {
    asked.push([name, input]);
    const fields = {
      alert_id: ["c1", "s2", "c3"],
      kind: ["cluster", "series", "cluster"],
      place: ["东村", "西街", "南村"],
      area_ids: ["g1 g2", "s7", "g9"],
      class: ["", "02", ""],
      class_field: ["category", "category", "category"],
      verdict: ["seen", "new", "false"],
      since: ["2025-11-27", "2025-11-20", "2025-11-29"],
      last_found: ["2025-11-29", "2025-11-20", "2025-11-30"],
      observed: Float64Array.of(18, 7, 4),
      expected: Float64Array.of(1.5, 2, 1),
    };
    return Promise.resolve({ rows: 3, fields });
  },
} as unknown as DecodePool;

test("a listed table is read from the dataset's folder; what is closed is left out", async () => {
  const found = await nightAlerts({ alerts }, "https://example.org/town/", pool);
  expect(asked).toMatchObject([["columns", { file: { at: { url: "https://example.org/town/alerts-1.parquet" } } }]]);
  const seconds = (text: string) => Date.parse(`${text}Z`) / 1000;
  const common = { areas: 1, code: "" };
  expect(found).toEqual({
    field: "category",
    blind: false,
    table: { madeAt: seconds("2025-12-01T02:10:00"), asOf: seconds("2025-12-01T00:00:00") },
    alerts: [
      {
        ...common,
        id: "c1",
        kind: "cluster",
        place: "东村",
        areas: 2,
        observed: 18,
        expected: 1.5,
        since: seconds("2025-11-27T00:00:00"),
        current: true,
      },
      {
        ...common,
        id: "s2",
        kind: "series",
        place: "西街",
        code: "02",
        observed: 7,
        expected: 2,
        since: seconds("2025-11-20T00:00:00"),
        current: false,
      },
    ],
  });
});

test("without a table in the manifest there is none, and a panel about some cases does not take it", async () => {
  expect(await nightAlerts({}, "https://example.org/town/", pool)).toBeNull();
  expect(isAboutAll({ values: {} })).toBe(true);
  expect(isAboutAll({ values: { dept: [] } })).toBe(true);
  expect(isAboutAll({ values: { dept: ["greening"] } })).toBe(false);
  expect(isAboutAll({ values: {}, areas: { level: "street_town", ids: ["s1"] } })).toBe(false);
});
