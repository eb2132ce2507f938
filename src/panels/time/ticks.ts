import type { Format } from "../../i18n/format.ts";
import { type Axis, toPx } from "../../ui/brush.ts";
import type { Tick } from "../../ui/histogram.tsx";

const day = 86_400;
const leastPx = 56;

interface Unit {
  readonly seconds: number;
  readonly start: (from: number) => number;
  readonly next: (at: number) => number;
  readonly major: (at: number) => boolean;
}

const every = (seconds: number, origin = 0): Unit => ({
  seconds,
  start: (from) => Math.ceil((from - origin) / seconds) * seconds + origin,
  next: (at) => at + seconds,
  major: (at) => (seconds < day ? at % day === 0 : new Date(at * 1000).getUTCDate() <= seconds / day),
});

const months = (count: number): Unit => ({
  seconds: count * 30.4 * day,
  start: (from) => {
    const date = new Date((from - 1) * 1000);
    return monthStart(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / count + 1) * count);
  },
  next: (at) => {
    const date = new Date(at * 1000);
    return monthStart(date.getUTCFullYear(), date.getUTCMonth() + count);
  },
  major: (at) => new Date(at * 1000).getUTCMonth() === 0,
});

const monthStart = (year: number, month: number) => Date.UTC(year, month) / 1000;
const monday = 4 * day;
const units: readonly Unit[] = [
  every(3 * 3600),
  every(6 * 3600),
  every(12 * 3600),
  every(day),
  every(2 * day),
  every(7 * day, monday),
  every(14 * day, monday),
  months(1),
  months(2),
  months(3),
  months(6),
  months(12),
  months(24),
  months(60),
  months(120),
];

/** Marks of a time axis: the finest calendar unit that leaves room for its labels. */
export function timeTicks(axis: Axis, format: Format): Tick[] {
  const [from, to] = axis.bounds;
  const pxPerSecond = axis.widthPx / (to - from);
  const unit = units.find(({ seconds }) => seconds * pxPerSecond >= leastPx) ?? units[units.length - 1];
  const ticks: Tick[] = [];
  if (!unit) return ticks;
  for (let at = unit.start(from); at < to; at = unit.next(at)) {
    if (axis.widthPx - toPx(at, axis) < leastPx / 2) break;
    ticks.push({ at, label: labelOf(at, unit, format), major: unit.major(at) });
  }
  return ticks;
}

function labelOf(at: number, unit: Unit, format: Format): string {
  if (unit.seconds < day) return at % day === 0 ? format.dayOfMonth(at) : format.clock(at);
  if (unit.seconds < 28 * day) return format.dayOfMonth(at);
  return unit.major(at) ? format.year(at) : format.month(at);
}
