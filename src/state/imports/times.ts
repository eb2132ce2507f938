import type { TimeKind } from "../../data/import/recipe.ts";
import { toWallClock } from "../../data/import/time-zone.ts";
import { formatWallClock } from "../../data/import/wall-clock.ts";

/** Time zones that this browser knows. */
export const timeZones: readonly string[] = [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC"])];

export function isTimeZone(name: string): boolean {
  return timeZones.includes(name);
}

/** A time of a file in the dataset's time zone, as text; undefined where it is none. */
export function wallClockText(text: string, kind: TimeKind, timeZone: string): string | undefined {
  const seconds = isTimeZone(timeZone) ? toWallClock(text, kind, timeZone) : undefined;
  return typeof seconds === "number" && Number.isFinite(seconds)
    ? formatWallClock(seconds).replace("T", " ")
    : undefined;
}
