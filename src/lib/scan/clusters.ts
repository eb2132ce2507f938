import { type Best, createSearcher, noBest, type Scan, searchCentre, sumsOverTime } from "./search.ts";

/** A window of the scan: areas of a circle during steps `from` … `to` − 1, and what was seen there. */
export interface Cluster {
  readonly centre: number;
  readonly areas: Uint32Array;
  readonly radiusMetres: number;
  readonly from: number;
  readonly to: number;
  readonly observed: number;
  readonly expected: number;
  /** (c / E) / ((C − c) / (C − E)): risk inside over risk outside. For `expectation`, c / E. */
  readonly relativeRisk: number;
  readonly ratio: number;
}

/** The best window around every centre, the most unlikely first; centres without one are left out. */
export function bestWindows(scan: Scan, cases: Float64Array): Cluster[] {
  const searcher = createSearcher(scan);
  const sums = sumsOverTime(scan, cases);
  const found: Cluster[] = [];
  for (let centre = 0; centre < scan.zones.start.length - 1; centre++) {
    const best = noBest();
    searchCentre(searcher, sums, centre, best);
    if (best.last >= 0) found.push(clusterOf(scan, centre, best));
  }
  return found.sort((a, b) => b.ratio - a.ratio || a.areas.length - b.areas.length || a.centre - b.centre);
}

function clusterOf({ zones, model, total }: Scan, centre: number, best: Best): Cluster {
  const { observed, expected } = best;
  const inside = observed / expected;
  return {
    centre,
    areas: zones.area.slice(zones.start[centre], best.last + 1),
    radiusMetres: zones.metres[best.last],
    from: best.from,
    to: best.to,
    observed,
    expected,
    relativeRisk: model === "expectation" ? inside : inside / ((total - observed) / (total - expected)),
    ratio: best.ratio,
  };
}

/** How clusters are told apart, and how many are kept. */
interface Separate {
  /** Also keep clusters that share areas but no time, as SaTScan does for space-time permutation. */
  readonly apartInTime: boolean;
  readonly most?: number;
}

/** Clusters in order of likelihood, each without an area of one before it. */
export function withoutOverlap(clusters: readonly Cluster[], { apartInTime, most = Infinity }: Separate): Cluster[] {
  const takenBy = new Map<number, Cluster[]>();
  const kept: Cluster[] = [];
  const clashes = (one: Cluster, other: Cluster) => !apartInTime || (one.from < other.to && other.from < one.to);
  for (const cluster of clusters) {
    if (kept.length >= most) break;
    if (cluster.areas.some((area) => takenBy.get(area)?.some((other) => clashes(cluster, other)))) continue;
    for (const area of cluster.areas) takenBy.set(area, [...(takenBy.get(area) ?? []), cluster]);
    kept.push(cluster);
  }
  return kept;
}
