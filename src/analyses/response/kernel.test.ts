import { describe, expect, test } from "vitest";
import { hasShared, sharedText } from "../../../test/support/shared.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { createRandom } from "../../lib/random.ts";
import { durationReasons } from "../../lib/stage-durations.ts";
import { wilsonInterval } from "../../lib/wilson.ts";
import { params } from "./kernel/params.ts";
import { type Input, run } from "./kernel.ts";

const none = Number.NaN;
const hour = 3600;
const day = 86_400;

interface Case {
  readonly start: number;
  readonly end?: number;
  readonly due?: number;
  readonly area?: number;
  readonly group?: number;
  readonly state?: number;
}

function inputOf(
  cases: readonly Case[],
  { areas = 1, groups = 1, watch = [-Infinity, 100 * day] as readonly number[] } = {},
): Input {
  const column = (pick: (one: Case) => number | undefined) => Float64Array.from(cases, (one) => pick(one) ?? none);
  return {
    start: column((one) => one.start),
    end: column((one) => one.end),
    later: column(() => none),
    opened: column((one) => one.start),
    closed: column((one) => one.end),
    suspended: column(() => 0),
    state: Uint8Array.from(cases, (one) => one.state ?? 0),
    clock: new Uint8Array(cases.length),
    seenUntil: new Float64Array(cases.length).fill(Infinity),
    due: column((one) => one.due),
    area: Uint32Array.from(cases, (one) => one.area ?? 0),
    group: Uint32Array.from(cases, (one) => one.group ?? 0),
    areaCount: Uint32Array.of(areas),
    groupCount: Uint32Array.of(groups),
    watch: Float64Array.of(...watch, watch[1] ?? 0),
    calendarDay: new Float64Array(),
    calendarWorked: new Uint8Array(),
    profileArea: Int32Array.of(-1),
  };
}

const usual = { ...defaultParams(params), targetHours: 24 };
const compute = (input: Input, changed: Partial<typeof usual> = {}) => drain(run(input, { ...usual, ...changed }));

test("five cases by hand: the open one stays at risk, the limit counts those decided", () => {
  const watch = [-Infinity, 10 * hour];
  const cases = [
    { start: 0, end: hour, due: 2 * hour },
    { start: 0, end: 3 * hour, due: 2 * hour },
    { start: 8 * hour, due: 20 * hour },
    { start: 6 * hour, end: 10 * hour, due: 10 * hour },
    { start: 6 * hour, due: 9 * hour },
  ];
  const out = compute(inputOf(cases, { watch }));
  expect([out.cases[0], out.open[0]]).toEqual([5, 2]);
  // S falls to 4/5 at 1 h, 8/15 at 3 h (2 h: one was last seen), 0 at 4 h where two are at risk, one ends: 4/15.
  expect(out.median[0]).toBe(4 * hour);
  expect(out.closedMedian[0]).toBe(3 * hour);
  expect([out.decided[0], out.within[0]]).toEqual([4, 2]);
  expect([out.shareLow[0], out.shareHigh[0]]).toEqual(wilsonInterval(2, 4));
  expect([...out.curveTime.slice(0, out.curveStart[1])]).toEqual([hour, 3 * hour, 4 * hour]);
  const target = compute(inputOf(cases, { watch }), { limit: "target", targetHours: 3 });
  expect([target.decided[0], target.within[0]]).toEqual([4, 2]);
  expect(target.done[0]).toBeCloseTo(1 - 8 / 15, 12);
});

test("all cases, each area and each group have a row, and the rows add up", () => {
  const random = createRandom(5, "response");
  const cases = Array.from({ length: 3000 }, (): Case => {
    const start = random.between(0, 90 * day);
    const end = start + day * -Math.log(1 - random.float()) * 3;
    return {
      start,
      ...(end < 100 * day && random.chance(0.98) && { end }),
      area: random.below(5),
      group: random.below(3),
      state: random.chance(0.02) ? 2 : 0,
    };
  });
  const out = compute(inputOf(cases, { areas: 4, groups: 3 }));
  const sum = (values: Float64Array, from: number, to: number) => values.slice(from, to).reduce((a, b) => a + b);
  const inAreas = cases.filter(({ area = 0, state }) => area < 4 && state !== 2).length;
  expect(sum(out.cases, 1, 5)).toBe(inAreas);
  expect(sum(out.cases, 5, 8)).toBe(out.cases[0]);
  expect(sum(out.open, 5, 8)).toBe(out.open[0]);
  expect(out.profileCases.reduce((a, b) => a + b)).toBe(out.cases[0]);
  expect(out.reasonCounts.reduce((a, b) => a + b)).toBe(cases.length);
  for (let row = 0; row < 8; row++) {
    const [median, p80, p90] = [out.median[row], out.p80[row], out.p90[row]];
    expect(median <= p80 && p80 <= p90).toBe(true);
    expect(out.medianLow[row] <= median && median <= out.medianHigh[row]).toBe(true);
    expect(median).toBeGreaterThan(out.closedMedian[row] * 0.999);
  }
  expect(out.groupTest[1]).toBe(2);
  expect(out.groupTest[2]).toBeGreaterThan(0.001);
});

