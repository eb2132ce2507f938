import type { AreaTable } from "../../../domain/area-table.ts";
import type { Filters } from "../../../domain/filters.ts";
import type { AreaLevel } from "../../../domain/vocabulary.ts";
import type { CaseSource } from "../../../state/case-rows.ts";
import { type DailyCases, dailyCases } from "../../../state/daily-cases.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { OutputOf, ParamsOf } from "../../index.ts";

export interface SeriesInput {
  readonly handle: CaseSource;
  readonly params: ParamsOf<"series">;
  readonly filters: Filters;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  /** The moment of the data, in seconds. */
  readonly asOf: number;
  readonly dataVersion: string;
}

export interface SeriesResult {
  readonly input: SeriesInput;
  readonly cases: DailyCases;
  /** Days of each series. */
  readonly days: number;
  /** Series `s` on day `t` at `s * days + t`; NaN on days without any case. */
  readonly counts: Float64Array;
  readonly absent: number;
  readonly output: OutputOf<"series">;
}

/** Counts every kind of case in every area by day, and judges the last day. */
export async function computeSeries(
  input: SeriesInput,
  engine: Engine,
  context: RunContext,
): Promise<SeriesResult | null> {
  const cases = await dailyCases(input);
  context.signal.throwIfAborted();
  if (!cases) return null;
  const { counts, days, absent } = dailySeries(cases);
  const task = {
    counts: counts.slice(),
    days: Uint32Array.of(Math.max(1, days)),
    firstDay: Int32Array.of(cases.span[0]),
  };
  const output = await engine.run("series", task, input.params, context);
  return { input, cases, days, counts, absent, output };
}

function dailySeries({ day, series, span: [first, today], coarse, classes }: DailyCases) {
  const days = Math.max(0, today - first + 1);
  const rows = coarse.rows * classes.length;
  const counts = new Float64Array(rows * days);
  const all = new Float64Array(days);
  for (let i = 0; i < day.length; i++) {
    const t = (day[i] ?? 0) - first;
    const own = series[i] ?? rows;
    if (t < 0 || t >= days) continue;
    all[t] = (all[t] ?? 0) + 1;
    if (own < rows) counts[own * days + t] = (counts[own * days + t] ?? 0) + 1;
  }
  let absent = 0;
  for (let t = 0; t < days; t++) {
    if (all[t] !== 0) continue;
    absent++;
    for (let s = 0; s < rows; s++) counts[s * days + t] = Number.NaN;
  }
  return { counts, days, absent };
}
