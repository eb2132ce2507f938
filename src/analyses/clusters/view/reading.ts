import { areaNameAt } from "../../../state/area-levels.ts";
import { daySecondsOf } from "../../../state/daily-cases.ts";
import { problems } from "../kernel/problems.ts";
import type { ClustersResult } from "./compute.ts";

/** One cluster, as the list and the map show it. */
export interface ClusterRow {
  readonly row: number;
  readonly members: Uint32Array;
  readonly names: readonly string[];
  /** A place that people know. */
  readonly place: string;
  /** Seconds of its first moment and its last. */
  readonly window: readonly [number, number];
  readonly days: number;
  readonly observed: number;
  readonly expected: number;
  readonly relativeRisk: number;
  readonly ratio: number;
  readonly p: number;
  readonly recurrence: number;
  readonly radius: number;
}

/** All clusters of a result, the most unlikely first. */
export function clusterRows({ output, cases, input }: ClustersResult): ClusterRow[] {
  return Array.from(output.ratio, (ratio, row) => {
    const members = output.member.slice(output.start[row], output.start[row + 1]);
    const [from, to] = [output.from[row] ?? 0, output.to[row] ?? 0];
    return {
      row,
      ratio,
      members,
      names: Array.from(members, (area) => cases.fine.names[area] || (cases.fine.ids[area] ?? "")),
      place: areaNameAt(input.areas, ...middleOf(members, cases.fine.labelPoints)),
      window: [daySecondsOf(from), daySecondsOf(to + 1) - 1],
      days: to - from + 1,
      observed: output.observed[row] ?? 0,
      expected: output.expected[row] ?? 0,
      relativeRisk: output.relativeRisk[row] ?? 0,
      p: output.p[row] ?? 1,
      recurrence: output.recurrence[row] ?? 0,
      radius: output.radius[row] ?? 0,
    };
  });
}

/** A cluster is worth a second look at this p or less. */
export const unlikely = 0.05;

export const problemOf = ({ output }: ClustersResult) => problems[output.problem[0] ?? 0] ?? "none";

/** The mean of the places of some areas: longitude and latitude. */
export function middleOf(members: Uint32Array, points: Float64Array): [number, number] {
  let [lon, lat] = [0, 0];
  for (const area of members) {
    lon += (points[2 * area] ?? 0) / members.length;
    lat += (points[2 * area + 1] ?? 0) / members.length;
  }
  return [lon, lat];
}
