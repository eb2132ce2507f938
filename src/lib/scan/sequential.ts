import { within } from "../progress.ts";
import { bestWindows, type Cluster, withoutOverlap } from "./clusters.ts";
import { countsOf, type ScanCases } from "./expected.ts";
import { type ChanceP, chanceP, gumbelP, replicationsUsed } from "./inference.ts";
import { chanceMaxima } from "./maxima.ts";
import type { Scan } from "./search.ts";

/** How many clusters are wanted, and how their chance is drawn. */
export interface SequentialOptions {
  readonly most: number;
  readonly replications: number;
  readonly seed: number;
  /** Replications stop once so many exceed the most likely cluster: its p is then known well enough. */
  readonly enough: number;
  /** They also stop once the Gumbel tail of at least `clearAfter` of them is below this: it is no chance then. */
  readonly clearP?: number;
}

/** So many replications show the tail well enough to see that a cluster is far beyond it. */
const clearAfter = 192;

/** Clusters, the most unlikely first, with their chance. */
export interface Scanned {
  readonly clusters: readonly Cluster[];
  readonly chances: readonly ChanceP[];
  readonly maxima: Float64Array;
}

/** So many replications are drawn between two looks. */
const blockSize = 12;

/** Scans, and draws replications until there are enough of them. Yields its progress. */
export function* scanSequentially(
  scan: Scan,
  cases: ScanCases,
  { most, replications, seed, enough, clearP = 0 }: SequentialOptions,
): Generator<number, Scanned, void> {
  const clusters = clustersOf(scan, cases, most);
  const top = clusters[0]?.ratio;
  if (top === undefined) return { clusters, chances: [], maxima: new Float64Array(0) };
  let maxima = new Float64Array(0);
  while (maxima.length < replications) {
    const to = Math.min(replications, maxima.length + blockSize);
    const share = maxima.length / replications;
    const drawn = chanceMaxima(scan, cases, { from: maxima.length, to, seed });
    const block = yield* within(drawn, share, to / replications);
    const all = new Float64Array(to);
    all.set(maxima);
    all.set(block, maxima.length);
    maxima = all.subarray(0, replicationsUsed(top, all, enough));
    if (maxima.length < to || isSettled(top, maxima, enough)) break;
    if (to >= clearAfter && gumbelP(top, maxima) < clearP) break;
    yield to / replications;
  }
  // All that were wanted were drawn, unless enough exceed the first: that is seen from the maxima.
  return { clusters, chances: chancesOf(clusters, maxima, { replications: maxima.length, enough }), maxima };
}

/** The clusters of a scan, told apart as its model asks. */
export function clustersOf(scan: Scan, cases: ScanCases, most: number, counts = countsOf(cases, scan)): Cluster[] {
  return withoutOverlap(bestWindows(scan, counts), { apartInTime: scan.model === "permutation", most });
}

/** The chance of every cluster from the replications that were drawn for the first. */
export function chancesOf(
  clusters: readonly Cluster[],
  maxima: Float64Array,
  { replications, enough }: Pick<SequentialOptions, "replications" | "enough">,
): ChanceP[] {
  const top = clusters[0]?.ratio ?? 0;
  const stopped = maxima.length < replications || isSettled(top, maxima, enough);
  return clusters.map(({ ratio }, i) => chanceP(ratio, maxima, { stopped: stopped && i === 0 }));
}

function isSettled(observed: number, maxima: Float64Array, enough: number): boolean {
  return maxima.reduce((sum, one) => sum + (one >= observed * (1 - 1e-10) ? 1 : 0), 0) >= enough;
}
