import type { Step } from "./case-log.ts";
import { asOf, monthCount } from "./rhythm.ts";
import type { Timeline } from "./timeline.ts";

/** What was counted while cases were made: the exact figures of the planted truths. */
export interface CaseCounts {
  cases: number;
  open: number;
  void: number;
  logged: number;
  events: number;
  skippedRegister: number;
  skippedDispatch: number;
  skippedEvaluate: number;
  reworkedCases: number;
  reworkEvents: number;
  returnedCases: number;
  closed: number;
  closedLate: number;
  readonly clusters: Record<string, { cases: number; byMonth: number[] }>;
}

export function emptyCounts(): CaseCounts {
  return {
    cases: 0,
    open: 0,
    void: 0,
    logged: 0,
    events: 0,
    skippedRegister: 0,
    skippedDispatch: 0,
    skippedEvaluate: 0,
    reworkedCases: 0,
    reworkEvents: 0,
    returnedCases: 0,
    closed: 0,
    closedLate: 0,
    clusters: {},
  };
}

/** What is counted of a case beside its timeline. */
export interface Counted {
  readonly isLogged: boolean;
  readonly steps: readonly Step[];
  readonly month: number;
  readonly cluster: string | undefined;
}

/** Adds a case to the counts. */
export function countCase(counts: CaseCounts, timeline: Timeline, { isLogged, steps, month, cluster }: Counted): void {
  const isClosed = timeline.closed < asOf;
  counts.cases += 1;
  if (timeline.status === "void") counts.void += 1;
  else if (isClosed) counts.closed += 1;
  else counts.open += 1;
  if (isClosed && timeline.closed > timeline.due) counts.closedLate += 1;
  if (cluster !== undefined) {
    counts.clusters[cluster] ??= { cases: 0, byMonth: new Array<number>(monthCount).fill(0) };
    counts.clusters[cluster].cases += 1;
    counts.clusters[cluster].byMonth[month] += 1;
  }
  if (!isLogged) return;
  counts.logged += 1;
  counts.events += steps.length;
  const reworks = steps.filter((step) => step.action === "rework").length;
  counts.reworkEvents += reworks;
  if (reworks > 0) counts.reworkedCases += 1;
  if (steps.some((step) => step.action === "return")) counts.returnedCases += 1;
  const went = (stage: string) => steps.some((step) => step.stage === stage && step.action === "forward");
  if (went("handle") && !went("register")) counts.skippedRegister += 1;
  if (went("handle") && !went("dispatch")) counts.skippedDispatch += 1;
  if (isClosed && timeline.skipped === "evaluate") counts.skippedEvaluate += 1;
}
