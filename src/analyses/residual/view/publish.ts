import { type MadeWith, publishResult } from "../../../state/results.ts";
import { verdicts } from "../kernel/params.ts";
import type { ResidualResult } from "./compute.ts";

/** Keeps a result as the tables `residual_areas` and `residual_groups`; times in minutes. */
export function publishResidual({ input, output, departments }: ResidualResult): void {
  if (!output) return;
  const { table, settings, dataVersion, filters } = input;
  const { kmh, ...travel } = settings.travel;
  const made: MadeWith = {
    analysis: "residual",
    params: {
      ...settings.values,
      ...travel,
      kmh: kmh.join(),
      level: table.level,
      filters: JSON.stringify(filters),
    },
    dataVersion,
  };
  const columns = (from: number, to: number) => {
    const cut = (values: Float64Array) => values.slice(from, to);
    return {
      cases: cut(output.cases),
      open: cut(output.open),
      observed_min: cut(output.observed),
      modelled_min: cut(output.modelled),
      residual_min: cut(output.residual),
      residual_low_min: cut(output.residualLow),
      residual_high_min: cut(output.residualHigh),
      excess_min: cut(output.excess),
      excess_low_min: cut(output.excessLow),
      excess_high_min: cut(output.excessHigh),
      slope: cut(output.slope),
      slope_low: cut(output.slopeLow),
      slope_high: cut(output.slopeHigh),
      road_min: cut(output.road),
      dispatch_min: cut(output.dispatch),
      desk_min: cut(output.desk),
      verdict: Array.from(output.verdict.subarray(from, to), (code) => verdicts[code] ?? ""),
    };
  };
  const first = 1 + table.rows;
  publishResult("residual_areas", () => ({ area_id: table.ids, name: table.names, ...columns(1, first) }), made);
  publishResult(
    "residual_groups",
    () => ({ dept: departments.codes, ...columns(first, first + departments.codes.length) }),
    made,
  );
}
