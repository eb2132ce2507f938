import { publishResult } from "../../../state/results.ts";
import { indicatorCodes } from "../kernel/indicators.ts";
import { figureOf, type ScorecardResult } from "./compute.ts";

/** The result as tables of SQL: scores and places of units, and every figure of every indicator. */
export function publishScorecard(result: ScorecardResult): void {
  const { settings, table, dataVersion } = result.input;
  const weights = Object.fromEntries(
    settings.lines.map(({ code, name, weight }) => [`weight.${code ?? name ?? ""}`, weight]),
  );
  const made = {
    analysis: "scorecard",
    params: { ...settings.params, scheme: settings.scheme, level: table.level, ...weights },
    dataVersion,
    seed: settings.params.seed,
  };
  publishResult("scorecard_units", () => unitColumns(result), made);
  publishResult("scorecard_indicators", () => indicatorColumns(result), made);
}

function unitNames({ input: { table }, depts }: ScorecardResult) {
  return {
    kind: ["all", ...table.ids.map((): string => table.level), ...depts.map(() => "dept")],
    code: ["", ...table.ids, ...depts],
  };
}

function unitColumns(result: ScorecardResult) {
  const { score, scoreLow, scoreHigh, rank, bestRank, worstRank } = result.output;
  return {
    ...unitNames(result),
    score,
    score_low: scoreLow,
    score_high: scoreHigh,
    rank,
    best_rank: bestRank,
    worst_rank: worstRank,
  };
}

function indicatorColumns(result: ScorecardResult) {
  const { kind, code } = unitNames(result);
  const rows = indicatorCodes.flatMap((indicator) =>
    code.flatMap((unit, row) => {
      const figure = figureOf(result, indicator, row);
      return figure ? [{ indicator, kind: kind[row] ?? "", unit, ...figure }] : [];
    }),
  );
  const numbers = (value: (row: (typeof rows)[number]) => number | null) =>
    Float64Array.from(rows, (row) => value(row) ?? Number.NaN);
  return {
    indicator: rows.map(({ indicator }): string => indicator),
    kind: rows.map((row) => row.kind),
    code: rows.map(({ unit }) => unit),
    value: numbers(({ value }) => value),
    low: numbers(({ low }) => low),
    high: numbers(({ high }) => high),
    numerator: numbers(({ of }) => of),
    denominator: numbers(({ over }) => over),
  };
}
