import type { Stage } from "../../../domain/process.ts";
import type { Clock } from "../../../lib/process/log-columns.ts";

/** A wait that is measured: that for a step, or for the crew to arrive. */
export type StageName = Stage | "start";

/**
 * Hours that a wait should not be longer than. Desk steps: 15 minutes to accept and to dispatch, 30 to verify or check, a
 * practice of one city's system. Arrival: one working day, as suggested for an ordinary whistle. Handling: three working
 * days, the middle of the limits in a published catalogue. Evaluation: a working week. All can be changed.
 */
const workingHours: Readonly<Record<StageName, number>> = {
  discover: 0.25,
  register: 0.25,
  dispatch: 0.25,
  start: 8,
  handle: 24,
  feedback: 8,
  verify: 0.5,
  close: 0.5,
  evaluate: 40,
};

const continuousHours: Readonly<Record<StageName, number>> = {
  ...workingHours,
  start: 24,
  handle: 72,
  feedback: 24,
  evaluate: 168,
};

/** The standard of a stage in hours of the clock. */
export function standardHours(stage: StageName, clock: Clock): number {
  return (clock === "working" ? workingHours : continuousHours)[stage];
}
