import { expect, test } from "vitest";
import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { createRandom } from "../../lib/random.ts";
import { medianRank, mediansBy } from "./kernel/medians.ts";
import { params, verdicts } from "./kernel/params.ts";
import { type Input, run } from "./kernel.ts";

const minute = 60;
const dataEnd = 100 * 86_400;

interface Case {
  readonly area: number;
  readonly group: number;
  readonly kind?: number;
  /** Minutes of modelled drive. */
  readonly drive: number;
  /** Minutes from dispatch to arrival. */
  readonly observed: number;
  readonly start?: number;
}

const turnout = 1;

function inputOf(
  cases: readonly Case[],
  { areas, groups }: { readonly areas: number; readonly groups: number },
): Input {
  const start = Float64Array.from(cases, (one) => one.start ?? 1000);
  const end = Float64Array.from(cases, (one, i) => {
    const at = start[i] + Math.round(one.observed * minute);
    return at <= dataEnd ? at : Number.NaN;
  });
  return {
    start,
    end,
    later: new Float64Array(cases.length).fill(Number.NaN),
    opened: start.map((at) => at - 10 * minute),
    closed: new Float64Array(cases.length).fill(Number.NaN),
    suspended: new Float64Array(cases.length),
    state: new Uint8Array(cases.length),
    clock: new Uint8Array(cases.length),
    seenUntil: new Float64Array(cases.length).fill(Infinity),
    modelledMinutes: Float64Array.from(cases, (one) => turnout + one.drive),
    turnoutMinutes: Float64Array.of(turnout),
    area: Uint32Array.from(cases, (one) => one.area),
    group: Uint32Array.from(cases, (one) => one.group),
    kind: Uint32Array.from(cases, (one) => one.kind ?? 0),
    areaCount: Uint32Array.of(areas),
    groupCount: Uint32Array.of(groups),
    kindCount: Uint32Array.of(1 + Math.max(0, ...cases.map((one) => one.kind ?? 0))),
    watch: Float64Array.of(-Infinity, dataEnd, dataEnd),
    calendarDay: new Float64Array(),
    calendarWorked: new Uint8Array(),
  };
}

const usual = defaultParams(params);
const compute = (input: Input, changed: Partial<typeof usual> = {}) => drain(run(input, { ...usual, ...changed }));

/**
 * Six areas alike but for two: in area 1 every minute of drive takes three more, in area 2 crews set out half an hour later.
 * Department 1 sets out an hour later everywhere.
 */
function town(seed: number): Case[] {
  const random = createRandom(seed, "residual");
  return Array.from({ length: 6000 }, () => {
    const area = random.below(6);
    const group = random.chance(0.1) ? 1 : 0;
    const drive = random.between(1, 15);
    const wait = 10 * Math.exp(0.4 * random.gaussian());
    const road = area === 1 ? 4 * drive : drive;
    const observed = turnout + road + wait + (area === 2 ? 30 : 0) + (group === 1 ? 60 : 0);
    return { area, group, kind: group, drive, observed, start: random.between(0, 99 * 86_400) };
  });
}

test("three cases by hand: the model is taken from each, and the open one counts", () => {
  const cases = [
    { area: 0, group: 0, drive: 4, observed: 10 },
    { area: 0, group: 0, drive: 9, observed: 30 },
    { area: 0, group: 0, drive: 4, observed: 1e7, start: dataEnd - 60 * minute },
  ];
  const out = compute(inputOf(cases, { areas: 1, groups: 1 }));
  // Residuals 5 and 20, the third more than 55: half of them are below 20.
  expect(out.residual[0]).toBe(20);
  expect(out.observed[0]).toBe(30);
  expect(out.modelled[0]).toBe(5);
  expect([out.cases[0], out.open[0]]).toEqual([3, 1]);
  expect(out.desk[0]).toBe(10);
  expect(verdicts[out.verdict[0]]).toBe("small");
});

test("slow roads, slow dispatch and a slow department are told apart", () => {
  const out = compute(inputOf(town(1), { areas: 6, groups: 2 }));
  const names = Array.from(out.verdict, (code) => verdicts[code]);
  expect(names.slice(1, 7)).toEqual(["usual", "road-slow", "dispatch-slow", "usual", "usual", "usual"]);
  expect(names[8]).toBe("dispatch-slow");
  expect(out.slope[2]).toBeGreaterThan(2.5);
  expect(out.slope[2]).toBeLessThan(3.5);
  expect(out.slopeLow[2] < 3 && 3 < out.slopeHigh[2]).toBe(true);
  expect(Math.abs(out.slope[3])).toBeLessThan(0.5);
  for (let row = 0; row < 9; row++) {
    expect(out.residualLow[row] <= out.residual[row] && out.residual[row] <= out.residualHigh[row]).toBe(true);
    expect(out.road[row] + out.dispatch[row]).toBeCloseTo(out.residual[row], 9);
  }
});

