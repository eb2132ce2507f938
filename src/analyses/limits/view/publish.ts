import { wilsonInterval } from "../../../lib/wilson.ts";
import { publishResult } from "../../../state/results.ts";
import { openStages } from "../kernel/risk.ts";
import { figuresOf, type LimitsResult } from "./compute.ts";

/** The result as tables of SQL: counts of all cases, areas and groups, and the open cases by due time. */
export function publishLimits(result: LimitsResult): void {
  const { settings, table, dataVersion } = result.input;
  const made = {
    analysis: "limits",
    params: { ...settings.params, by: settings.shown.by, level: table.level },
    dataVersion,
  };
  publishResult("limits_groups", () => groupColumns(result), made);
  publishResult("limits_open", () => openColumns(result), made);
}

function groupColumns(result: LimitsResult) {
  const { table, settings } = result.input;
  const kinds = ["all", ...table.ids.map(() => table.level), ...result.groups.map(() => settings.shown.by)];
  const rows = kinds.map((_, row) => figuresOf(result, row));
  const intervals = rows.map(({ broken, decided }) => wilsonInterval(broken, decided));
  const column = (value: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, value);
  return {
    kind: kinds,
    code: ["", ...table.ids, ...result.groups],
    on_time: column(({ onTime }) => onTime),
    broken: column(({ broken }) => broken),
    decided: column(({ decided }) => decided),
    broken_share: column(({ broken, decided }) => (decided > 0 ? broken / decided : Number.NaN)),
    share_low: Float64Array.from(intervals, (interval) => interval?.[0] ?? Number.NaN),
    share_high: Float64Array.from(intervals, (interval) => interval?.[1] ?? Number.NaN),
    overdue: column(({ overdue }) => overdue),
    due_soon: column(({ soon }) => soon),
    open_in_time: column(({ inTime }) => inTime),
    suspended: column(({ suspended }) => suspended),
    expected_breaches: column(({ expected }) => expected),
  };
}

function openColumns({ output, worklist, input: { table } }: LimitsResult) {
  return {
    case_id: worklist.ids,
    item: worklist.items,
    dept: worklist.depts,
    area_id: Array.from(worklist.areas, (row) => table.ids[row] ?? ""),
    stage: Array.from(output.caseStage, (stage) => openStages[stage] ?? ""),
    due_s: output.caseDue,
    left_s: output.caseLeft,
    risk: output.caseRisk,
  };
}
