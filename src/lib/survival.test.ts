import { describe, expect, test } from "vitest";
import { hasShared, sharedJson } from "../../test/support/shared.ts";
import { aalenJohansen } from "./aalen-johansen.ts";
import { logRank } from "./log-rank.ts";
import { createRandom } from "./random.ts";
import {
  confidenceBand,
  lifeTable,
  restrictedMean,
  survivalAt,
  survivalInterval,
  survivalQuantile,
  survivalTally,
} from "./survival.ts";
import { tallySeconds } from "./survival-seconds.ts";

interface Curve {
  readonly time: number[];
  readonly "n.risk": number[];
  readonly "n.event": number[];
  readonly "n.censor": number[];
  readonly surv: number[];
  readonly "std.err": number[];
  readonly lower: (number | null)[];
  readonly upper: (number | null)[];
}

interface Test {
  readonly obs: number[];
  readonly exp: number[];
  readonly chisq: number;
  readonly p: number;
}

interface Oracle {
  readonly aml_all_log: Curve;
  readonly "aml_all_log-log": Curve;
  readonly aml_all_plain: Curve;
  readonly aml_Maintained: Curve;
  readonly aml_Nonmaintained: Curve;
  readonly aml_logrank_rho0: Test;
  readonly aml_logrank_rho1: Test;
  readonly aml_data: { readonly time: number[]; readonly status: number[]; readonly x: string[] };
  readonly veteran: {
    readonly time: number[];
    readonly status: number[];
    readonly celltype: string[];
    readonly trt: number[];
    readonly logrank_celltype: Test & { readonly df: number };
  };
  readonly mgus2_200_AJ: {
    readonly time_in: number[];
    readonly event: number[];
    readonly time: number[];
    readonly pstate: number[][];
  };
  readonly heart_lefttrunc: {
    readonly start: number[];
    readonly stop: number[];
    readonly event: number[];
    readonly km: Curve;
  };
}

const file = "oracles/09-survival/survival_R.json";
const absent = !hasShared(file);
if (absent)
  console.warn("The results of R's survival are not in ../shared/oracles/09-survival: their tests are skipped.");
const oracle = () => sharedJson<Oracle>(file);

/** The largest difference; missing numbers must be missing in both. */
function worst(ours: ArrayLike<number>, theirs: readonly (number | null)[]): number {
  expect(ours).toHaveLength(theirs.length);
  return Math.max(
    ...theirs.map((value, i) =>
      value === null && Number.isNaN(ours[i]) ? 0 : Math.abs(ours[i] - Number(value ?? Number.NaN)),
    ),
  );
}

const pick = <T>(values: readonly T[], keep: (i: number) => boolean) => values.filter((_, i) => keep(i));

function groupsOf(
  values: readonly string[],
  time: readonly number[],
  status: readonly number[],
  only = (_: number) => true,
) {
  return [...new Set(values)].map((value) => {
    const own = (i: number) => values[i] === value && only(i);
    return survivalTally(pick(time, own), pick(status, own));
  });
}

function expectCurve(table: ReturnType<typeof lifeTable>, curve: Curve, scale: "log" | "log-log" | "plain"): void {
  expect(worst(table.time, curve.time)).toBe(0);
  expect(worst(table.atRisk, curve["n.risk"])).toBe(0);
  expect(worst(table.events, curve["n.event"])).toBe(0);
  expect(worst(table.censored, curve["n.censor"])).toBe(0);
  expect(worst(table.survival, curve.surv)).toBeLessThan(1e-12);
  const { low, high } = confidenceBand(table, scale);
  expect(worst(low, curve.lower)).toBeLessThan(1e-6);
  expect(worst(high, curve.upper)).toBeLessThan(1e-6);
  const errors = table.survival.map((s, k) => (s === 0 ? Number.NaN : s * Math.sqrt(table.greenwood[k])));
  const theirs = curve["std.err"].map((error, k) => (curve.surv[k] === 0 ? null : error));
  expect(worst(errors, theirs)).toBeLessThan(1e-6);
}

