import type { TimeRange } from "../domain/filters.ts";
import type { TimeBins } from "./store.ts";

const hour = 3600;
const day = 86_400;
const week = 7 * day;

/**
 * Bins of the time histogram over a range of wall-clock seconds: hours up to 8 days, days up to 250, weeks (from Monday)
 * up to 5 years, else months, so that there are at most about 260.
 */
export function timeBins([from, to]: TimeRange): TimeBins {
  const span = to - from;
  if (span <= 8 * day) return { edges: evenEdges(Math.floor(from / hour) * hour, to, hour), unit: "hour" };
  if (span <= 250 * day) return { edges: evenEdges(Math.floor(from / day) * day, to, day), unit: "day" };
  if (span <= 5 * 366 * day) {
    // 1970-01-05 was a Monday.
    const monday = 4 * day;
    return { edges: evenEdges(Math.floor((from - monday) / week) * week + monday, to, week), unit: "week" };
  }
  return { edges: monthEdges(from, to), unit: "month" };
}

function evenEdges(start: number, end: number, step: number): Float64Array {
  return Float64Array.from({ length: Math.floor((end - start) / step) + 2 }, (_, i) => start + i * step);
}

function monthEdges(from: number, to: number): Float64Array {
  const first = new Date(from * 1000);
  const edges: number[] = [];
  for (let month = 0; (edges.at(-1) ?? 0) <= to || edges.length < 2; month++) {
    edges.push(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month) / 1000);
  }
  return Float64Array.from(edges);
}

/** The equally long window just before, or null where the data does not reach back that far. */
export function previousWindow([from, to]: TimeRange, data: TimeRange): TimeRange | null {
  const length = to - from + 1;
  return from - length >= data[0] ? [from - length, from - 1] : null;
}
