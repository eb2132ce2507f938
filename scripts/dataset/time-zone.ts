import type { TimeKind } from "./recipe.ts";
import { parseWallClock } from "./wall-clock.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** Wall-clock seconds in a time zone of a moment in seconds since 1970 UTC. */
export function wallClockAt(utcSeconds: number, timeZone: string): number {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(utcSeconds * 1000)
      .map(({ type, value }) => [type, value]),
  );
  return parseWallClock(`${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:${parts.second}`);
}

const withOffset = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/;

/**
 * A source time as wall-clock time of the dataset: seconds, or the text itself when it is wall-clock already. Texts that
 * carry an offset are moments, whatever `kind` says. Texts that are no times stay, for the writer to refuse.
 */
export function toWallClock(value: unknown, kind: TimeKind, timeZone: string): unknown {
  if (typeof value === "string" && withOffset.test(value)) {
    const moment = Date.parse(value) / 1000;
    return Number.isNaN(moment) ? value : wallClockAt(moment, timeZone);
  }
  if (kind === "wall-clock") return typeof value === "string" ? value.replaceAll("/", "-") : value;
  const seconds =
    kind === "utc" ? parseWallClock(String(value)) : Number(value) / (kind === "epoch-milliseconds" ? 1000 : 1);
  return Number.isFinite(seconds) ? wallClockAt(seconds, timeZone) : value;
}
