import { beforeAll, describe, expect, test } from "vitest";
import { areasOf, hasDataset, localEngine, openFolder } from "../../../../test/support/open-folder.ts";
import { noFilters } from "../../../domain/filters.ts";
import { type IndicatorCode, indicatorCodes } from "../kernel/indicators.ts";
import { combinedScore, computeScorecard, figureOf, type ScorecardInput, type ScorecardResult } from "./compute.ts";
import { settingsOf } from "./settings.ts";

const context = { signal: new AbortController().signal, onProgress: () => {} };

async function inputOf(id: string, own: Readonly<Record<string, string | number>> = {}): Promise<ScorecardInput> {
  const { handle, manifest } = openFolder(id);
  const areas = await areasOf(handle);
  const table = areas.get("duty_grid") ?? [...areas.values()][0];
  if (!table) throw new Error("no areas");
  const asOf = Date.parse(`${manifest.asOf.slice(0, 19)}Z`) / 1000;
  const settings = settingsOf({ analyses: { scorecard: own } });
  return { handle, settings, areas, table, filters: noFilters, asOf, years: 2, dataVersion: manifest.dataVersion };
}

describe.skipIf(!hasDataset("sample"))("scorecards of the sample town", () => {
  let result: ScorecardResult;
  const figure = (code: IndicatorCode, row = 0) => figureOf(result, code, row);
  beforeAll(async () => {
    result = await computeScorecard(await inputOf("sample"), localEngine, context);
  });

  test("exact counts of what is planted: reports, void cases, rework, returns", () => {
    expect(figure("report_count")?.value).toBe(100_000);
    expect(figure("valid_report_rate")).toMatchObject({ of: 100_000 - 1532, over: 100_000 });
    expect(figure("return_rate")?.of).toBe(3000);
    expect(figure("close_rate")?.of).toBe(92_719);
    expect(Number(figure("check_pass_rate")?.over)).toBe(92_719 + 4803);
  });

  test("what the town does not log is not assessed: it has no step of verification", () => {
    expect(figure("in_time_verify_rate")).toBeNull();
  });

  test("areas add up to all, and so do departments", () => {
    const { rows } = result.input.table;
    for (const code of ["in_time_close_rate", "rework_rate", "satisfaction_score"] as const) {
      const areas = Array.from({ length: rows }, (_, row) => figure(code, 1 + row)?.over ?? 0);
      const depts = result.depts.map((_, dept) => figure(code, 1 + rows + dept)?.over ?? 0);
      expect(areas.reduce((a, b) => a + b)).toBe(figure(code)?.over);
      expect(depts.reduce((a, b) => a + b)).toBe(figure(code)?.over);
    }
  });

  test("the planted slow grid is last with certainty, and most grids cannot be told apart", () => {
    const { rank, bestRank, worstRank } = result.output;
    const { ids } = result.input.table;
    const slow = 1 + ids.indexOf("310106188G12");
    expect(rank[slow]).toBe(14);
    expect(bestRank[slow]).toBe(14);
    const uncertain = ids.filter((_, row) => bestRank[1 + row] !== worstRank[1 + row]);
    expect(uncertain.length).toBeGreaterThan(8);
  });

  test("the planted bottleneck department has the lowest share closed in time", () => {
    const { rows } = result.input.table;
    const shares = result.depts.map((_, dept) => figure("in_time_close_rate", 1 + rows + dept)?.value ?? 1);
    expect(result.depts[shares.indexOf(Math.min(...shares))]).toBe("greening");
  });

  test("a weight of the user replaces that of the scheme", async () => {
    const { lines } = settingsOf({ analyses: { scorecard: { "weight.close_rate": 0, "weight.return_rate": 20 } } });
    const weights = Object.fromEntries(lines.map(({ code, weight }) => [code, weight]));
    expect(weights).toMatchObject({ close_rate: 0, return_rate: 20, in_time_close_rate: 40 });
  });
});

describe.skipIf(!hasDataset("washington-dc"))("scorecards of Washington, DC", () => {
  test("stages that nobody logs are not assessed, not zero", async () => {
    const result = await computeScorecard(await inputOf("washington-dc"), localEngine, context);
    const assessed = indicatorCodes.filter((code) => figureOf(result, code, 0) !== null);
    expect(assessed).toContain("in_time_close_rate");
    for (const code of ["dispose_rate", "satisfaction_score", "resolved_in_grid_rate", "return_rate"] as const)
      expect(figureOf(result, code, 0)).toBeNull();
  });
});

test("two-way: seventy from its line and ninety from streets make eighty, and without streets there is no total", () => {
  expect(combinedScore(70, 90, 0.5)).toBe(80);
  expect(combinedScore(70, 90, 0.25)).toBe(85);
  expect(combinedScore(70, undefined, 0.5)).toBeNull();
});
