import { eventActions } from "../../../domain/process.ts";
import { stages } from "../../../domain/vocabulary.ts";
import type { ProcessResult } from "./compute.ts";

type ResultColumns = Readonly<Record<string, readonly string[] | Float64Array>>;

const numbers = (values: ArrayLike<number>) => Float64Array.from(values);

/** The result as tables of SQL: the map, its activities, the variants, the findings per step, and the log's issues. */
export function resultTables({ facts, output }: ProcessResult): [name: string, columns: () => ResultColumns][] {
  const { activities, issues } = facts;
  const nameOf = (a: number) => {
    const one = activities[a];
    return one ? `${one.stage}${one.action === "" ? "" : `.${one.action}`}` : "";
  };
  const names = (codes: ArrayLike<number>) => Array.from(codes, nameOf);
  const assessed = (column: ArrayLike<number>) =>
    Float64Array.from(column, (cases, s) => (output.stepAssessed[s] === 1 ? cases : Number.NaN));
  return [
    [
      "process_arcs",
      () => ({
        from_activity: names(output.arcFrom),
        to_activity: names(output.arcTo),
        times: output.arcCount,
        cases: output.arcCases,
        median_s: output.arcMedian,
        p90_s: output.arcP90,
        dependency: output.arcDependency,
        loop_of_two: output.arcLoop,
      }),
    ],
    [
      "process_activities",
      () => ({
        activity: activities.map((_, a) => nameOf(a)),
        events: numbers(output.activityEvents),
        cases: numbers(output.activityCases),
        starts: numbers(output.activityStarts),
        ends: numbers(output.activityEnds),
      }),
    ],
    [
      "process_variants",
      () => ({
        steps: Array.from(output.variantCases, (_, v) =>
          names(output.variantActivity.subarray(output.variantStart[v], output.variantStart[v + 1])).join(" > "),
        ),
        cases: numbers(output.variantCases),
      }),
    ],
    [
      "process_conformance",
      () => ({
        step: Array.from(output.stepStage, (stage) => stages[stage] ?? ""),
        taken: assessed(output.stepTaken),
        skipped: assessed(output.stepSkipped),
        missing_so_far: assessed(output.stepMissing),
        repeated: assessed(output.stepRepeated),
        out_of_order: assessed(output.stepOutOfOrder),
      }),
    ],
    [
      "process_actions",
      () => ({ action: eventActions, cases: numbers(output.actionCases), events: numbers(output.actionEvents) }),
    ],
    [
      "process_issues",
      () => ({
        issue: issues.map(({ kind }) => kind),
        count: numbers(issues.map(({ count }) => count)),
        left_out: issues.map(({ leftOut }) => (leftOut ? "yes" : "no")),
        cases: issues.map(({ cases }) => cases.join(" ")),
      }),
    ],
  ];
}
