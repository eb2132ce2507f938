import { publishResult } from "../../../state/results.ts";
import { callLevels } from "../kernel/ladder.ts";
import type { WhistleResult } from "./compute.ts";

/** The result as tables of SQL: counts of areas, departments and kinds, the ladder, and who answers at each level. */
export function publishWhistle(result: WhistleResult): void {
  const { settings, table, dataVersion } = result.input;
  const made = { analysis: "whistle", params: { ...settings.params, level: table.level }, dataVersion };
  publishResult("whistle_groups", () => groupColumns(result), made);
  if (!result.has.calls) return;
  publishResult("whistle_levels", () => levelColumns(result), made);
  publishResult("whistle_answers", () => answerColumns(result), made);
}

function groupColumns({ output, input: { table }, depts, kinds, kindField }: WhistleResult) {
  return {
    kind: [
      "all",
      ...table.ids.map((): string => table.level),
      ...depts.map(() => "dept"),
      ...kinds.map(() => kindField),
    ],
    code: ["", ...table.ids, ...depts, ...kinds],
    whistles: output.whistles,
    report_in_due: output.dueIn,
    report_in_on_time: output.inTime,
    report_in_median_s: output.reportIn,
    solved: output.solved,
    rated: output.rated,
    cases: output.cases,
    joint_cases: output.jointCases,
    closed: output.closedCases,
    solved_in_grid: output.inGrid,
  };
}

function levelColumns({ output }: WhistleResult) {
  return {
    level: Float64Array.from({ length: callLevels }, (_, level) => level + 1),
    calls: output.calls,
    highest: output.highest,
    answered: output.answered,
    passed_on: output.passedOn,
    waiting: output.waiting,
    wait_median_s: output.wait,
    wait_low_s: output.waitLow,
    wait_high_s: output.waitHigh,
  };
}

function answerColumns({ output, depts }: WhistleResult) {
  const places = Array.from({ length: callLevels * depts.length }, (_, at) => at);
  return {
    level: Float64Array.from(places, (at) => Math.floor(at / depts.length) + 1),
    dept: places.map((at) => depts[at % depts.length] ?? ""),
    answered: output.answeredBy,
  };
}