test("taking out the departments leaves an area alone that only has more of a slow one", () => {
  const random = createRandom(2, "residual");
  const cases = Array.from({ length: 4000 }, () => {
    const area = random.below(4);
    const group = random.chance(area === 0 ? 0.9 : 0.1) ? 1 : 0;
    const drive = random.between(1, 10);
    return { area, group, kind: group, drive, observed: drive + 5 + random.between(0, 10) + 60 * group };
  });
  const input = () => inputOf(cases, { areas: 4, groups: 2 });
  const [raw, adjusted] = [compute(input()), compute(input(), { adjust: true })];
  expect(verdicts[raw.verdict[1]]).toMatch(/slow/);
  expect(verdicts[adjusted.verdict[1]]).toBe("usual");
  expect(Math.abs(adjusted.excess[1])).toBeLessThan(3);
});

test("cases that no station reaches are counted and left out; nothing gives no numbers", () => {
  const input = inputOf(town(3).slice(0, 50), { areas: 6, groups: 2 });
  input.modelledMinutes.set([Infinity, Number.NaN]);
  const out = compute(input);
  expect(out.unmodelled[0]).toBe(2);
  expect(out.cases[0]).toBe(48);
  const empty = compute(inputOf([], { areas: 1, groups: 1 }));
  expect(verdicts[empty.verdict[0]]).toBe("no-data");
  expect(empty.residual[0]).toBeNaN();
});

test("medians of values below nothing", () => {
  const of = new Uint32Array(4);
  const [one] = mediansBy({ value: Float64Array.of(-50, -10, 30, 40), ended: Uint8Array.of(1, 1, 1, 0) }, of, 1);
  expect(one.value).toBe(10);
  const [several, none] = mediansBy(
    { value: Float64Array.of(-5, 7, 9), ended: Uint8Array.of(1, 1, 1) },
    of.subarray(0, 3),
    2,
  );
  expect(several.value).toBe(7);
  expect(none.value).toBeNaN();
});

test("ranks of order statistics as in tables: 2nd of 10, 6th of 20, 40th of 100, none of five", () => {
  expect([5, 6, 10, 20, 25, 100, 0].map(medianRank)).toEqual([0, 1, 2, 6, 8, 40, 0]);
  // Far out the normal approximation holds: n/2 − 0.98 √n.
  expect(medianRank(100_000)).toBeCloseTo(50_000 - 0.98 * Math.sqrt(100_000), -1);
});

const uncensored = (value: Float64Array) => ({ value, ended: new Uint8Array(value.length).fill(1) });

test("with every case final, the interval holds the true median in at least 95 of 100 samples", () => {
  const random = createRandom(7, "coverage");
  let held = 0;
  for (let sample = 0; sample < 1000; sample++) {
    const value = Float64Array.from({ length: 21 }, () => Math.round(1000 * Math.exp(random.gaussian())));
    const [{ low, high }] = mediansBy(uncensored(value), new Uint32Array(21), 1);
    if (low <= 1000 && 1000 <= high) held++;
  }
  expect(held).toBeGreaterThanOrEqual(940);
  expect(held).toBeLessThanOrEqual(990);
});

test("intervals agree with a seeded bootstrap, with and without open cases", () => {
  const random = createRandom(8, "bootstrap");
  const n = 400;
  const value = Float64Array.from({ length: n }, () => Math.round(3600 * Math.exp(0.5 * random.gaussian())));
  for (const open of [0, 0.2]) {
    const ended = Uint8Array.from(value, () => (random.chance(open) ? 0 : 1));
    const of = new Uint32Array(n);
    const [found] = mediansBy({ value, ended }, of, 1);
    const drawn = Float64Array.from({ length: 600 }, () => {
      const rows = Array.from({ length: n }, () => random.below(n));
      const again = {
        value: Float64Array.from(rows, (i) => value[i]),
        ended: Uint8Array.from(rows, (i) => ended[i]),
      };
      return mediansBy(again, of, 1)[0].value;
    }).sort();
    const width = found.high - found.low;
    expect(Math.abs(found.low - drawn[15])).toBeLessThan(0.2 * width);
    expect(Math.abs(found.high - drawn[584])).toBeLessThan(0.2 * width);
  }
});
