/** Columns of a result of `stages` that a ranking needs. */
interface ByGroup {
  readonly byCases: Float64Array;
  readonly byExcess: Float64Array;
}

/** One wait of one group: rows of the result, and the hours beyond the standard of all its cases together. */
export interface Bottleneck {
  readonly stage: number;
  readonly group: number;
  readonly totalHours: number;
}

/** Below so many cases a mean is not ranked. */
export const rankedFrom = 5;

/**
 * Waits of groups, the longest together beyond the standard first. Left out are stages that hold nobody up, as `holdsUp`
 * says, and groups of fewer than five cases.
 */
export function bottlenecks({ byCases, byExcess }: ByGroup, groups: number, holdsUp: readonly boolean[]): Bottleneck[] {
  const rows: Bottleneck[] = [];
  for (let at = 0; at < byCases.length; at++) {
    const stage = Math.floor(at / groups);
    const totalHours = byExcess[at] * byCases[at];
    if (holdsUp[stage] && byCases[at] >= rankedFrom && totalHours > 0)
      rows.push({ stage, group: at % groups, totalHours });
  }
  return rows.sort((a, b) => b.totalHours - a.totalHours);
}

/**
 * Whether cases are held up at each stage of a result (`stages` numbers the steps of the preset, the last is the arrival):
 * evaluation comes when a case is closed, and handling is work, not a wait, where the crew's arrival is known.
 */
export function holdingStages(steps: readonly string[], arrivals: boolean): boolean[] {
  return [...steps.map((step) => step !== "evaluate" && !(step === "handle" && arrivals)), arrivals];
}
