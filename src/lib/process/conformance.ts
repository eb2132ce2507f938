import type { Sequences } from "./variants.ts";

/** What is checked: which step each activity is (-1: none), and where the way has its landmarks. */
export interface ConformanceRule {
  /** Step of each activity, as `stepOfActivity` says. */
  readonly step: Int32Array;
  /** Whether each step occurs in the log at all; at most 31 steps. */
  readonly assessed: readonly boolean[];
  /**
   * The step from which on an earlier one can no longer be made up for: a case that has not come so far may still get it.
   */
  readonly decisive: number;
}

/** Findings per sequence, one bit a step. */
export interface Conformance {
  /** Passed over: the case has come to the decisive step, or past the step itself, without it. */
  readonly skipped: Uint32Array;
  /** Passed over so far by a case that has not come to the decisive step. */
  readonly missing: Uint32Array;
  readonly repeated: Uint32Array;
  /** Taken for the first time after a later step. */
  readonly outOfOrder: Uint32Array;
  /** Steps that have been taken. */
  readonly taken: Uint32Array;
}

/** Compares sequences with the prescribed order of steps; only steps that occur in the log are asked for. */
export function conformanceOf({ count, start, activity }: Sequences, rule: ConformanceRule): Conformance {
  const { step, assessed, decisive } = rule;
  const asked = assessed.reduce((bits, is, s) => (is ? bits | (1 << s) : bits), 0);
  const found = {
    skipped: new Uint32Array(count),
    missing: new Uint32Array(count),
    repeated: new Uint32Array(count),
    outOfOrder: new Uint32Array(count),
    taken: new Uint32Array(count),
  };
  for (let v = 0; v < count; v++) {
    let taken = 0;
    for (let k = start[v]; k < start[v + 1]; k++) {
      const s = step[activity[k]];
      if (s < 0) continue;
      const bit = 1 << s;
      if ((taken & bit) !== 0) found.repeated[v] |= bit;
      else if (taken > bit) found.outOfOrder[v] |= bit;
      taken |= bit;
    }
    const last = 31 - Math.clz32(taken);
    const passed = last < 0 ? 0 : asked & ~taken & ((1 << last) - 1);
    if (last >= decisive) found.skipped[v] = passed;
    else found.missing[v] = passed;
    found.taken[v] = taken;
  }
  return found;
}

/** Cases per step, from bits per sequence and cases per sequence. */
export function casesPerStep(bits: Uint32Array, caseCounts: Uint32Array, steps: number): Uint32Array {
  const cases = new Uint32Array(steps);
  for (let v = 0; v < bits.length; v++) {
    for (let s = 0; s < steps; s++) if ((bits[v] & (1 << s)) !== 0) cases[s] += caseCounts[v];
  }
  return cases;
}
