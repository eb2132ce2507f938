import type { TimeKind } from "./recipe.ts";
import { readTime, spreadsheetTime } from "./times.ts";
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

/** The offset of a zone is looked up once for every quarter of an hour that occurs: no zone changes within one. */
const quarterSeconds = 900;
const offsets = new Map<string, Map<number, number>>();

/** Wall-clock seconds in a time zone of a moment in seconds since 1970 UTC. */
export function wallClockAt(utcSeconds: number, timeZone: string): number {
  if (!(Math.abs(utcSeconds) < 1e11)) return Number.NaN;
  const known = offsets.get(timeZone) ?? new Map<number, number>();
  offsets.set(timeZone, known);
  const quarter = Math.floor(utcSeconds / quarterSeconds);
  let offset = known.get(quarter);
  if (offset === undefined) {
    const start = quarter * quarterSeconds;
    offset = zoneTime(start, timeZone) - start;
    known.set(quarter, offset);
  }
  return utcSeconds + offset;
}

function zoneTime(utcSeconds: number, timeZone: string): number {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(utcSeconds * 1000)
      .map(({ type, value }) => [type, value]),
  );
  return parseWallClock(`${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:${parts.second}`);
}

const withOffset = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/;

/** Only texts of this length or more can carry an offset: `2024-01-01T00:00Z`. */
const offsetLength = 17;

/**
 * A source time as wall-clock seconds of the dataset. Texts that carry an offset are moments, whatever `kind` says. Texts
 * that are no times stay, for the check to refuse.
 */
export function toWallClock(value: unknown, kind: TimeKind, timeZone: string): unknown {
  if (typeof value === "string") {
    if (value.length >= offsetLength && withOffset.test(value)) {
      const moment = Date.parse(value) / 1000;
      return Number.isNaN(moment) ? value : wallClockAt(moment, timeZone);
    }
    const seconds = textSeconds(value, kind, timeZone);
    return Number.isNaN(seconds) ? value : seconds;
  }
  if (typeof value !== "number") return value;
  if (kind === "spreadsheet-days") return spreadsheetTime(value);
  if (kind === "epoch-seconds" || kind === "utc") return wallClockAt(value, timeZone);
  return kind === "epoch-milliseconds" ? wallClockAt(value / 1000, timeZone) : value;
}

function textSeconds(text: string, kind: TimeKind, timeZone: string): number {
  switch (kind) {
    case "wall-clock":
      return readTime(text);
    case "utc":
      return wallClockAt(readTime(text), timeZone);
    case "day-month-year":
    case "month-day-year":
      return readTime(text, kind);
    case "spreadsheet-days":
      return text.trim() === "" ? Number.NaN : spreadsheetTime(Number(text));
    default: {
      const number = text.trim() === "" ? Number.NaN : Number(text);
      return wallClockAt(kind === "epoch-milliseconds" ? number / 1000 : number, timeZone);
    }
  }
}
