import { describe, expect, test } from "vitest";
import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { params } from "./kernel/params.ts";
import { type Input, run } from "./kernel.ts";

const nan = Number.NaN;
const monday = Date.parse("2024-03-04T00:00Z") / 1000;
const asOf = 200;

interface Case {
  /** Reported, dispatched, arrived, closed in hours since Monday midnight. */
  readonly at: readonly number[];
  readonly whistled?: number;
  readonly urgent?: number;
  readonly joint?: number;
  readonly satisfaction?: number;
  readonly state?: number;
  readonly calls?: readonly (readonly [level: number, at: number])[];
  readonly dept?: number;
}

function inputOf(cases: readonly Case[]): Input {
  const n = cases.length;
  const moment = (place: number) => Float64Array.from(cases, ({ at }) => monday + (at[place] ?? nan) * 3600);
  const calls = cases.flatMap(({ calls: own }) => own ?? []);
  const bytes = (value: (one: Case) => number | undefined) => Uint8Array.from(cases, (one) => value(one) ?? 0);
  return {
    reported: moment(0),
    registered: moment(0),
    dispatched: moment(1),
    arrived: moment(2),
    handled: new Float64Array(n).fill(nan),
    closed: moment(3),
    state: bytes(({ state }) => state),
    whistled: bytes(({ whistled }) => whistled),
    urgent: bytes(({ urgent }) => urgent),
    joint: bytes(({ joint }) => joint),
    satisfaction: Float64Array.from(cases, ({ satisfaction }) => satisfaction ?? nan),
    callStart: Uint32Array.from(
      { length: n + 1 },
      (_, i) => cases.slice(0, i).flatMap((one) => one.calls ?? []).length,
    ),
    callAt: Float64Array.from(calls, ([, at]) => monday + at * 3600),
    callLevel: Uint8Array.from(calls, ([level]) => level),
    area: new Uint32Array(n),
    dept: Uint32Array.from(cases, ({ dept }) => dept ?? 0),
    kind: new Uint32Array(n).fill(1),
    areaCount: Uint32Array.of(1),
    deptCount: Uint32Array.of(2),
    kindCount: Uint32Array.of(1),
    asOf: Float64Array.of(monday + asOf * 3600),
    firstDay: Int32Array.of(0),
    isWorkday: new Uint8Array(),
  };
}

const resultOf = (cases: readonly Case[]) => drain(run(inputOf(cases), defaultParams(params)));

describe("whistles", () => {
  const { whistles, dueIn, inTime, solved, rated, ratings, reportIn } = resultOf([
    // Urgent: two hours. In time, late, never answered.
    { at: [10, 10, 11.5, 20], whistled: 1, urgent: 1, satisfaction: 0.8 },
    { at: [10, 10, 12.5, 20], whistled: 1, urgent: 1 },
    { at: [10, 10], whistled: 1, urgent: 1, dept: 1 },
    // Ordinary: a working day, from Friday 17:00 to Monday 17:00.
    { at: [113, 113, 184.5, 190], whistled: 1 },
    { at: [113, 113, 186, 190], whistled: 1 },
    // Blown on Monday: the working day has not passed, nobody has come: it is not due yet.
    { at: [180, 181], whistled: 1 },
    { at: [10, 10, 11, 12] },
    { at: [10, 10, 11, 12], whistled: 1, state: 2 },
  ]);

  test("three of five reported in on time; one is not due yet, a void one and one without whistle do not count", () => {
    expect([whistles[0], dueIn[0], inTime[0]]).toEqual([6, 5, 2]);
    expect([solved[0], rated[0], ratings[0]]).toEqual([4, 1, 0.8]);
  });

  test("by department, and nothing where there is no whistle", () => {
    expect([...whistles.slice(2, 4)]).toEqual([5, 1]);
    expect([...inTime.slice(2, 4)]).toEqual([2, 0]);
    expect([whistles[4], dueIn[4]]).toEqual([0, 0]);
    expect(reportIn[4]).toBeNaN();
  });
});

describe("four calls, four answers", () => {
  const { calls, highest, answered, passedOn, waiting, wait, answeredBy, inGrid, closedCases } = resultOf([
    { at: [0, 1, 5, 9], calls: [[1, 3]] },
    {
      at: [0, 1, 9, 9],
      calls: [
        [1, 3],
        [2, 6],
      ],
      dept: 1,
    },
    {
      at: [0, 1],
      calls: [
        [1, 3],
        [2, 6],
        [3, 10],
      ],
    },
    { at: [0, 1, 2, 4] },
  ]);

  test("how many reach each level, are answered there, passed on, or still wait", () => {
    expect([...calls]).toEqual([3, 2, 1, 0]);
    expect([...highest]).toEqual([1, 1, 1, 0]);
    expect([...answered]).toEqual([1, 1, 0, 0]);
    expect([...passedOn]).toEqual([2, 1, 0, 0]);
    expect([...waiting]).toEqual([0, 0, 1, 0]);
    expect([...answeredBy]).toEqual([1, 0, 0, 1, 0, 0, 0, 0]);
  });

  test("a call waits until it is answered or passed on; the median of 2, 3 and 3 hours is 3", () => {
    expect(wait[0]).toBe(3 * 3600);
    expect(wait[1]).toBe(3.5 * 3600);
    expect(wait[2]).toBeNaN();
  });

  test("two of three closed cases called nobody beyond the community", () => {
    expect([inGrid[0], closedCases[0]]).toEqual([2, 3]);
  });

  test("calls are answered, passed on or waiting: the three add up at every level", () => {
    for (let level = 0; level < 4; level++)
      expect(Number(answered[level]) + Number(passedOn[level]) + Number(waiting[level])).toBe(calls[level]);
  });
});

test("joint cases and single ones have their own medians, open ones censored", () => {
  const { jointCases, cases, closing } = resultOf([
    { at: [0, 1, 2, 10], joint: 1 },
    { at: [0, 1, 2, 20], joint: 1 },
    { at: [0, 1, 2], joint: 1 },
    { at: [0, 1, 2, 5] },
  ]);
  expect([jointCases[0], cases[0]]).toEqual([3, 4]);
  expect([...closing].map((seconds) => seconds / 3600)).toEqual([5, 20]);
});

test("no cases give no figures and no error", () => {
  const { whistles, calls, closing } = resultOf([]);
  expect([whistles[0], calls[0]]).toEqual([0, 0]);
  expect(closing[0]).toBeNaN();
});