describe.skipIf(absent)("R's survival 3.5-3", () => {
  test.each(["log", "log-log", "plain"] as const)(
    "the curve of all aml patients with the band on the scale %s",
    (scale) => {
      const { aml_data: aml, ...curves } = oracle();
      const table = lifeTable(survivalTally(aml.time, aml.status));
      expectCurve(table, curves[`aml_all_${scale}`], scale);
      const printed = { log: [27, 18, 45], "log-log": [27, 13, 34], plain: [27, 18, 34] }[scale];
      const { value, low, high } = survivalQuantile(table, 0.5, scale);
      expect([value, low, high]).toEqual(printed);
    },
  );

  test("each arm of aml: its curve, and a median whose upper limit is never reached", () => {
    const { aml_data: aml, aml_Maintained, aml_Nonmaintained } = oracle();
    const [maintained, not] = groupsOf(aml.x, aml.time, aml.status).map(lifeTable);
    expectCurve(maintained, aml_Maintained, "log");
    expectCurve(not, aml_Nonmaintained, "log");
    expect(survivalQuantile(maintained, 0.5, "log")).toEqual({ value: 31, low: 18, high: Number.NaN });
    expect(survivalQuantile(not, 0.5, "log")).toEqual({ value: 23, low: 8, high: Number.NaN });
  });

  test("the log-rank test of two and of four groups, and weighted to early times", () => {
    const { aml_data: aml, aml_logrank_rho0, aml_logrank_rho1, veteran } = oracle();
    const arms = groupsOf(aml.x, aml.time, aml.status);
    for (const [rho, theirs] of [
      [0, aml_logrank_rho0],
      [1, aml_logrank_rho1],
    ] as const) {
      const ours = logRank([arms], { rho });
      expect(worst(ours.observed, theirs.obs)).toBeLessThan(1e-9);
      expect(worst(ours.expected, theirs.exp)).toBeLessThan(1e-9);
      expect(Math.abs(ours.chiSquare - theirs.chisq)).toBeLessThan(1e-9);
      expect(Math.abs(ours.p - theirs.p)).toBeLessThan(1e-9);
    }
    const four = logRank([groupsOf(veteran.celltype, veteran.time, veteran.status)]);
    expect(four.degrees).toBe(veteran.logrank_celltype.df);
    expect(Math.abs(four.chiSquare - veteran.logrank_celltype.chisq)).toBeLessThan(1e-9);
  });

  test("the stratified test, the restricted mean and quantiles of veteran as R 4.2.2 prints them", () => {
    const { veteran } = oracle();
    const { celltype, time, status, trt } = veteran;
    const strata = [1, 2].map((arm) => groupsOf(celltype, time, status, (i) => trt[i] === arm));
    expect(Math.abs(logRank(strata).chiSquare - 22.7821199353378)).toBeLessThan(1e-9);
    expect(Math.abs(logRank([groupsOf(celltype, time, status)], { rho: 1 }).chiSquare - 19.7096224580615)).toBeLessThan(
      1e-9,
    );
    const table = lifeTable(survivalTally(time, status));
    const { mean, error } = restrictedMean(table, 365);
    expect(worst([mean, error], [115.6592155523343, 9.88315099942787])).toBeLessThan(1e-9);
    const cells = groupsOf(celltype, time, status).map((tally) => restrictedMean(lifeTable(tally), 365));
    expect(
      worst(
        cells.map((cell) => cell.mean),
        [170.6423725981621, 77.6352880658436, 65.5555555555556, 162.2345679012346],
      ),
    ).toBeLessThan(1e-9);
    expect(
      worst(
        cells.map((cell) => cell.error),
        [24.23429993395494, 13.96984004722514, 9.93028587986494, 20.46205441364706],
      ),
    ).toBeLessThan(1e-9);
    expect([0.25, 0.5, 0.8, 0.9].map((share) => Object.values(survivalQuantile(table, share)))).toEqual([
      [25, 18, 33],
      [80, 52, 100],
      [201, 151, 283],
      [340, 250, 411],
    ]);
  });

  test("late entries: the curve of the heart patients, its median, its restricted mean and shares with intervals", () => {
    const { start, stop, event, km } = oracle().heart_lefttrunc;
    const table = lifeTable(survivalTally(stop, event, start));
    expectCurve(table, km, "log");
    expect(survivalQuantile(table)).toEqual({ value: 100, low: 69, high: 219 });
    const { mean, error } = restrictedMean(table, 1000);
    expect(worst([mean, error], [360.2750712754503, 41.9450874045441])).toBeLessThan(1e-9);
    const at = [10, 100, 500, 1000].map((time) => survivalAt(table, time));
    expect(
      worst(
        at.map(({ value }) => value),
        [0.87378640776699, 0.494008259839502, 0.321224014934242, 0.205081358437773],
      ),
    ).toBeLessThan(1e-9);
    expect(
      worst(
        at.map(({ low }) => low),
        [0.792587461049735, 0.392976095516571, 0.230480155269807, 0.118337728971642],
      ),
    ).toBeLessThan(1e-9);
    expect(
      worst(
        at.map(({ high }) => high),
        [0.924678235379455, 0.587164921776955, 0.415307445974557, 0.308463173722556],
      ),
    ).toBeLessThan(1e-9);
  });

  test("competing ends: the share in each state of 200 mgus patients", () => {
    const { time_in, event, time, pstate } = oracle().mgus2_200_AJ;
    const states = aalenJohansen(time_in, event, 2);
    const at = time.map((t) => states.time.lastIndexOf(t));
    for (const cause of [0, 1]) {
      const ours = at.map((k) => states.incidence[cause][k]);
      expect(
        worst(
          ours,
          pstate.map((row) => row[cause + 1]),
        ),
      ).toBeLessThan(1e-9);
    }
  });
});

