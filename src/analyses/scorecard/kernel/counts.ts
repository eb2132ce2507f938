import { sortedQuantile } from "../../../lib/stats.ts";
import { wilsonInterval } from "../../../lib/wilson.ts";
import type { Judged } from "./facts.ts";
import { type Indicator, type IndicatorCode, indicatorCodes, indicatorOf } from "./indicators.ts";

const z = 1.959963984540054;

/** Figures of indicators by row: indicator · rows + row. NaN where the denominator is 0 or nothing is assessed. */
export type Figures = Record<"value" | "low" | "high" | "of" | "over", Float64Array>;

/** The rows that a case counts in, beside that of all cases. */
export interface Rows {
  readonly count: number;
  /** Two rows per case, −1 for none. */
  readonly first: (i: number) => number;
  readonly second: (i: number) => number;
}

/** Counts every assessed indicator in all rows; row 0 is all cases. */
export function* countIndicators(
  judged: Judged,
  assessed: ReadonlySet<IndicatorCode>,
  rows: Rows,
): Generator<number, Figures, void> {
  const size = indicatorCodes.length * rows.count;
  const column = () => new Float64Array(size).fill(Number.NaN);
  const out = { value: column(), low: column(), high: column(), of: column(), over: column() };
  for (const [k, code] of indicatorCodes.entries()) {
    yield k / indicatorCodes.length;
    if (!assessed.has(code)) continue;
    const indicator = indicatorOf(code);
    const at = k * rows.count;
    if (indicator.kind === "quantile") fillQuantiles(out, at, { judged, rows, indicator });
    else fillRatios(out, at, { judged, rows, indicator });
  }
  return out;
}

interface Asked<I extends Indicator> {
  readonly judged: Judged;
  readonly rows: Rows;
  readonly indicator: I;
}

function fillRatios(
  out: Figures,
  at: number,
  { judged, rows, indicator }: Asked<Exclude<Indicator, { kind: "quantile" }>>,
): void {
  const [of, over, squares] = [
    new Float64Array(rows.count),
    new Float64Array(rows.count),
    new Float64Array(rows.count),
  ];
  for (let i = 0; i < judged.facts.state.length; i++) {
    const denominator = Number(indicator.over(judged, i));
    if (denominator === 0) continue;
    const numerator = Number(indicator.of(judged, i));
    for (const row of [0, rows.first(i), rows.second(i)]) {
      if (row < 0) continue;
      of[row] += numerator;
      over[row] += denominator;
      squares[row] += numerator * numerator;
    }
  }
  for (let row = 0; row < rows.count; row++) {
    out.of[at + row] = of[row];
    out.over[at + row] = over[row];
    if (indicator.kind === "count") out.value[at + row] = of[row];
    if (indicator.kind === "count" || over[row] === 0) continue;
    const mean = of[row] / over[row];
    out.value[at + row] = mean;
    // Sums of zeros and ones are their own squares: then the interval is that of a share.
    const isShare = squares[row] === of[row];
    const half = z * Math.sqrt(Math.max(0, squares[row] / over[row] - mean * mean) / over[row]);
    const [low, high] = (isShare ? wilsonInterval(of[row], over[row]) : null) ?? [mean - half, mean + half];
    out.low[at + row] = Math.max(0, low);
    out.high[at + row] = indicator.kind === "rate" ? Math.min(1, high) : high;
  }
}

/** Quantiles with the 95 % interval of their order statistics (normal approximation of the binomial). */
function fillQuantiles(
  out: Figures,
  at: number,
  { judged, rows, indicator }: Asked<Extract<Indicator, { kind: "quantile" }>>,
): void {
  const values: number[][] = Array.from({ length: rows.count }, () => []);
  for (let i = 0; i < judged.facts.state.length; i++) {
    if (judged.facts.state[i] === 2) continue;
    const value = indicator.value(judged, i);
    if (Number.isNaN(value)) continue;
    for (const row of [0, rows.first(i), rows.second(i)]) if (row >= 0) values[row].push(value);
  }
  for (const [row, own] of values.entries()) {
    const sorted = Float64Array.from(own).sort();
    const n = sorted.length;
    out.over[at + row] = n;
    if (n === 0) continue;
    const middle = indicator.share * n;
    const half = z * Math.sqrt(middle * (1 - indicator.share));
    const pick = (place: number) => sorted[Math.min(n - 1, Math.max(0, Math.ceil(place) - 1))];
    out.value[at + row] = sortedQuantile(sorted, indicator.share);
    out.low[at + row] = middle - half < 1 ? Number.NaN : pick(middle - half);
    out.high[at + row] = middle + half > n ? Number.NaN : pick(middle + half + 1);
  }
}
