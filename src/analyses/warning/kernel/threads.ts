import { type Finding, threadsOf, thresholdsOf } from "../../../lib/surveillance/alerts.ts";

/** Findings as the kernel keeps them. */
export interface Findings {
  readonly day: ArrayLike<number>;
  readonly since: ArrayLike<number>;
  readonly p: ArrayLike<number>;
  readonly q: ArrayLike<number>;
  readonly series: ArrayLike<number>;
  readonly start: ArrayLike<number>;
  readonly member: Uint32Array;
}

/** A finding with its row. */
export interface RowFinding extends Finding {
  readonly row: number;
}

/** One finding of the kernel's. */
export function findingAt({ day, since, p, start, member }: Findings, row: number): RowFinding {
  return {
    row,
    day: day[row] ?? 0,
    since: since[row] ?? 0,
    p: p[row] ?? 1,
    areas: member.slice(start[row], start[row + 1]),
  };
}

/** What a budget lets through: rows of the findings of each alert, the first one first; clusters and series apart. */
export function threadsWithin(findings: Findings, budget: number): { clusters: number[][]; series: number[][] } {
  const { clusterP, seriesQ } = thresholdsOf(budget);
  const all = Array.from(findings.day, (_, row) => findingAt(findings, row));
  const isSeries = ({ row }: RowFinding) => (findings.series[row] ?? -1) >= 0;
  const threads = (kind: readonly RowFinding[], most: number) => {
    const strong = kind.filter(({ row }) => (findings.q[row] ?? 1) <= most);
    return threadsOf(strong).map((thread) =>
      strong.filter((_, at) => thread.findings.includes(at)).map(({ row }) => row),
    );
  };
  return {
    clusters: threads(
      all.filter((one) => !isSeries(one)),
      clusterP,
    ),
    series: threads(all.filter(isSeries), seriesQ),
  };
}
