import { durationReasons } from "../../../lib/stage-durations.ts";
import { type MadeWith, publishResult } from "../../../state/results.ts";
import type { ResponseResult } from "./compute.ts";

/** Keeps a result as the tables `response_areas`, `_groups`, `_curves`, `_profile` and `_excluded`. */
export function publishResponse(result: ResponseResult): void {
  const { input, output, pair, limit, targetHours, groups, leftOut, watch } = result;
  if (!output) return;
  const { table, settings, dataVersion, filters } = input;
  const made: MadeWith = {
    analysis: "response",
    params: {
      ...settings.values,
      from: pair[0],
      to: pair[1],
      limit,
      targetHours,
      level: table.level,
      watchedUntil: watch[1],
      filters: JSON.stringify(filters),
    },
    dataVersion,
  };
  const part = (from: number, to: number) => figures(output, from, to);
  publishResult("response_areas", () => ({ area_id: table.ids, name: table.names, ...part(1, 1 + table.rows) }), made);
  publishResult(
    "response_groups",
    () => ({
      group: ["(all)", ...groups.codes],
      ...both(part(0, 1), part(1 + table.rows, 1 + table.rows + groups.codes.length)),
    }),
    made,
  );
  publishResult(
    "response_curves",
    () => ({
      group: Array.from(output.curveTime, (_, k) => {
        const curve = output.curveStart.findLastIndex((start) => start <= k);
        return curve === 0 ? "(all)" : (groups.codes[curve - 1] ?? "");
      }),
      seconds: output.curveTime,
      open: output.curveOpen,
      low: output.curveLow,
      high: output.curveHigh,
    }),
    made,
  );
  const hours = output.profileCases.map((_, hour) => hour);
  publishResult(
    "response_profile",
    () => ({ hour_of_week: hours, cases: output.profileCases, median_s: output.profileMedian }),
    made,
  );
  publishResult(
    "response_excluded",
    () => ({
      case_id: leftOut.caseIds,
      reported_at: leftOut.reported,
      reason: Array.from(leftOut.reason, (code) => durationReasons[code] ?? ""),
    }),
    made,
  );
  publishResult(
    "response_reasons",
    () => ({ reason: [...durationReasons], cases: Float64Array.from(output.reasonCounts) }),
    made,
  );
}

type Output = NonNullable<ResponseResult["output"]>;

/** The figures of some rows under the names they have in SQL; times in seconds. */
function figures(output: Output, from: number, to: number) {
  const cut = (values: Float64Array) => values.slice(from, to);
  return {
    cases: cut(output.cases),
    open: cut(output.open),
    late_entries: cut(output.lateEntries),
    median_s: cut(output.median),
    median_low_s: cut(output.medianLow),
    median_high_s: cut(output.medianHigh),
    p80_s: cut(output.p80),
    p90_s: cut(output.p90),
    closed_only_median_s: cut(output.closedMedian),
    restricted_mean_s: cut(output.mean),
    restricted_mean_error_s: cut(output.meanError),
    decided: cut(output.decided),
    within: cut(output.within),
    share_low: cut(output.shareLow),
    share_high: cut(output.shareHigh),
    done_within_target: cut(output.done),
    done_low: cut(output.doneLow),
    done_high: cut(output.doneHigh),
  };
}

function both(one: ReturnType<typeof figures>, other: ReturnType<typeof figures>) {
  const entries = Object.entries(one).map(([name, values]) => {
    const more = Object.entries(other).find(([key]) => key === name)?.[1] ?? new Float64Array(0);
    return [name, Float64Array.of(...values, ...more)] as const;
  });
  return Object.fromEntries(entries);
}
