import { type Format, noValue } from "../../../i18n/format.ts";
import type { ResidualResult } from "./compute.ts";

/** How minutes of a result are written: office hours are never called days. */
export function minutesWriter({ input }: ResidualResult, format: Format) {
  const days = input.settings.values.clock === "continuous";
  return (minutes = Number.NaN): string => {
    if (!Number.isFinite(minutes)) return noValue;
    const hours = Math.abs(minutes) / 60;
    const text = format.duration(days ? hours : Math.min(hours, 47.9));
    return minutes < 0 ? `−${text}` : text;
  };
}

/** An interval; nothing where it is not known. */
export function writeInterval(write: (minutes?: number) => string, low: number, high: number): string {
  return Number.isNaN(high - low) ? "" : `${write(low)} – ${write(high)}`;
}
