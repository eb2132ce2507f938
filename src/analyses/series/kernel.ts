import { adjustedP } from "../../lib/fdr.ts";
import { detectors, judgeSeries } from "../../lib/surveillance/series.ts";
import type { Params } from "./kernel/params.ts";

export type Input = {
  /** Cases of series `i` on day `t` at `i * days + t`; NaN where a day has no data. */
  readonly counts: Float64Array;
  /** Days of a series, and days since 1970-01-01 of the first. */
  readonly days: Uint32Array;
  readonly firstDay: Int32Array;
};

export type Output = {
  readonly detector: Uint8Array;
  readonly judgedDays: Uint8Array;
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  readonly upper: Float64Array;
  readonly p: Float64Array;
  readonly q: Float64Array;
  /** Above the bound of its own detector. */
  readonly above: Uint8Array;
  /** Unusual with the false discovery rate over all series. */
  readonly alarm: Uint8Array;
};

/** Judges the last day (or week) of every series by what came before, and corrects for how many there are. */
export function* run(
  { counts, days: [days], firstDay: [firstDay] }: Input,
  params: Params,
): Generator<number, Output, void> {
  if (!(days > 0) || counts.length % days !== 0)
    throw new Error(`series: ${counts.length} counts are no rows of ${days}`);
  const rows = counts.length / days;
  const found = [];
  for (let row = 0; row < rows; row++) {
    found.push(judgeSeries(counts.slice(row * days, (row + 1) * days), { firstDay, ...params }));
    if (row % 50 === 49) yield (row + 1) / rows;
  }
  const p = Float64Array.from(found, (one) => one.p);
  const q = adjustedP(p, "bh");
  return {
    detector: Uint8Array.from(found, ({ detector }) => detectors.indexOf(detector)),
    judgedDays: Uint8Array.from(found, (one) => one.days),
    observed: Float64Array.from(found, ({ observed }) => observed),
    expected: Float64Array.from(found, ({ expected }) => expected),
    upper: Float64Array.from(found, ({ upper }) => upper),
    p,
    q,
    above: Uint8Array.from(found, ({ observed, upper }) => (observed > upper ? 1 : 0)),
    alarm: Uint8Array.from(q, (one) => (one <= params.falseShare ? 1 : 0)),
  };
}
