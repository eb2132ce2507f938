import { daysPerMonth } from "../../../lib/surveillance/alerts.ts";
import type { Params } from "./params.ts";

/** The days that are replayed: those of the last months that have enough days before them. */
export function replayDays([first = 0, today = -1]: Iterable<number>, params: Params): [number, number] {
  return [Math.max(first + params.studyDays - 1, today - Math.round(params.months * daysPerMonth) + 1), today];
}
