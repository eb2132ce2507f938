import type { TimeRange } from "../../../domain/filters.ts";
import type { Settings } from "./settings.ts";

const day = 86_400;
const stepSeconds = { day, week: 7 * day, "four-weeks": 28 * day, quarter: 91 * day };
export type StepUnit = keyof typeof stepSeconds;

/** A trend can hardly be significant with fewer. */
export const enoughSteps = 10;

/** Time cut into steps of equal length. */
export interface Steps {
  readonly unit: StepUnit;
  /** Closed windows of seconds, the oldest first. */
  readonly windows: readonly TimeRange[];
}

/**
 * Steps of equal length up to the end of a window; what is left over at its beginning is not used. Left to choose, a
 * step is as long as it can be for ten of them to fit in.
 */
export function stepsOf(step: Settings["cube"]["step"], window: TimeRange): Steps {
  const units: readonly StepUnit[] = ["quarter", "four-weeks", "week", "day"];
  const enough = units.find((unit) => countOf(unit, window) >= enoughSteps);
  const unit = step === "auto" ? (enough ?? "day") : step;
  const seconds = stepSeconds[unit];
  const count = countOf(unit, window);
  const end = endOf(window);
  const start = (i: number) => end - (count - i) * seconds;
  return { unit, windows: Array.from({ length: count }, (_, i): TimeRange => [start(i), start(i + 1) - 1]) };
}

/** The end of the window's last day: the data itself ends with its last case. */
function endOf([, to]: TimeRange): number {
  return Math.ceil((to + 1) / day) * day;
}

function countOf(unit: StepUnit, window: TimeRange): number {
  const from = Math.floor(window[0] / day) * day;
  return Math.floor((endOf(window) - from) / stepSeconds[unit]);
}
