import { expect, test } from "vitest";
import { hasShared, sharedJson } from "../../../test/support/shared.ts";
import { createRandom } from "../random.ts";
import { lifeTable, restrictedMean, survivalAt, survivalQuantile, survivalTally } from "../survival.ts";
import { groupSurvival, orderTimes, survivalCurve } from "./stage-survival.ts";
import { stageStates } from "./stage-times.ts";

const all = new Uint8Array(0);
const ask = { passes: all, groups: 1, standardSeconds: 0, horizonSeconds: 1e6 };

/** Acute myelogenous leukaemia, the survival package's own example: weeks, and whether relapsed. */
const aml = {
  weeks: [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161, 5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45],
  ended: [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1],
};

function timesOf(seconds: readonly number[], ended: readonly number[]) {
  return orderTimes(
    Uint32Array.from(seconds),
    Uint8Array.from(ended, (one) => (one ? stageStates.ended : stageStates.waiting)),
  );
}

test.skipIf(!hasShared("oracles/09-survival"))("aml: median 27 (13, 34) and the curve of R's survfit", () => {
  const times = timesOf(aml.weeks, aml.ended);
  const found = groupSurvival(times, ask);
  expect([found.median[0], found.low[0], found.high[0]]).toEqual([27, 13, 34]);
  const oracle = sharedJson<Record<string, { time: number[]; surv: number[] }>>("oracles/09-survival/survival_R.json");
  const { time, surv } = oracle.aml_all_log;
  const curve = survivalCurve(times, all, 1000);
  const drops = time.map((t, i) => [t, surv[i]]).filter(([, s], i) => i === 0 || s < surv[i - 1]);
  const own = [...curve.seconds.keys()].slice(1, drops.length + 1).map((i) => [curve.seconds[i], curve.share[i]]);
  own.forEach(([t, s], i) => {
    expect(t).toBe(drops[i][0]);
    expect(s).toBeCloseTo(drops[i][1], 12);
  });
});

test("aml by group: maintained 31 (18, –), not maintained 23 (8, –) with the limits of the log-log scale", () => {
  const group = Uint8Array.from(aml.weeks, (_, i) => (i < 11 ? 0 : 1));
  const found = groupSurvival(timesOf(aml.weeks, aml.ended), { ...ask, group, groups: 2 });
  expect([...found.median]).toEqual([31, 23]);
  expect([...found.cases]).toEqual([11, 12]);
});

test("in one pass every group gets what the library says of it alone", () => {
  const random = createRandom(7, "stages");
  const n = 400;
  const seconds = Array.from({ length: n }, () => random.below(60));
  const ended = Array.from({ length: n }, () => Number(random.float() < 0.7));
  const group = Uint8Array.from({ length: n }, () => random.below(5));
  const passes = Uint8Array.from({ length: n }, () => Number(random.float() < 0.8));
  const question = { passes, group, groups: 6, standardSeconds: 20, horizonSeconds: 40 };
  const found = groupSurvival(timesOf(seconds, ended), question);
  for (let g = 0; g < 5; g++) {
    const own = seconds.map((_, i) => i).filter((i) => group[i] === g && passes[i] === 1);
    const table = lifeTable(
      survivalTally(
        own.map((i) => seconds[i]),
        own.map((i) => ended[i]),
      ),
    );
    const median = survivalQuantile(table);
    expect(found.cases[g]).toBe(own.length);
    expect(found.median[g]).toBeCloseTo(median.value, 9);
    expect(found.low[g]).toBeCloseTo(median.low, 9);
    expect(found.high[g]).toBeCloseTo(median.high, 9);
    expect(found.beyond[g]).toBeCloseTo(survivalAt(table, 20).value, 9);
    expect(found.excess[g]).toBeCloseTo(restrictedMean(table, 40).mean - restrictedMean(table, 20).mean, 9);
  }
  expect(found.cases[5]).toBe(0);
  expect(found.excess[5]).toBeNaN();
});

test("while nobody has ended there is no median and everybody waits beyond the standard", () => {
  const found = groupSurvival(timesOf([10, 20], [0, 0]), { ...ask, standardSeconds: 5, horizonSeconds: 20 });
  expect(found.median[0]).toBeNaN();
  expect(found.beyond[0]).toBe(1);
  expect(found.excess[0]).toBe(15);
});
