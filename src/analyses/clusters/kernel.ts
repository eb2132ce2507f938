import type { Cluster } from "../../lib/scan/clusters.ts";
import { countsOf } from "../../lib/scan/expected.ts";
import { bestP, type ChanceP, enoughExceedances, recurrenceDays } from "../../lib/scan/inference.ts";
import type { Scan } from "../../lib/scan/search.ts";
import { chancesOf, clustersOf, scanSequentially } from "../../lib/scan/sequential.ts";
import { leftOut, scanOfTown, type Town } from "../../lib/scan/town.ts";
import type { Params } from "./kernel/params.ts";
import { problems } from "./kernel/problems.ts";

export type Input = {
  /** Row of the area of each record; the number of areas for none. */
  readonly area: Uint32Array;
  /** Day of each record, counted from any day; −2³¹ for none. */
  readonly day: Int32Array;
  /** 1 where a record is a case, for the Bernoulli model; empty: all are. */
  readonly isCase: Uint8Array;
  /** Centres of the areas in metres, and their residents; these may be empty. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly residents: Float64Array;
  /** The last day of the study. */
  readonly today: Int32Array;
  /** Largest ratios of the first replications, from `replications` on several workers; empty: they are drawn here. */
  readonly maxima: Float64Array;
};

export type Output = {
  readonly ratio: Float64Array;
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  readonly relativeRisk: Float64Array;
  readonly p: Float64Array;
  readonly gumbel: Float64Array;
  readonly recurrence: Float64Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly centre: Uint32Array;
  readonly radius: Float64Array;
  /** Areas of cluster `i`: `member[start[i]]` … `member[start[i + 1] − 1]`. */
  readonly start: Uint32Array;
  readonly member: Uint32Array;
  /** Cases inside each cluster and what was expected, day by day of the study. */
  readonly daily: Float64Array;
  readonly dailyExpected: Float64Array;
  readonly problem: Uint8Array;
  readonly total: Float64Array;
  readonly drawn: Uint32Array;
  readonly noArea: Uint32Array;
  readonly noDay: Uint32Array;
  readonly future: Uint32Array;
};

/** Clusters in space and time, the most unlikely first, without overlap, with their chance. */
export function* run({ today, maxima, ...records }: Input, params: Params): Generator<number, Output, void> {
  const town = scanOfTown(records, params, today[0]);
  const first = today[0] - params.studyDays + 1;
  const left = leftOut(records, today[0]);
  const missing = {
    noArea: Uint32Array.of(left.noArea),
    noDay: Uint32Array.of(left.noDay),
    future: Uint32Array.of(left.future),
    problem: Uint8Array.of(problems.indexOf(town.problem ?? "none")),
    total: Float64Array.of(town.scan.total),
  };
  yield 0.02;
  if (town.problem)
    return { ...columnsOf(town, { clusters: [], chances: [], first }), drawn: Uint32Array.of(0), ...missing };
  const enough = params.sequential ? enoughExceedances : Infinity;
  const { replications, seed, most } = params;
  if (maxima.length === 0) {
    const found = yield* scanSequentially(town.scan, town.cases, { most, replications, seed, enough });
    return { ...columnsOf(town, { ...found, first }), drawn: Uint32Array.of(found.maxima.length), ...missing };
  }
  const clusters = clustersOf(town.scan, town.cases, most);
  const chances = chancesOf(clusters, maxima, { replications, enough });
  return { ...columnsOf(town, { clusters, chances, first }), drawn: Uint32Array.of(maxima.length), ...missing };
}

interface Found {
  readonly clusters: readonly Cluster[];
  readonly chances: readonly ChanceP[];
  readonly first: number;
}

function columnsOf({ scan, cases }: Town, { clusters, chances, first }: Found) {
  const column = (value: (cluster: Cluster, row: number) => number) => Float64Array.from(clusters, value);
  const start = new Uint32Array(clusters.length + 1);
  clusters.forEach(({ areas }, i) => {
    start[i + 1] = start[i] + areas.length;
  });
  const counts = countsOf(cases, scan);
  return {
    ratio: column(({ ratio }) => ratio),
    observed: column(({ observed }) => observed),
    expected: column(({ expected }) => expected),
    relativeRisk: column(({ relativeRisk }) => relativeRisk),
    p: column((_, row) => bestP(chances[row])),
    gumbel: column((_, row) => chances[row].gumbel),
    recurrence: column((_, row) => recurrenceDays(chances[row])),
    from: Int32Array.from(clusters, ({ from }) => first + from),
    to: Int32Array.from(clusters, ({ to }) => first + to - 1),
    centre: Uint32Array.from(clusters, ({ centre }) => centre),
    radius: column(({ radiusMetres }) => radiusMetres),
    start,
    member: Uint32Array.from(clusters.flatMap(({ areas }) => [...areas].sort((a, b) => a - b))),
    daily: dailyOf(scan, clusters, counts),
    dailyExpected: dailyOf(scan, clusters, expectedCases(scan)),
  };
}

/** Expected cases of every area and day; of the Bernoulli model the records times the share of cases. */
function expectedCases(scan: Scan): Float64Array {
  if (scan.model !== "bernoulli") return scan.expected;
  const everyone = scan.expected.reduce((sum, one) => sum + one, 0);
  return scan.expected.map((records) => (records * scan.total) / everyone);
}

function dailyOf({ times }: Scan, clusters: readonly Cluster[], values: Float64Array): Float64Array {
  const out = new Float64Array(clusters.length * times);
  clusters.forEach(({ areas }, row) => {
    for (const area of areas) for (let t = 0; t < times; t++) out[row * times + t] += values[area * times + t];
  });
  return out;
}
