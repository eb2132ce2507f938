import { expect, test } from "vitest";
import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { createRandom } from "../../lib/random.ts";
import { poissonNumber } from "../../lib/scan/chance.ts";
import { daysPerMonth } from "../../lib/surveillance/alerts.ts";
import { params } from "./kernel/params.ts";
import { threadsWithin } from "./kernel/threads.ts";
import { type Input, run } from "./kernel.ts";

const side = 4;
const areas = side * side;
const classes = 3;
const studyDays = 21;
const year = 365;
const towns = 100;

/** A year of a town where nothing happens but weekdays, busier areas and commoner kinds of case. */
function quietTown(seed: number): Input {
  const random = createRandom(seed, "quiet town");
  const cases: (readonly [area: number, day: number, series: number])[] = [];
  for (let day = 0; day < year + studyDays - 1; day++) {
    for (let left = poissonNumber(day % 7 < 5 ? 7 : 3, random); left > 0; left--) {
      const area = Math.floor(areas * random.float() ** 1.5);
      const kind = Math.floor(classes * random.float() ** 2);
      cases.push([area, day, Math.floor(area / side) * classes + kind]);
    }
  }
  return {
    area: Uint32Array.from(cases, ([area]) => area),
    day: Int32Array.from(cases, ([, day]) => day),
    series: Uint32Array.from(cases, ([, , series]) => series),
    seriesCount: Uint32Array.of(side * classes),
    x: Float64Array.from({ length: areas }, (_, a) => 300 * (a % side)),
    y: Float64Array.from({ length: areas }, (_, a) => 300 * Math.floor(a / side)),
    span: Int32Array.of(0, year + studyDays - 2),
    replay: new Int32Array(0),
  };
}

test(`${towns} quiet towns raise no more false alarms in a year than the budget allows (99 %)`, () => {
  const budget = 2;
  const settings = { ...defaultParams(params), months: 24, studyDays, longestDays: 3, replications: 99 };
  let [days, clusters, series] = [0, 0, 0];
  for (let seed = 0; seed < towns; seed++) {
    const found = drain(run(quietTown(seed), { ...settings, seed }));
    const threads = threadsWithin(found, budget);
    days += (found.replayed[1] ?? 0) - (found.replayed[0] ?? 0) + 1;
    clusters += threads.clusters.length;
    series += threads.series.length;
  }
  expect(days).toBe(towns * year);
  const bearable = (budget * days) / daysPerMonth;
  // 99 % of a binomial: on each day and for each kind a false alarm with half of the budget's rate.
  const limit = (share: number) => bearable * share + 2.326 * Math.sqrt(bearable * share);
  expect(clusters).toBeLessThanOrEqual(limit(0.5));
  expect(series).toBeLessThanOrEqual(limit(0.5));
  expect(clusters + series).toBeLessThanOrEqual(limit(1));
  // The budget is used, not just kept: a detector that never speaks would pass otherwise.
  expect(clusters).toBeGreaterThan(bearable * 0.2);
  expect(series).toBeGreaterThan(bearable * 0.02);
}, 300_000);