test("a group that takes twice as long is told apart", () => {
  const random = createRandom(6, "response");
  const cases = Array.from({ length: 600 }, (_, i) => {
    const start = random.between(0, 50 * day);
    return { start, end: start + day * -Math.log(1 - random.float()) * (1 + (i % 2)), group: i % 2 };
  });
  const out = compute(inputOf(cases, { groups: 2 }));
  expect(out.groupTest[2]).toBeLessThan(1e-6);
});

test("nothing, only void cases, and cases that all lie outside give no numbers rather than wrong ones", () => {
  for (const cases of [[], [{ start: 0, end: 5, state: 2 }], [{ start: 101 * day }]]) {
    const out = compute(inputOf(cases));
    expect(out.cases[0]).toBe(0);
    expect(out.median[0]).toBeNaN();
    expect(out.groupTest[2]).toBeNaN();
    expect(out.curveTime).toHaveLength(0);
  }
});

const file = "data/dc/cases.csv.gz";
const absent = !hasShared(file);
if (absent) console.warn("The cases of Washington, DC are not in ../shared/data/dc: their tests are skipped.");

/** Fields of a line of CSV; quotes may hold commas. */
function fieldsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

function washington(year: string) {
  const [head = "", ...lines] = sharedText(file).trim().split(/\r?\n/);
  const names = fieldsOf(head);
  const place = (name: string) => names.indexOf(name);
  const [added, due, resolved, snapshot, status] = [
    place("adddate"),
    place("serviceduedate"),
    place("resolutiondate"),
    place("snapshot"),
    place("serviceorderstatus"),
  ];
  const seconds = (text = "") => (text === "" ? none : Date.parse(`${text}Z`) / 1000);
  return lines
    .map(fieldsOf)
    .filter((fields) => fields[snapshot]?.startsWith(year))
    .map((fields) => ({
      start: seconds(fields[added]),
      end: seconds(fields[resolved]),
      due: seconds(fields[due]),
      state: /DUPLICATE|VOIDED/.test(fields[status] ?? "") ? 2 : 0,
    }));
}

describe.skipIf(absent)("Washington, DC: two windows of a log of two stages", () => {
  test.each([
    ["2015", 10.887, 5.923, 960, 6680],
    ["2016", 5.619, 2.079, 1389, 15_765],
  ])(
    "in %s the median to close is %d days, over closed cases only %d; %d of %d closed late",
    (year, median, closedOnly, late, closed) => {
      const cases = washington(year).map((one) => ({ ...one, state: 0 }));
      const until = cases.reduce((last, { start, end }) => Math.max(last, start, end || 0), 0);
      const input = inputOf(cases, { watch: [-Infinity, until] });
      const out = compute(input, { limit: "due" });
      expect(out.median[0] / day).toBeCloseTo(median, 3);
      expect(out.closedMedian[0] / day).toBeCloseTo(closedOnly, 3);
      const due = cases.filter(({ end, due }) => !Number.isNaN(end) && !Number.isNaN(due));
      expect(due).toHaveLength(closed);
      expect(due.filter(({ end, due }) => end > due)).toHaveLength(late);
      const overdue = cases.filter(({ end, due }) => Number.isNaN(end) && due < until).length;
      expect(overdue).toBeGreaterThan(0);
      expect(out.decided[0]).toBe(closed + overdue);
      expect(out.decided[0] - out.within[0]).toBe(late + overdue);
      expect(out.reasonCounts[0]).toBe(cases.length);
    },
  );

  test("duplicates and void cases are left out by name", () => {
    const cases = washington("2015");
    const out = compute(inputOf(cases, { watch: [-Infinity, 1.5e9] }));
    expect(out.reasonCounts[durationReasons.indexOf("void")]).toBe(337 + 26 + 56);
    expect(out.cases[0]).toBe(11_473 - 419);
  });
});
