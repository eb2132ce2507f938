import { expect, test } from "vitest";
import { drain } from "../engine/drive.ts";
import {
  calendarOf,
  countReasons,
  durationReasons,
  type StageTimes,
  stageDurations,
  stretchesOf,
  type Watch,
} from "./stage-durations.ts";

const at = (text: string) => Date.parse(`${text}:00Z`) / 1000;
const none = Number.NaN;
const dataEnd = at("2024-03-31T00:00");
const whole: Watch = { from: -Infinity, until: dataEnd, dataEnd, early: false };

interface Case {
  readonly start?: number;
  readonly end?: number;
  readonly later?: number;
  readonly opened?: number;
  readonly closed?: number;
  readonly state?: number;
  readonly suspended?: number;
  readonly working?: boolean;
}

function timesOf(cases: readonly Case[]): StageTimes {
  const column = (pick: (one: Case) => number | undefined) => Float64Array.from(cases, (one) => pick(one) ?? none);
  return {
    start: column((one) => one.start),
    end: column((one) => one.end),
    later: column((one) => one.later),
    opened: column((one) => one.opened ?? one.start),
    closed: column((one) => one.closed),
    state: Uint8Array.from(cases, (one) => one.state ?? 0),
    suspended: column((one) => one.suspended ?? 0),
    clock: Uint8Array.from(cases, (one) => (one.working ? 1 : 0)),
    seenUntil: new Float64Array(cases.length).fill(Infinity),
  };
}

/** Spring Festival 10 to 17 February off, Sunday the 18th worked. */
const festival = Array.from({ length: 9 }, (_, i) => at(`2024-02-${10 + i}T00:00`) / 86_400);
const calendar = calendarOf(
  Float64Array.from(festival),
  Uint8Array.from(festival, (_, i) => (i === 8 ? 1 : 0)),
);
const durationsOf = (cases: readonly Case[], watch = whole) => drain(stageDurations(timesOf(cases), watch, calendar));

test("the working clock keeps office hours, weekends, holidays and make-up days", () => {
  const vectors = [
    ["2024-03-01T17:00", "2024-03-04T11:00", 4],
    ["2024-03-01T17:00", "2024-03-04T17:00", 8],
    ["2024-03-01T11:00", "2024-03-01T15:00", 2],
    ["2024-03-02T10:00", "2024-03-04T10:00", 2],
    ["2024-02-09T17:00", "2024-02-18T11:00", 4],
  ] as const;
  const cases = vectors.map(([start, end]) => ({ start: at(start), end: at(end), working: true }));
  expect([...durationsOf(cases).seconds]).toEqual(vectors.map(([, , hours]) => hours * 3600));
  const running = durationsOf([{ start: at("2024-03-01T17:00"), end: at("2024-03-01T19:00") }]);
  expect([...running.seconds]).toEqual([2 * 3600]);
});

test("an open case is last seen at the end of the data, whatever happened before", () => {
  const { seconds, ended, reason } = durationsOf([
    { start: dataEnd - 500 },
    { start: dataEnd - 500, end: dataEnd - 100 },
  ]);
  expect([...seconds]).toEqual([500, 400]);
  expect([...ended]).toEqual([0, 1]);
  expect([...reason]).toEqual([0, 0]);
});

test("times that cannot be are named, each by its own reason", () => {
  const start = at("2024-03-05T10:00");
  const { reason } = durationsOf([
    { start, end: start + 60 },
    { start, state: 2 },
    { end: start, opened: start },
    { start, end: start + 60, opened: start, closed: start - 60 },
    { start, end: start - 60, opened: start - 600 },
    { start, later: start + 600 },
    { start, state: 1 },
    { start, end: dataEnd + 60 },
  ]);
  expect(Array.from(reason, (code) => durationReasons[code])).toEqual([
    "used",
    "void",
    "no-start",
    "closed-before-opened",
    "negative",
    "skipped",
    "skipped",
    "after-data",
  ]);
  expect(countReasons(reason).reduce((sum, count) => sum + count, 0)).toBe(8);
});

test("in a period, earlier cases enter late, later ends are not known yet, and what was over before is outside", () => {
  const [from, until] = [at("2024-03-10T00:00"), at("2024-03-12T00:00")];
  const day = 86_400;
  const { seconds, ended, entry, reason } = durationsOf(
    [
      { start: from - 2 * day, end: from + day },
      { start: from + day / 2, end: until + day },
      { start: from - 2 * day, end: from - day },
      { start: until + day },
    ],
    { from, until, dataEnd, early: true },
  );
  expect([...seconds].slice(0, 2)).toEqual([3 * day, 1.5 * day]);
  expect([...ended].slice(0, 2)).toEqual([1, 0]);
  expect([...entry].slice(0, 2)).toEqual([2 * day, 0]);
  expect(Array.from(reason, (code) => durationReasons[code])).toEqual(["used", "used", "outside", "outside"]);
});

test("the time a case was suspended does not count, and never makes a duration negative", () => {
  const start = at("2024-03-05T10:00");
  const { seconds } = durationsOf([
    { start, end: start + 1000, suspended: 400 },
    { start, end: start + 1000, suspended: 4000 },
    { start, end: start, suspended: 10 },
  ]);
  expect([...seconds]).toEqual([600, 0, 0]);
});

test("without a calendar Monday to Friday are worked; nothing gives nothing", () => {
  const week = calendarOf(new Float64Array(), new Uint8Array());
  const times = timesOf([{ start: at("2024-02-09T17:00"), end: at("2024-02-12T09:00"), working: true }]);
  expect([...drain(stageDurations(times, whole, week)).seconds]).toEqual([2 * 3600]);
  expect(durationsOf([]).seconds).toHaveLength(0);
});

test("a gap in the log ends a stretch, and an open case is followed to the end of its own only", () => {
  const day = 86_400;
  const first = Float64Array.of(0, 3 * day, none, 10 * day + 5);
  const second = Float64Array.of(100 * day, 99 * day, 4 * day);
  expect(stretchesOf([first, second], 30)).toEqual([
    [0, 10 * day + 5],
    [99 * day, 100 * day],
  ]);
  expect(stretchesOf([new Float64Array()], 30)).toEqual([]);
  const times = { ...timesOf([{ start: 1000 }, { start: 1000, end: 9000 }]), seenUntil: Float64Array.of(5000, 5000) };
  const { seconds, ended } = drain(stageDurations(times, whole, calendar));
  expect([...seconds]).toEqual([4000, 4000]);
  expect([...ended]).toEqual([0, 0]);
});