test("five cases by hand: two ended at 1 and 3, one still open at 2, two ended together at 4", () => {
  const table = lifeTable(survivalTally([3, 1, 2, 4, 4], [1, 1, 0, 1, 1]));
  expect([...table.time]).toEqual([1, 2, 3, 4]);
  expect([...table.atRisk]).toEqual([5, 4, 3, 2]);
  expect(worst(table.survival, [4 / 5, 4 / 5, 8 / 15, 0])).toBeLessThan(1e-15);
  expect(worst([table.greenwood[0], table.greenwood[2]], [1 / 20, 1 / 20 + 1 / 6])).toBeLessThan(1e-15);
  expect(survivalQuantile(table).value).toBe(4);
  expect(restrictedMean(table, 4).mean).toBeCloseTo(1 + 2 * 0.8 + 8 / 15, 12);
});

test("an open case that was opened before the window counts only from when it is seen", () => {
  const early = survivalTally([5, 9], [1, 1], [0, 7]);
  expect([...early.atRisk]).toEqual([1, 1]);
  expect([...survivalTally([0, 2], [1, 1], [0, 0]).atRisk]).toEqual([2, 1]);
});

test("where the curve is level at one half the median is the middle of the level", () => {
  const table = lifeTable(survivalTally([2, 4, 6, 8], [1, 1, 1, 1]));
  expect(survivalQuantile(table).value).toBe(5);
  expect(survivalQuantile(lifeTable(survivalTally([2, 4], [1, 0]))).value).toBe(2);
});

test("nothing, nobody ended, everybody at once", () => {
  const none = lifeTable(survivalTally([], []));
  expect(survivalQuantile(none)).toEqual({ value: Number.NaN, low: Number.NaN, high: Number.NaN });
  expect(survivalAt(none, 1).value).toBeNaN();
  expect(restrictedMean(none, 1).mean).toBeNaN();
  const open = lifeTable(survivalTally([3, 4], [0, 0]));
  expect(survivalQuantile(open).value).toBeNaN();
  expect(survivalAt(open, 3.5)).toEqual({ value: 1, low: 1, high: 1 });
  expect(survivalAt(open, 5).value).toBeNaN();
  expect(restrictedMean(open, 3.5).mean).toBeCloseTo(3.5, 12);
  const all = lifeTable(survivalTally([2, 2], [1, 1]));
  expect(survivalAt(all, 9).value).toBe(0);
  expect(survivalInterval(0, Infinity)).toEqual([Number.NaN, Number.NaN]);
  expect(survivalInterval(0, Infinity, "plain")).toEqual([0, 0]);
  expect(restrictedMean(all, 5).mean).toBe(2);
  expect(logRank([]).p).toBe(1);
  expect(logRank([[survivalTally([1], [1]), survivalTally([], [])]]).degrees).toBe(0);
});

test("whole seconds sorted by digits, in groups, give the same tallies as any order of comparison", () => {
  const random = createRandom(3, "survival");
  const n = 9000;
  const time = Uint32Array.from({ length: n }, () => random.below(random.chance(0.5) ? 50 : 100_000));
  const entry = Uint32Array.from(time, (t) => (random.chance(0.3) ? random.below(t + 1) : 0));
  const event = Uint8Array.from(time, () => (random.chance(0.6) ? 1 : 0));
  const group = Uint16Array.from(time, () => random.below(4));
  const tallies = tallySeconds({ time, event, entry, group, groups: 3 });
  expect(tallies).toHaveLength(3);
  tallies.forEach((tally, g) => {
    const rows = [...time.keys()].filter((i) => group[i] === g);
    const slow = survivalTally(
      rows.map((i) => time[i]),
      rows.map((i) => event[i]),
      rows.map((i) => entry[i]),
    );
    for (const column of ["time", "events", "censored", "atRisk"] as const)
      expect([...tally[column]]).toEqual([...slow[column]]);
  });
  expect(tallySeconds({ time, event })[0].subjects).toBe(n);
  const alike = tallySeconds({ time, event, group: group.map((g) => g % 3), groups: 3 });
  const { observed, expected } = logRank([alike]);
  expect(observed.reduce((a, b) => a + b)).toBeCloseTo(
    expected.reduce((a, b) => a + b),
    6,
  );
});

test("a subject seen in two parts, the second entering late, changes neither curve nor test", () => {
  const random = createRandom(8, "split");
  const groups = [0, 1].map((g) =>
    Array.from({ length: 60 }, () => ({ time: 1 + random.below(40) * (1 + g), event: random.chance(0.7) ? 1 : 0 })),
  );
  const whole = groups.map((group) =>
    survivalTally(
      group.map(({ time }) => time),
      group.map(({ event }) => event),
    ),
  );
  const split = groups.map((group) => {
    const parts = group.flatMap(({ time, event }) => {
      const cut = time / 2 + 0.25;
      return [
        { entry: 0, time: cut, event: 0 },
        { entry: cut, time, event },
      ];
    });
    return survivalTally(
      parts.map(({ time }) => time),
      parts.map(({ event }) => event),
      parts.map(({ entry }) => entry),
    );
  });
  const [one, two] = [logRank([whole]), logRank([split])];
  expect(two.chiSquare).toBeCloseTo(one.chiSquare, 9);
  expect([...two.observed]).toEqual([...one.observed]);
  split.forEach((tally, g) => {
    const [long, short] = [lifeTable(tally), lifeTable(whole[g])];
    expect(survivalQuantile(long)).toEqual(survivalQuantile(short));
  });
});
