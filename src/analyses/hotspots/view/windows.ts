import type { TimeRange } from "../../../domain/filters.ts";
import { previousWindow } from "../../../state/time-bins.ts";
import type { Settings } from "./settings.ts";

const day = 86_400;

/** The window to compare with, or `null` where none is wanted or the data does not reach back that far. */
export function earlierWindow(
  compare: Settings["subject"]["compare"],
  window: TimeRange,
  data: TimeRange,
): TimeRange | null {
  if (compare === "none") return null;
  if (compare === "previous") return previousWindow(window, data);
  const earlier: TimeRange = [yearBefore(window[0]), yearBefore(window[1] + 1) - 1];
  return earlier[0] >= Math.floor(data[0] / day) * day ? earlier : null;
}

function yearBefore(seconds: number): number {
  const date = new Date(seconds * 1000);
  return date.setUTCFullYear(date.getUTCFullYear() - 1) / 1000;
}
