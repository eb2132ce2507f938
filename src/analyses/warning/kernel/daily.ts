/** Cases per series and day. */
export interface DailyCounts {
  /** Series `s` on day `first + t` at `s * days + t`; NaN on absent days. */
  readonly series: Float64Array;
  /** Days without a single case anywhere: no data, not no cases. */
  readonly absent: Int32Array;
}

interface Span {
  readonly first: number;
  readonly today: number;
  readonly seriesCount: number;
}

/** Counts cases by series and day between the first day and today. */
export function dailyCounts(
  { day, series }: { readonly day: Int32Array; readonly series: Uint32Array },
  { first, today, seriesCount }: Span,
): DailyCounts {
  const days = Math.max(0, today - first + 1);
  const counts = new Float64Array(seriesCount * days);
  const all = new Float64Array(days);
  for (let i = 0; i < day.length; i++) {
    const t = day[i] - first;
    if (t < 0 || t >= days) continue;
    all[t]++;
    if (series[i] < seriesCount) counts[series[i] * days + t]++;
  }
  const absent: number[] = [];
  for (let t = 0; t < days; t++) {
    if (all[t] > 0) continue;
    absent.push(first + t);
    for (let s = 0; s < seriesCount; s++) counts[s * days + t] = Number.NaN;
  }
  return { series: counts, absent: Int32Array.from(absent) };
}
