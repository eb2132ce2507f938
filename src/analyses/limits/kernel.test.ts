import { describe, expect, test } from "vitest";
import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { type Verdict, verdicts } from "../../lib/limits/case-limits.ts";
import { params } from "./kernel/params.ts";
import { type Input, run } from "./kernel.ts";

const nan = Number.NaN;
const hour = 3600;
const asOf = Date.parse("2024-03-08T12:00Z") / 1000;

interface Case {
  readonly state?: number;
  readonly registered?: number;
  readonly handled?: number;
  readonly closed?: number;
  readonly item?: number;
  readonly stated?: number;
  readonly pause?: readonly [number, number];
}

/** Cases of an item with a limit of four continuous hours (1), or of one with none (2); times in hours before `asOf`. */
function inputOf(cases: readonly Case[]): Input {
  const moment = (hours: number | undefined) => (hours === undefined ? nan : asOf - hours * hour);
  const times = (value: (one: Case) => number | undefined) => Float64Array.from(cases, (one) => moment(value(one)));
  const n = cases.length;
  const pauses = cases.map(({ pause }) => (pause ? [pause] : []));
  const starts = Uint32Array.from({ length: n + 1 }, (_, i) => pauses.slice(0, i).flat().length);
  const none = new Float64Array(n).fill(nan);
  return {
    reported: times(({ registered }) => registered),
    accepted: none.slice(),
    registered: times(({ registered }) => registered),
    dispatched: none.slice(),
    arrived: none.slice(),
    handled: times(({ handled }) => handled),
    closed: times(({ closed }) => closed),
    stated: times(({ stated }) => stated),
    suspended: new Float64Array(n),
    state: Uint8Array.from(cases, ({ state, closed }) => state ?? (closed === undefined ? 0 : 1)),
    item: Uint16Array.from(cases, ({ item }) => item ?? 1),
    itemValue: Float64Array.of(4, nan),
    itemUnit: Uint8Array.of(1, 0),
    pauseStart: starts,
    pauseFrom: Float64Array.from(pauses.flat(), ([from]) => moment(from)),
    pauseTo: Float64Array.from(pauses.flat(), ([, to]) => moment(to)),
    reworked: none.slice(),
    seenUntil: new Float64Array(n).fill(Number.POSITIVE_INFINITY),
    kind: new Uint32Array(n),
    kindCount: Uint32Array.of(1),
    area: Uint32Array.from(cases, (_, i) => i % 2),
    group: new Uint32Array(n).fill(1),
    areaCount: Uint32Array.of(2),
    groupCount: Uint32Array.of(1),
    asOf: Float64Array.of(asOf),
    firstDay: Int32Array.of(0),
    isWorkday: new Uint8Array(0),
  };
}

const resultOf = (cases: readonly Case[], own = {}) => drain(run(inputOf(cases), { ...defaultParams(params), ...own }));
const verdictsOf = (cases: readonly Case[], own = {}) =>
  Array.from(resultOf(cases, own).verdict, (code): Verdict | undefined => verdicts[code]);

describe("verdicts", () => {
  test("each way of standing to a limit of four hours", () => {
    const cases: Case[] = [
      { registered: 10, closed: 6 },
      { registered: 10, closed: 5.9 },
      { registered: 3 },
      { registered: 5 },
      { registered: 5, pause: [4, 2] },
      { registered: 5, pause: [4, nan], state: 3 },
      { registered: 10, pause: [5, nan], state: 3 },
      { registered: 10, state: 2 },
      {},
      { registered: 5, closed: 6 },
      { registered: 5, item: 2 },
      { registered: 5, item: 2, stated: 1 },
    ];
    expect(verdictsOf(cases)).toEqual([
      "on-time",
      "late",
      "open",
      "overdue",
      "open",
      "suspended",
      "overdue",
      "void",
      "not-started",
      "bad-times",
      "no-limit",
      "overdue",
    ]);
  });

  test("the stated due time is taken when it is asked for", () => {
    expect(verdictsOf([{ registered: 5, stated: -1 }], { source: "stated" })).toEqual(["open"]);
    expect(verdictsOf([{ registered: 5 }], { source: "stated" })).toEqual(["no-limit"]);
  });

  test("the limit of handling ends with the result of the department", () => {
    const late = [{ registered: 9, handled: 6, closed: 2 }];
    expect(verdictsOf(late)).toEqual(["late"]);
    expect(verdictsOf(late, { span: "handle" })).toEqual(["on-time"]);
  });
});

describe("what is foreseen", () => {
  /** Of fifty cases, ten end after each whole hour from one to five. */
  const past = Array.from({ length: 50 }, (_, i) => ({ registered: 100, closed: 100 - 1 - (i % 5) }));

  test("the risk is the share of like cases that took longer, of those that took as long", () => {
    // After two hours 30 of 50 are left, after four 10: one in three breaks the limit.
    const { caseRisk, caseLeft, caseRow, soon, inTime, expected } = resultOf([...past, { registered: 2 }]);
    expect([...caseRow]).toEqual([50]);
    expect(caseLeft[0]).toBe(2 * hour);
    expect(caseRisk[0]).toBeCloseTo(1 / 3, 1);
    expect([soon[0], inTime[0]]).toEqual([0, 1]);
    expect(expected[0]).toBe(caseRisk[0]);
    expect(resultOf([...past, { registered: 2 }], { riskFrom: 20 }).soon[0]).toBe(1);
  });

  test("two cases with the same time left differ by the stage they are at, not by elapsed time alone", () => {
    const handledPast = past.map((one) => ({ ...one, handled: one.closed + 0.1 }));
    const { caseRisk } = resultOf([...handledPast, { registered: 3.5 }, { registered: 3.5, handled: 0.05 }]);
    expect(caseRisk[0]).toBeGreaterThan(0.4);
    expect(caseRisk[1]).toBeLessThan(0.05);
  });

  test("with too few like cases nothing is foreseen, and it is counted as that", () => {
    const { caseRisk, unforeseen, soon, inTime } = resultOf([{ registered: 10, closed: 8 }, { registered: 2 }]);
    expect(caseRisk[0]).toBeNaN();
    expect([unforeseen[0], soon[0], inTime[0]]).toEqual([1, 0, 1]);
  });
});

test("no cases give no figures and no error", () => {
  const { verdictCount, caseRow, onTime } = resultOf([]);
  expect(verdictCount.every((count) => count === 0)).toBe(true);
  expect(caseRow).toHaveLength(0);
  expect([...onTime]).toEqual([0, 0, 0, 0]);
});
