import type { Moments } from "./event-log.ts";
import type { LogColumns, Role } from "./log-columns.ts";

/** How stage times are measured. */
export interface StageRule {
  /** Step of each activity whose role is a step, a return or a rework; -1: none. */
  readonly step: Int32Array;
  readonly role: readonly Role[];
  /** Whether each step occurs in the log; the others are not waited for. */
  readonly assessed: readonly boolean[];
  /** The step before which the crew's arrival divides the wait; -1 where arrivals are not known. */
  readonly arrivalBefore: number;
  /** Moments of the events on the clock, and any other moment on it. */
  readonly clock: Moments;
  readonly toClock: (moment: number) => number;
}

/** How a case stands at a stage. */
export const stageStates = { never: 0, ended: 1, waiting: 2 } as const;

/**
 * What each case has waited for each step, suspensions taken out: `seconds[stage * cases + c]` with its state. Stage `s` is
 * the wait that ends with step `s`; the last stage, one past the steps, is the wait for the crew to arrive.
 */
export interface StageTimes {
  readonly stages: number;
  readonly cases: number;
  readonly seconds: Uint32Array;
  readonly state: Uint8Array;
}

/**
 * Walks through every case. The time between two events belongs to the step that ends it; a return or a rework sends the
 * case back to wait for its step again, and a suspension stops the clock. What a case waits for at `asOf` is censored.
 * Void cases are left out.
 */
export function stageTimes(log: LogColumns, rule: StageRule): StageTimes {
  const cases = log.caseStart.length - 1;
  const steps = rule.assessed.length;
  const stages = steps + 1;
  const times = {
    stages,
    cases,
    seconds: new Uint32Array(stages * cases),
    state: new Uint8Array(stages * cases),
  };
  const next = nextSteps(rule.assessed);
  const asOf = rule.toClock(log.asOf[0]);
  for (let c = 0; c < cases; c++) {
    if (log.voids[c] === 1) continue;
    const arrived = rule.arrivalBefore >= 0 ? log.arrived[c] : Number.NaN;
    walkCase(log, c, { ...rule, times, next, asOf, arrived: rule.toClock(arrived) });
  }
  return times;
}

interface Walk extends StageRule {
  readonly times: StageTimes;
  readonly next: Int32Array;
  readonly asOf: number;
  readonly arrived: number;
}

function walkCase(log: LogColumns, c: number, walk: Walk): void {
  const { step, role, clock, next, asOf } = walk;
  let awaited = -1;
  let since = 0;
  let pausedAt = -1;
  let paused = 0;
  for (let k = log.caseStart[c]; k < log.caseStart[c + 1]; k++) {
    const a = log.activity[k];
    const does = role[a];
    const at = clock[k];
    if (does === "suspend" && pausedAt < 0) pausedAt = at;
    else if (does === "resume" && pausedAt >= 0) {
      paused += at - pausedAt;
      pausedAt = -1;
    }
    const s = step[a];
    if (s < 0 || (does !== "step" && does !== "return" && does !== "rework")) continue;
    if (pausedAt >= 0) {
      paused += at - pausedAt;
      pausedAt = -1;
    }
    const ended = does === "step" ? s : awaited;
    if (awaited >= 0 && ended >= 0) spend(walk, c, { stage: ended, since, at, paused, isEnd: does === "step" });
    awaited = does === "step" ? next[s] : s;
    since = at;
    paused = 0;
  }
  if (awaited < 0) return;
  if (pausedAt >= 0) paused += Math.max(0, asOf - pausedAt);
  spend(walk, c, { stage: awaited, since, at: Math.max(asOf, since), paused, isEnd: false });
}

interface Spell {
  readonly stage: number;
  readonly since: number;
  readonly at: number;
  readonly paused: number;
  /** Whether the step itself ends the spell. */
  readonly isEnd: boolean;
}

function spend({ times, arrivalBefore, arrived }: Walk, c: number, { stage, since, at, paused, isEnd }: Spell): void {
  const { ended, waiting } = stageStates;
  let from = since;
  if (stage === arrivalBefore && (arrived >= since || (Number.isNaN(arrived) && !isEnd))) {
    const crew = (times.stages - 1) * times.cases + c;
    const isThere = arrived <= at;
    from = isThere ? arrived : at;
    times.seconds[crew] += from - since;
    times.state[crew] = isThere || isEnd ? ended : waiting;
    if (!isThere && !isEnd) return;
  }
  const own = stage * times.cases + c;
  times.seconds[own] += Math.max(0, at - from - paused);
  times.state[own] = isEnd ? ended : waiting;
}

/** The step that is waited for after each one: the next that occurs in the log, -1 after the last. */
function nextSteps(assessed: readonly boolean[]): Int32Array {
  const next = new Int32Array(assessed.length).fill(-1);
  for (let s = assessed.length - 2; s >= 0; s--) next[s] = assessed[s + 1] ? s + 1 : next[s + 1];
  return next;
}
