import { codesOfRows } from "../../../state/case-groups.ts";
import type { LevelInput } from "../../../state/level-input.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { OutputOf } from "../../index.ts";
import { type IndicatorCode, indicatorCodes } from "../kernel/indicators.ts";
import { readFacts } from "./facts.ts";
import type { Settings } from "./settings.ts";

export interface ScorecardInput extends LevelInput {
  /** Years that the cases are from: surveys are counted per year. */
  readonly years: number;
  readonly settings: Settings;
}

export interface ScorecardResult {
  readonly input: ScorecardInput;
  readonly cases: number;
  /** Codes of the departments; rows of the output after the areas. */
  readonly depts: readonly string[];
  /** What the data have, one flag for each of `features`. */
  readonly has: Uint8Array;
  readonly output: OutputOf<"scorecard">;
}

/** The indicators of all units, their scores, and how far their places are certain. */
export async function computeScorecard(
  input: ScorecardInput,
  engine: Engine,
  context: RunContext,
): Promise<ScorecardResult> {
  const { settings, table, asOf } = input;
  const { found, facts, has } = await readFacts(input);
  context.signal.throwIfAborted();
  const depts = codesOfRows(found.cases.codes("dept"), found.rows);
  const unnamed = depts.codes.indexOf("");
  const named = depts.codes.filter((code) => code !== "");
  const deptRow = depts.codes.map((code) => (code === "" ? named.length : named.indexOf(code)));
  const lineOf = (code: IndicatorCode) => settings.lines.find((line) => line.code === code);
  const output = await engine.run(
    "scorecard",
    {
      ...facts,
      area: found.area.slice(),
      dept: unnamed < 0 ? depts.of : depts.of.map((dept) => deptRow[dept] ?? named.length),
      areaCount: Uint32Array.of(table.rows),
      deptCount: Uint32Array.of(named.length),
      has: has.slice(),
      weight: Float64Array.from(indicatorCodes, (code) => lineOf(code)?.weight ?? 0),
      full: Float64Array.from(indicatorCodes, (code) => lineOf(code)?.full ?? Number.NaN),
      pointsPerPercent: Float64Array.from(indicatorCodes, (code) => lineOf(code)?.pointsPerPercent ?? Number.NaN),
      asOf: Float64Array.of(asOf),
      firstDay: Int32Array.of(found.calendar.firstDay),
      isWorkday: found.calendar.isWorkday.slice(),
    },
    settings.params,
    context,
  );
  return { input, cases: found.rows.length, depts: named, has, output };
}

/** A figure of an indicator in a row; `value` is `null` where there is no denominator. */
export interface Figure {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly of: number;
  readonly over: number;
}

/** The figure of an indicator in row `row` of a result, `null` where it is not assessed. */
export function figureOf({ output, depts, input }: ScorecardResult, code: IndicatorCode, row: number): Figure | null {
  const k = indicatorCodes.indexOf(code);
  if (output.assessed[k] !== 1) return null;
  const at = k * (1 + input.table.rows + depts.length) + row;
  const known = (value = Number.NaN) => (Number.isNaN(value) ? null : value);
  return {
    value: known(output.value[at]),
    low: known(output.low[at]),
    high: known(output.high[at]),
    of: output.of[at] ?? Number.NaN,
    over: output.over[at] ?? 0,
  };
}

/** The units that are compared: how many, in which row the first is, and what they are called by. */
export function unitsOf({ input, depts }: ScorecardResult, kind: "area" | "dept") {
  const { table } = input;
  return kind === "area"
    ? { first: 1, ids: table.ids, names: table.names.map((name, row) => name || (table.ids[row] ?? "")) }
    : { first: 1 + table.rows, ids: depts, names: null };
}

/** What streets and the department's own line make together; `null` where one of the two is not there. */
export function combinedScore(line: number, street: number | undefined, lineShare: number): number | null {
  if (Number.isNaN(line) || street === undefined) return null;
  return lineShare * line + (1 - lineShare) * street;
}
