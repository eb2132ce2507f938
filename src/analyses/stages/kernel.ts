import { processPresets, stageNumber } from "../../domain/process.ts";
import { stages as allStages } from "../../domain/vocabulary.ts";
import {
  assessedSteps,
  clockOf,
  eventClock,
  type LogColumns,
  mappingKey,
  rememberedLast,
  rolesOf,
} from "../../lib/process/log-columns.ts";
import { groupSurvival, type OrderedTimes, orderTimes, survivalCurve } from "../../lib/process/stage-survival.ts";
import { stageTimes } from "../../lib/process/stage-times.ts";
import type { Params } from "./kernel/params.ts";

/**
 * A log; per case 1 in `passes` where it counts (empty: all) and its group (empty: none is asked for); the standard of each
 * wait in hours: those of the preset's steps, then that of the crew's arrival.
 */
export type Input = LogColumns & {
  readonly passes: Uint8Array;
  readonly group: Uint8Array | Uint16Array;
  readonly groupCount: Uint32Array;
  readonly standardHours: Float64Array;
};

const hour = 3600;
const curvePoints = 120;
/** A day of the clock. */
const hoursPerDay = { continuous: 24, working: 8 } as const;

/**
 * Kaplan–Meier estimates of the wait for every step, of all cases (`all…`, one value a stage) and by group (row-major:
 * stage · groups + group). The last stage is the wait for the crew; a stage that is not assessed has no cases and NaN.
 * Times are seconds on the clock, the excess is a mean per case in hours.
 */
export function* run(input: Input, params: Params) {
  const steps: readonly string[] = processPresets[params.preset].steps;
  const assessed = assessedSteps(input, steps);
  const ordered = rememberedLast(
    input.activity,
    "stages",
    `${params.preset} ${params.clock} ${mappingKey(input)}`,
    () => orderedStages(input, params),
  );
  yield 0.4;
  const groups = input.group.length > 0 ? input.groupCount[0] : 0;
  const standards = standardsOf(input, steps, assessed);
  const all = outputs(ordered.length, 1);
  const by = outputs(ordered.length, groups);
  const curve = { start: new Uint32Array(ordered.length + 1), seconds: [] as number[], share: [] as number[] };
  for (const [s, times] of ordered.entries()) {
    const question = {
      passes: input.passes,
      standardSeconds: standards[s] * hour,
      horizonSeconds: params.horizonDays * hoursPerDay[params.clock] * hour,
    };
    fill(all, s, groupSurvival(times, { ...question, groups: 1 }));
    if (groups > 0) fill(by, s * groups, groupSurvival(times, { ...question, group: input.group, groups }));
    const drawn = survivalCurve(times, input.passes, curvePoints);
    curve.seconds.push(...drawn.seconds);
    curve.share.push(...drawn.share);
    curve.start[s + 1] = curve.seconds.length;
    yield 0.4 + (0.6 * (s + 1)) / ordered.length;
  }
  return {
    stage: Int32Array.from([...steps.map(stageNumber), -1]),
    assessed: Uint8Array.from([...assessed, input.arrived.length > 0], Number),
    standardHours: standards,
    ...renamed("all", all),
    ...renamed("by", by),
    curveStart: curve.start,
    curveSeconds: Float64Array.from(curve.seconds),
    curveShare: Float64Array.from(curve.share),
  };
}

/** The standard of each wait in hours: a step takes over those of the steps just before it that do not occur in the log. */
function standardsOf({ standardHours, arrived }: Input, steps: readonly string[], assessed: readonly boolean[]) {
  const standards = standardHours.slice();
  const arrival = steps.length;
  let carried = 0;
  for (let s = 1; s < steps.length; s++) {
    if (steps[s] === "handle" && arrived.length > 0) {
      standards[arrival] += carried;
      carried = 0;
    } else if (steps[s] === "handle") carried += standardHours[arrival];
    standards[s] += carried;
    carried = assessed[s] ? 0 : standards[s];
  }
  return standards;
}

function orderedStages(input: Input, { preset, clock }: Params): OrderedTimes[] {
  const steps: readonly string[] = processPresets[preset].steps;
  const times = stageTimes(input, {
    step: input.activityStage.map((stage) => (stage < 0 ? -1 : steps.indexOf(allStages[stage]))),
    role: rolesOf(input),
    assessed: assessedSteps(input, steps),
    arrivalBefore: input.arrived.length > 0 ? steps.indexOf("handle") : -1,
    clock: eventClock(input, clock),
    toClock: clockOf(input, clock),
  });
  const { cases } = times;
  return Array.from({ length: times.stages }, (_, s) =>
    orderTimes(times.seconds.subarray(s * cases, (s + 1) * cases), times.state.subarray(s * cases, (s + 1) * cases)),
  );
}

function outputs(stages: number, groups: number) {
  const column = () => new Float64Array(stages * groups);
  return {
    Cases: column(),
    Ended: column(),
    Median: column(),
    Low: column(),
    High: column(),
    P90: column(),
    Beyond: column(),
    Excess: column(),
  };
}

function fill(out: ReturnType<typeof outputs>, at: number, found: ReturnType<typeof groupSurvival>): void {
  out.Cases.set(found.cases, at);
  out.Ended.set(found.ended, at);
  out.Median.set(found.median, at);
  out.Low.set(found.low, at);
  out.High.set(found.high, at);
  out.P90.set(found.p90, at);
  out.Beyond.set(found.beyond, at);
  out.Excess.set(
    found.excess.map((seconds) => seconds / hour),
    at,
  );
}

type Named<Prefix extends string> = {
  readonly [K in keyof ReturnType<typeof outputs> as `${Prefix}${K}`]: Float64Array;
};

function renamed<Prefix extends "all" | "by">(prefix: Prefix, out: ReturnType<typeof outputs>): Named<Prefix> {
  // Every name is made from its own column.
  return Object.fromEntries(Object.entries(out).map(([name, column]) => [`${prefix}${name}`, column])) as Named<Prefix>;
}
