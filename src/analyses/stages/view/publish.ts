import type { StagesResult } from "./compute.ts";

type ResultColumns = Readonly<Record<string, readonly string[] | Float64Array>>;

/** The result as tables of SQL: all cases by stage, by stage and group, and by stage and area. */
export function resultTables(result: StagesResult): [name: string, columns: () => ResultColumns][] {
  const { input, output, byArea, groups } = result;
  const { stages } = input.settings;
  const tables: [string, () => ResultColumns][] = [
    [
      "stages_all",
      () => ({
        stage: stages,
        assessed: Array.from(output.assessed, (one) => (one === 1 ? "yes" : "no")),
        cases: output.allCases,
        ended: output.allEnded,
        median_s: output.allMedian,
        median_low_s: output.allLow,
        median_high_s: output.allHigh,
        p90_s: output.allP90,
        beyond_share: output.allBeyond,
        excess_h: output.allExcess,
      }),
    ],
  ];
  if (groups.length > 0) tables.push(["stages_groups", () => grouped(result, output, groups)]);
  if (byArea && input.table) {
    const { ids } = input.table;
    tables.push(["stages_areas", () => grouped(result, byArea, ["", ...ids])]);
  }
  return tables;
}

function grouped({ input }: StagesResult, output: StagesResult["output"], groups: readonly string[]): ResultColumns {
  const { stages } = input.settings;
  const width = output.byCases.length / stages.length;
  const rows = [...output.byCases.keys()].filter((at) => (output.byCases[at] ?? 0) > 0);
  const pick = (column: Float64Array) => Float64Array.from(rows, (at) => column[at] ?? Number.NaN);
  return {
    stage: rows.map((at) => stages[Math.floor(at / width)] ?? ""),
    group: rows.map((at) => groups[at % width] ?? ""),
    cases: pick(output.byCases),
    ended: pick(output.byEnded),
    median_s: pick(output.byMedian),
    median_low_s: pick(output.byLow),
    median_high_s: pick(output.byHigh),
    p90_s: pick(output.byP90),
    beyond_share: pick(output.byBeyond),
    excess_h: pick(output.byExcess),
  };
}
