import { expect, test } from "vitest";
import type { AreaTable } from "../../../domain/area-table.ts";
import { type Alert, isBlind, onlyDay } from "./alerts.ts";
import type { WarningResult } from "./compute.ts";
import { alertRecord } from "./publish.ts";

/** Only what a row is made of. */
const areas = (own: Partial<AreaTable>): AreaTable => own as AreaTable;
const fine = areas({ level: "cell", ids: ["g0", "g1"], labelPoints: Float64Array.of(121.4, 31.2, 121.5, 31.3) });
const coarse = areas({ level: "street_town", ids: ["s0", "s1"], names: ["", "东街"] });
const result = {
  input: { areas: new Map(), params: { replications: 999 } },
  cases: { fine, coarse, classes: ["01", "02"], classField: "main_code" },
} as unknown as WarningResult;

const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const alert: Alert = {
  id: "c1_g0",
  kind: "cluster",
  findings: [0],
  firstDay: day("2025-11-19"),
  lastDay: day("2025-11-21"),
  since: day("2025-11-18"),
  areas: Uint32Array.of(0, 1),
  grownBy: 0,
  observed: 18,
  expected: 1.2,
  p: 1e-9,
  q: 1e-9,
  series: -1,
};
const document = { analyses: { alerts: { c1_g0: "real|a leak" } } };

test("days are ISO dates, and an interval beyond what 999 replications tell apart is said to be longer", () => {
  expect(alertRecord(alert, result, document)).toEqual({
    alert_id: "c1_g0",
    kind: "cluster",
    first_found: "2025-11-19",
    last_found: "2025-11-21",
    since: "2025-11-18",
    place: "121.4000, 31.2000",
    area_level: "cell",
    area_ids: "g0 g1",
    class: "",
    class_field: "main_code",
    observed: 18,
    expected: 1.2,
    p: 1e-9,
    recurrence_days: 1000,
    recurrence: "> 1000",
    verdict: "real",
    comment: "a leak",
  });
});

test("an interval within the replications is a number, that of a series is cut off at a century", () => {
  const short = alertRecord({ ...alert, p: 0.03 }, result, { analyses: {} });
  expect([short.recurrence, short.verdict]).toEqual(["33.3", "new"]);
  expect(short.recurrence_days).toBeCloseTo(33.333, 3);
  const series = { ...alert, kind: "series", series: 3, areas: Uint32Array.of(1) } as const;
  const row = alertRecord({ ...series, q: 1 / 5000 }, result, document);
  expect([row.place, row.area_level, row.area_ids, row.class, row.recurrence]).toEqual([
    "东街",
    "street_town",
    "s1",
    "02",
    "5000",
  ]);
  expect(alertRecord(series, result, document).recurrence).toBe("> 36525");
});

test("all cases on one day are told from those on more; what is left out does not count", () => {
  const cases = (...day: number[]) => ({ cases: { day: Int32Array.from(day), span: [100, 130] as const } });
  expect(onlyDay(cases(100, 100, 131, -5))).toBe(100);
  expect(onlyDay(cases(100, 101))).toBeNull();
});

test("no days, only days without a case, and cases on one day only are nothing to judge by", () => {
  const blind = (replayed: number[], absent: number[], day = [100, 101]) =>
    isBlind({
      cases: { day: Int32Array.from(day), span: [100, 130] },
      output: { replayed: Int32Array.from(replayed), absent: Int32Array.from(absent) },
    } as unknown as WarningResult);
  expect(blind([], [])).toBe(true);
  expect(blind([129, 130], [129, 130])).toBe(true);
  expect(blind([129, 130], [], [100])).toBe(true);
  expect(blind([129, 130], [129])).toBe(false);
});
