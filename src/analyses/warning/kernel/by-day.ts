import type { TownCases } from "../../../lib/scan/town.ts";

/** Cases in the order of their days: those of some days then lie side by side. */
export function byDay(town: TownCases): TownCases {
  const rows = town.day.length;
  // The day and the row in one number: sorted as numbers, and days are less than 2³¹ away from 1970.
  const keys = Float64Array.from(town.day, (day, row) => (day + 2 ** 31) * rows + row).sort();
  const order = Uint32Array.from(keys, (key) => key % rows);
  return { ...town, area: order.map((row) => town.area[row]), day: Int32Array.from(order, (row) => town.day[row]) };
}

/** The cases of the days up to one, of a town in the order of days. */
export function daysUpTo(town: TownCases, day: number, days: number): TownCases {
  const from = firstRow(town.day, day - days + 1);
  const to = firstRow(town.day, day + 1);
  return { ...town, area: town.area.subarray(from, to), day: town.day.subarray(from, to) };
}

/** The first row of a day or a later one. */
function firstRow(days: Int32Array, day: number): number {
  let [from, to] = [0, days.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (days[middle] < day) from = middle + 1;
    else to = middle;
  }
  return from;
}
