import { processPresets } from "../../../domain/process.ts";
import { type Conformance, conformanceOf } from "../../../lib/process/conformance.ts";
import {
  assessedSteps,
  type LogColumns,
  mappingKey,
  type Role,
  rememberedLast,
  rolesOf,
  stepOfActivity,
  variantsOfLog,
} from "../../../lib/process/log-columns.ts";
import { projectSequences, type Sequences } from "../../../lib/process/variants.ts";
import type { Params } from "./params.ts";

/** A log seen by a preset: everything that does not depend on the filters. */
export interface Rules {
  readonly steps: readonly string[];
  readonly step: Int32Array;
  readonly role: readonly Role[];
  readonly assessed: readonly boolean[];
  /** Findings per variant of the whole log. */
  readonly conformance: Conformance;
  /** The step that comes after all else (evaluation), and the one before it; -1 where there is none. */
  readonly last: number;
  readonly beforeLast: number;
  /** Which activities are drawn, as `projectSequences` takes it, and the sequences that are left. */
  readonly target: Int32Array;
  readonly shown: Sequences & { readonly of: Uint32Array };
}

/** The rules for a log, kept until a parameter or the mapping of stages changes. */
export function rulesOf(log: LogColumns, params: Params): Rules {
  const key = `${params.preset} ${params.detail} ${mappingKey(log)}`;
  return rememberedLast(log.activity, "rules", key, () => makeRules(log, params));
}

const left: Readonly<Record<Params["detail"], readonly Role[]>> = {
  steps: ["step", "unknown"],
  way: ["step", "unknown", "return", "rework", "cancel"],
  all: ["step", "unknown", "return", "rework", "cancel", "suspend", "resume", "side"],
};

function makeRules(log: LogColumns, { preset, detail }: Params): Rules {
  const steps: readonly string[] = processPresets[preset].steps;
  const assessed = assessedSteps(log, steps);
  const role = rolesOf(log);
  const step = stepOfActivity(log, steps);
  const handle = steps.indexOf("handle");
  const decisive = assessed[handle] ? handle : 0;
  const variants = variantsOfLog(log);
  const target = Int32Array.from(role, (own, a) => (left[detail].includes(own) ? a : -1));
  const evaluate = steps.indexOf("evaluate");
  const last = assessed[evaluate] ? evaluate : -1;
  return {
    steps,
    step,
    role,
    assessed,
    conformance: conformanceOf(variants, { step, assessed, decisive }),
    last,
    beforeLast: last < 0 ? -1 : assessed.lastIndexOf(true, last - 1),
    target,
    shown: projectSequences(variants, target),
  };
}

const secondsPerDay = 86_400;

/**
 * How each case stands with the step that comes after all else: 0 not due, 1 due and not there yet, 2 not there although
 * longer than the patience has passed.
 */
export function lastStepStates(log: LogColumns, rules: Rules, { patienceDays }: Params): Uint8Array {
  const cases = log.caseStart.length - 1;
  const states = new Uint8Array(cases);
  const { last, beforeLast, conformance } = rules;
  if (last < 0 || beforeLast < 0) return states;
  const { ofCase } = variantsOfLog(log);
  const due = log.asOf[0] - patienceDays * secondsPerDay;
  for (let c = 0; c < cases; c++) {
    const taken = conformance.taken[ofCase[c]];
    if ((taken & (1 << last)) !== 0 || (taken & (1 << beforeLast)) === 0) continue;
    states[c] = log.time[log.caseStart[c + 1] - 1] < due ? 2 : 1;
  }
  return states;
}
