import { adjustedP } from "../../lib/fdr.ts";
import { within } from "../../lib/progress.ts";
import { bestP } from "../../lib/scan/inference.ts";
import { scanSequentially } from "../../lib/scan/sequential.ts";
import { casesByArea, leftOut, noDayKnown, type TownCases, townCircles, townScan } from "../../lib/scan/town.ts";
import { lighterThan, type Zones } from "../../lib/scan/zones.ts";
import { thresholdsOf } from "../../lib/surveillance/alerts.ts";
import { judgeSeries } from "../../lib/surveillance/series.ts";
import { byDay, daysUpTo } from "./kernel/by-day.ts";
import { dailyCounts } from "./kernel/daily.ts";
import { findings } from "./kernel/findings.ts";
import type { Params } from "./kernel/params.ts";
import { replayDays } from "./kernel/replay-days.ts";

export type Input = {
  /** Row of the area of each case; the number of areas for none. */
  readonly area: Uint32Array;
  /** Day of each case since 1970-01-01; −2³¹ for none. */
  readonly day: Int32Array;
  /** Number of the series that each case belongs to; the number of series for none. */
  readonly series: Uint32Array;
  readonly seriesCount: Uint32Array;
  /** Centres of the areas in metres. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** First day with data, and the last complete one. */
  readonly span: Int32Array;
  /** First and last day to replay; empty: the last months. Days do not depend on one another. */
  readonly replay: Int32Array;
};

export type Output = ReturnType<ReturnType<typeof findings>["columns"]> & {
  /** Days that were replayed, and those of them without any case: absent, not zero. */
  readonly replayed: Int32Array;
  readonly absent: Int32Array;
  readonly noArea: Uint32Array;
  readonly noDay: Uint32Array;
  readonly future: Uint32Array;
};

/** No budget that can be set lets weaker findings through. */
export const loosestBudget = 10;

/** So many replications above the most likely cluster settle that it is none: its p is then known well enough. */
const enough = 5;

/** Replays the last months day by day, each with what was known by then, and keeps what could become an alert. */
export function* run(input: Input, params: Params): Generator<number, Output, void> {
  const [first, today] = input.span;
  const town = byDay({ ...input, isCase: new Uint8Array(0), residents: new Float64Array(0) });
  const [seriesCount] = input.seriesCount;
  const daily = dailyCounts(input, { first, today, seriesCount });
  const { replay } = input;
  const [start, end] = replay.length === 2 ? replay : replayDays(input.span, params);
  const kept = findings();
  const days = Math.max(0, end - start + 1);
  const absent = daily.absent.filter((day) => day >= start && day <= end);
  const gone = new Set(daily.absent);
  const circles = townCircles(town, new Float64Array(town.x.length), { ...params, gridMetres: 0 });
  for (let day = start; day <= end; day++) {
    const share = (day - start) / days;
    if (gone.has(day)) continue;
    yield* within(scanDay(town, { day, params, kept, circles }), share, share + 0.9 / days);
    judgeDay(daily.series, { first, day, seriesCount, params, kept });
    yield share + 1 / days;
  }
  const left = leftOut(town, today);
  // A day before the first with data is a mistake of a form, such as a negative time.
  const mistaken = town.day.reduce((sum, day) => sum + (day !== noDayKnown && day < first ? 1 : 0), 0);
  return {
    ...kept.columns(),
    replayed: days > 0 ? Int32Array.of(start, end) : new Int32Array(0),
    absent,
    noArea: Uint32Array.of(left.noArea),
    noDay: Uint32Array.of(left.noDay + mistaken),
    future: Uint32Array.of(left.future),
  };
}

interface Scanning {
  readonly day: number;
  readonly params: Params;
  readonly kept: ReturnType<typeof findings>;
}

interface ScanningDay extends Scanning {
  /** All circles within the radius, whatever their share of the cases. */
  readonly circles: Zones;
}

/** A cluster as rare as this by chance is settled: its interval is centuries. */
const clearP = 1e-5;

function* scanDay(all: TownCases, { day, params, kept, circles }: ScanningDay): Generator<number, void, void> {
  const { studyDays, longestDays, weekdays, leastCases, replications, seed } = params;
  const town = daysUpTo(all, day, studyDays);
  const weight = casesByArea(town, day, studyDays);
  const total = weight.reduce((sum, one) => sum + one, 0);
  const zones = lighterThan(circles, weight, total * params.mostShare);
  const windows = { ending: "last", shortest: 1, longest: longestDays } as const;
  const made = { model: "permutation", today: day, studyDays, windows, weekdays, rates: "high", leastCases } as const;
  const { scan, cases, problem } = townScan(town, zones, made);
  if (problem) return;
  const options = { most: 3, replications, seed: seed + 7919 * (day % 100_000), enough, clearP };
  const { clusters, chances } = yield* scanSequentially(scan, cases, options);
  const { clusterP } = thresholdsOf(loosestBudget);
  clusters.forEach((cluster, rank) => {
    const p = bestP(chances[rank]);
    if (p <= clusterP) {
      const since = day - studyDays + 1 + cluster.from;
      kept.add({ ...cluster, day, since, p, q: p, series: -1, areas: cluster.areas.slice().sort() });
    }
  });
}

interface Judging extends Scanning {
  readonly first: number;
  readonly seriesCount: number;
}

/** All series of one day, corrected for how many they are. */
function judgeDay(series: Float64Array, { first, day, seriesCount, params, kept }: Judging): void {
  const days = series.length / Math.max(1, seriesCount);
  const until = day - first + 1;
  // Four times the baseline is all that the detector of a young history looks at.
  const from = Math.max(0, until - 4 * params.baseline);
  const { baseline, weekdays } = params;
  const options = {
    firstDay: first + from,
    detector: "ears-c2",
    alpha: 0.001,
    baseline,
    weekdays,
    leastSd: 0.5,
  } as const;
  const found = Array.from({ length: seriesCount }, (_, s) =>
    judgeSeries(series.slice(s * days + from, s * days + until), options),
  );
  const q = adjustedP(
    Float64Array.from(found, ({ p }) => p),
    "bh",
  );
  const { seriesQ } = thresholdsOf(loosestBudget);
  found.forEach(({ observed, expected, p }, s) => {
    if (!(q[s] <= seriesQ) || !(observed >= params.leastCases)) return;
    const areas = Uint32Array.of(s);
    kept.add({
      day,
      since: day,
      observed,
      expected,
      p,
      q: q[s],
      series: s,
      areas,
      centre: 0,
      radiusMetres: 0,
      ratio: 0,
    });
  });
}
