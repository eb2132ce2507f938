import { eventActions } from "../../domain/process.ts";
import { stages } from "../../domain/vocabulary.ts";
import { remembered } from "../remembered.ts";
import { createWorkCalendar } from "../working-time.ts";
import type { Moments } from "./event-log.ts";
import { type Variants, variantsOf } from "./variants.ts";

/** A log as the kernels take it. One entry per event, case or activity as said; it stays as it is between runs. */
export type LogColumns = {
  /** Per case, one more at the end: its first event. */
  readonly caseStart: Uint32Array;
  /** Per event. */
  readonly activity: Uint16Array;
  readonly time: Moments;
  /** Per activity: index into `stages`, -1 for a stage that is not of the model, -2 for one that the user leaves out. */
  readonly activityStage: Int32Array;
  /** Per activity: index into `eventActions`. */
  readonly activityAction: Int32Array;
  /** Per case: 1 where it is void or rejected. */
  readonly voids: Uint8Array;
  /** Per case: when the crew arrived, NaN where unknown; empty where the data does not say. */
  readonly arrived: Float64Array;
  /** One value: the moment up to which the data is complete. */
  readonly asOf: Float64Array;
  /** One value: the first day of `isWorkday`, in days since 1970-01-01. */
  readonly firstDay: Int32Array;
  /** Per day: 1 where it is worked. Empty: Monday to Friday. */
  readonly isWorkday: Uint8Array;
};

/** Which clock times are measured by: `working` counts office hours only. */
export const clocks = ["continuous", "working"] as const;
/** A clock that times are measured by. */
export type Clock = (typeof clocks)[number];

interface Slot {
  key: string;
  value: unknown;
}

/** As `remembered`, but only the value of the last key is kept: for large ones. */
export function rememberedLast<T>(source: object, use: string, key: string, compute: () => T): T {
  const slot = remembered<Slot>(source, use, () => ({ key: "", value: undefined }));
  if (slot.key !== key) Object.assign(slot, { value: undefined }, { value: compute(), key });
  // The use and the key name what `compute` makes, so the value is of its type.
  return slot.value as T;
}

/** What an activity is to the way of a case. */
export const roles = [
  "step",
  "return",
  "rework",
  "suspend",
  "resume",
  "cancel",
  "side",
  "unknown",
  "excluded",
] as const;
/** One of the roles. */
export type Role = (typeof roles)[number];

/** The role of every activity: unknown stages have none, unknown actions take the case on. */
export function rolesOf({ activityStage, activityAction }: LogColumns): Role[] {
  return Array.from(activityStage, (stage, a) => {
    if (stage < 0) return stage === -1 ? "unknown" : "excluded";
    const action = eventActions[activityAction[a]];
    if (action === "forward") return "step";
    return roles.find((role) => role === action) ?? "side";
  });
}

/** The activities that the steps of a preset are: the step of each activity, -1 where it is none. */
export function stepOfActivity(log: LogColumns, steps: readonly string[]): Int32Array {
  const role = rolesOf(log);
  return log.activityStage.map((stage, a) => (role[a] === "step" ? steps.indexOf(stages[stage]) : -1));
}

/** Which steps occur in the log at all: a step that never occurs is not assessed. */
export function assessedSteps(log: LogColumns, steps: readonly string[]): boolean[] {
  const occurs = remembered(log.activity, "occurs", () => {
    const seen = new Uint8Array(log.activityStage.length);
    for (let k = 0; k < log.activity.length; k++) seen[log.activity[k]] = 1;
    return seen;
  });
  const step = stepOfActivity(log, steps);
  return steps.map((_, s) => step.some((own, a) => own === s && occurs[a] === 1));
}

/** The step or role of each activity as one text: what a user's mapping of stages changes. */
export function mappingKey({ activityStage }: LogColumns): string {
  return activityStage.join();
}

/** The variants of a log, found once. */
export function variantsOfLog(log: LogColumns): Variants {
  return remembered(log.activity, "variants", () => variantsOf(log));
}

/** Turns a wall-clock moment into seconds on a clock; differences of it are durations. */
export function clockOf(log: Pick<LogColumns, "firstDay" | "isWorkday">, clock: Clock): (moment: number) => number {
  if (clock === "continuous") return (moment) => moment;
  const calendar = createWorkCalendar({ firstDay: log.firstDay[0], isWorkday: log.isWorkday });
  const origin = log.firstDay[0] * 86_400;
  return (moment) => calendar.secondsBetween(origin, moment);
}

/** The moments of all events on a clock, computed once. */
export function eventClock(log: LogColumns, clock: Clock): Moments {
  if (clock === "continuous") return log.time;
  return remembered(log.time, "working", () => workingMoments(log));
}

function workingMoments(log: LogColumns): Float64Array {
  const clock = clockOf(log, "working");
  const moments = new Float64Array(log.time.length);
  for (let k = 0; k < moments.length; k++) moments[k] = clock(log.time[k]);
  return moments;
}
