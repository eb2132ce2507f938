/** Cases one by one: the row of the area, the step of time, and a stratum (weekday, age group) to be kept. */
export interface ScanCases {
  readonly area: Uint32Array;
  readonly time: Uint32Array;
  /** Empty: all are of one stratum. */
  readonly stratum: Uint32Array;
}

/** Steps of time and areas of a scan. */
export interface ScanSize {
  readonly areas: number;
  readonly times: number;
}

/** Cases per area and time, time running fastest. Throws for a case outside. */
export function countsOf({ area, time }: ScanCases, { areas, times }: ScanSize): Float64Array {
  const counts = new Float64Array(areas * times);
  for (let i = 0; i < area.length; i++) {
    if (area[i] >= areas || time[i] >= times) {
      throw new Error(`scan: case ${i} lies in area ${area[i]} at step ${time[i]}, outside ${areas} × ${times}`);
    }
    counts[area[i] * times + time[i]]++;
  }
  return counts;
}

/**
 * Expected cases of the space-time permutation model, per area and time: Σ over strata of (cases of the area) × (cases
 * of the time) / cases (Kulldorff et al. 2005). With weekdays as strata an area may have weekdays of its own.
 */
export function permutationExpected(cases: ScanCases, { areas, times }: ScanSize): Float64Array {
  const strata = cases.stratum.reduce((most, s) => Math.max(most, s), 0) + 1;
  const byArea = new Float64Array(strata * areas);
  const byTime = new Float64Array(strata * times);
  const all = new Float64Array(strata);
  for (let i = 0; i < cases.area.length; i++) {
    const s = cases.stratum.length > 0 ? cases.stratum[i] : 0;
    byArea[s * areas + cases.area[i]]++;
    byTime[s * times + cases.time[i]]++;
    all[s]++;
  }
  const expected = new Float64Array(areas * times);
  for (let s = 0; s < strata; s++) {
    if (all[s] === 0) continue;
    for (let t = 0; t < times; t++) {
      const share = byTime[s * times + t] / all[s];
      if (share === 0) continue;
      for (let a = 0; a < areas; a++) expected[a * times + t] += byArea[s * areas + a] * share;
    }
  }
  return expected;
}

/** People of one area and stratum, at dates in any unit of time. */
export interface Census {
  /** Ascending. */
  readonly dates: readonly number[];
  readonly people: readonly number[];
}

/** People × time between two dates: straight lines between the counts, level before the first and after the last. */
export function personTime({ dates, people }: Census, from: number, to: number): number {
  if (dates.length === 0 || dates.length !== people.length) throw new Error("census: dates and people must be as many");
  const at = (date: number): number => {
    const next = dates.findIndex((other) => other >= date);
    if (next === 0) return people[0];
    if (next < 0) return people[people.length - 1];
    const share = (date - dates[next - 1]) / (dates[next] - dates[next - 1]);
    return people[next - 1] + share * (people[next] - people[next - 1]);
  };
  const edges = [from, ...dates.filter((date) => date > from && date < to), to];
  let sum = 0;
  for (let i = 1; i < edges.length; i++) sum += ((at(edges[i - 1]) + at(edges[i])) / 2) * (edges[i] - edges[i - 1]);
  return sum;
}

/** Numbers scaled so that they sum to `total`: what a conditional model expects. Throws where all are 0. */
export function scaledTo(values: Float64Array, total: number): Float64Array {
  const sum = values.reduce((all, one) => all + one, 0);
  if (!(sum > 0)) throw new Error("scan: the expected counts sum to nothing");
  return values.map((value) => (value * total) / sum);
}

/**
 * Expected counts scaled weekday by weekday, so that each weekday expects as many cases as it had: what is usual on a
 * Monday is then no cluster. `weekday` is a stratum per step of time.
 */
export function weekdayAdjusted(
  expected: Float64Array,
  cases: Float64Array,
  { weekday, areas }: { readonly weekday: Uint8Array; readonly areas: number },
): Float64Array {
  const times = weekday.length;
  const [had, expects] = [new Float64Array(256), new Float64Array(256)];
  for (let i = 0; i < areas * times; i++) {
    had[weekday[i % times]] += cases[i];
    expects[weekday[i % times]] += expected[i];
  }
  return expected.map((value, i) => {
    const day = weekday[i % times];
    return expects[day] > 0 ? (value * had[day]) / expects[day] : 0;
  });
}
