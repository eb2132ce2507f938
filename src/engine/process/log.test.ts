import { expect, test } from "vitest";
import { analyses } from "../../analyses/index.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { collectLog } from "./collect.ts";
import { createLog, passMask } from "./log.ts";
import type { CasePart, EventPart, LogSetup } from "./protocol.ts";

const monday = Date.UTC(2024, 0, 8, 8) / 1000;
const hour = 3600;

const setup: LogSetup = {
  cases: 10,
  events: 10,
  fields: ["dept", "status"],
  presets: {},
  asOf: monday + 1000 * hour,
  latest: monday + 1000 * hour,
  firstDay: 0,
  isWorkday: new Uint8Array(0),
  ownCases: false,
  fractions: false,
};

function bytesOf(texts: readonly string[]) {
  const parts = texts.map((text) => new TextEncoder().encode(text));
  const borders = new Uint32Array(parts.length + 1);
  parts.forEach((part, i) => {
    borders[i + 1] = (borders[i] ?? 0) + part.length;
  });
  return { bytes: Uint8Array.from(parts.flatMap((part) => [...part])), borders };
}

function codesOf(texts: readonly string[]) {
  const dictionary = [...new Set(texts.filter((text) => text !== ""))];
  return { values: Uint8Array.from(texts, (text) => dictionary.indexOf(text) + 1), dictionary };
}

type Event = readonly [id: string, stage: string, hours: number, action?: string];

function partOf(events: readonly Event[], seq?: readonly number[]): EventPart {
  return {
    rows: events.length,
    ids: bytesOf(events.map(([id]) => id)),
    stage: codesOf(events.map(([, stage]) => stage)),
    action: codesOf(events.map(([, , , action = "forward"]) => action)),
    at: Float64Array.from(events, ([, , hours]) => monday + hours * hour),
    seq: Float64Array.from(events, (_, i) => seq?.[i] ?? Number.NaN),
  };
}

const cases: CasePart = {
  rows: 3,
  ids: bytesOf(["A", "B", "C"]),
  moments: { reported_at: Float64Array.of(monday, monday + 2 * hour, monday + 26 * hour) },
  codes: { dept: codesOf(["green", "police", "green"]), status: codesOf(["closed", "closed", "void"]) },
};

/** The log of three cases with these events. */
function logOf(events: readonly Event[], patch: Partial<LogSetup> = {}, seq?: readonly number[]) {
  const all = { ...setup, ...patch };
  const collecting = collectLog(all);
  if (!all.ownCases) collecting.addCases(cases);
  collecting.addEvents(partOf(events, seq));
  return createLog(collecting.finish(), all);
}

const told = ({ facts }: ReturnType<typeof logOf>) =>
  Object.fromEntries(facts.issues.map(({ kind, count, leftOut, cases: named }) => [kind, [count, leftOut, ...named]]));

const way = (id: string): Event[] => [
  [id, "discover", 30],
  [id, "handle", 31],
];

test("a sound log has no issues", () => {
  const log = logOf([...way("A"), ...way("B")]);
  expect(told(log)).toEqual({});
  expect(log.facts).toMatchObject({ cases: 3, casesWithEvents: 2, events: 4, from: "events", arrivals: false });
});

test("events of unknown cases, without a case, a time or a stage are left out and told", () => {
  const events: Event[] = [
    ...way("A"),
    ["X", "handle", 40],
    ["", "handle", 40],
    ["A", "", 41],
    ["A", "close", Number.NaN],
  ];
  const log = logOf(events);
  expect(told(log)).toEqual({
    "no-case": [1, true],
    "no-time": [1, true, "A"],
    "no-stage": [1, true, "A"],
    "unknown-case": [1, true, "X"],
  });
  expect(log.facts.events).toBe(2);
});

test("impossible times are left out: before 1990, and after the data's end", () => {
  const log = logOf([...way("A"), ["A", "close", -400_000], ["A", "close", 1001]]);
  expect(told(log)).toEqual({ "impossible-time": [2, true, "A"] });
});

test("duplicates are left out, equal times and events out of order kept", () => {
  const events: Event[] = [
    ["A", "discover", 30],
    ["A", "discover", 30],
    ["A", "register", 30],
    ["A", "handle", 29],
  ];
  const log = logOf(events, {}, [1, 2, 3, 4]);
  expect(told(log)).toEqual({
    duplicate: [1, true, "A"],
    "out-of-order": [1, false, "A"],
    "equal-times": [1, false, "A"],
    "no-start": [1, false, "A"],
  });
});

test("clock jumps, events before the report and cases without a beginning are told and kept", () => {
  const events: Event[] = [...way("A"), ["B", "handle", 1], ["A", "close", 18_000]];
  const log = logOf(events, { latest: Number.POSITIVE_INFINITY });
  expect(told(log)).toEqual({
    "before-report": [1, false, "B"],
    "clock-jump": [1, false, "A"],
    "no-start": [1, false, "B"],
  });
  expect(log.facts.events).toBe(4);
});

const question = {
  analysis: "process",
  params: defaultParams(analyses.process.params),
  filters: { values: {} },
  mapping: {},
  columns: { wanted: new Int32Array(0) },
} as const;

const stepOf = (output: Readonly<Record<string, ArrayLike<number>>>, name: string) => [
  ...Array.from(output[name] ?? []),
];

test("an unknown stage is on the map, is mapped by the user, or left out", async () => {
  const log = logOf([...way("A"), ["A", "Abschluss", 33]]);
  expect(told(log)).toEqual({ "unknown-stage": [1, false, "A"] });
  const plain = await log.ask(question);
  expect(stepOf(plain.output, "stepAssessed")).toEqual([1, 0, 0, 1, 0, 0]);
  expect(plain.output.totals?.[1]).toBe(3);
  const mapped = await log.ask({ ...question, mapping: { Abschluss: "close" } });
  expect(stepOf(mapped.output, "stepAssessed")).toEqual([1, 0, 0, 1, 1, 0]);
  const without = await log.ask({ ...question, mapping: { Abschluss: "-" } });
  expect(without.output.totals?.[1]).toBe(2);
});

test("a file of its own brings its cases; fractions of seconds stay", async () => {
  const events: Event[] = [
    ["X", "discover", 0.0001],
    ["Y", "discover", 5],
    ["X", "handle", 1],
  ];
  const log = logOf(events, { cases: 0, ownCases: true, fractions: true, asOf: 0 });
  expect(log.facts).toMatchObject({ cases: 2, events: 3, from: "file", asOf: monday + 5 * hour });
  const { output } = await log.ask(question);
  expect(output.arcMedian?.[0]).toBeCloseTo(0.9999 * hour, 3);
});

test("the cases of a file are joined to those of the dataset by their ids: filters and groups go by them", async () => {
  const all = { ...setup, cases: 3, ownCases: true, asOf: 0 };
  const collecting = collectLog(all);
  collecting.addCases(cases);
  const own = [...way("A"), ...way("X"), ...way("C"), ...way("Y")];
  collecting.addEvents(partOf(own));
  const log = createLog(collecting.finish(), all);
  expect(log.facts).toMatchObject({ cases: 4, casesWithEvents: 4, matched: 2, from: "file" });
  const everything = await log.ask(question);
  // C is void in the table of cases.
  expect([...(everything.output.totals ?? [])].slice(0, 3)).toEqual([4, 8, 1]);
  const green = { ...question, filters: { values: { dept: ["green"] } }, groupBy: "dept" };
  const { output } = await log.ask(green);
  expect(output.totals?.[0]).toBe(2);
  expect(stepOf(output, "groupChecked")).toEqual([0, 1, 0]);
});

test("persons of a file are numbers, each with its own event however the events are ordered", async () => {
  const all = { ...setup, cases: 0, ownCases: true, asOf: 0 };
  const collecting = collectLog(all);
  const part = partOf([
    ["X", "handle", 31],
    ["X", "discover", 30],
    ["X", "close", Number.NaN],
  ]);
  collecting.addEvents({ ...part, actor: codesOf(["P1", "P2", "P3"]) });
  const log = createLog(collecting.finish(), all);
  expect(log.facts.persons).toBe(3);
  const { cases: listed } = await log.ask({ ...question, columns: { wanted: Int32Array.of(6, 0, 0) } });
  expect(listed[0]?.actors).toEqual(Uint16Array.of(2, 1));
});

test("without a stage log the moments of the cases stand for it", async () => {
  const all = { ...setup, events: 0 };
  const collecting = collectLog(all);
  const closed = Float64Array.of(monday + 5 * hour, Number.NaN, Number.NaN);
  collecting.addCases({
    ...cases,
    moments: { ...cases.moments, registered_at: cases.moments.reported_at ?? closed, closed_at: closed },
  });
  const log = createLog(collecting.finish(), all);
  expect(log.facts).toMatchObject({ from: "moments", events: 7 });
  const { output } = await log.ask(question);
  // Equal times are in the order of the steps: registration follows the report.
  expect(stepOf(output, "stepOutOfOrder")).toEqual([0, 0, 0, 0, 0, 0]);
  expect(stepOf(output, "stepAssessed")).toEqual([1, 1, 0, 0, 1, 0]);
  expect(output.totals?.[2]).toBe(1);
});

test("filters are those of the linked filters: values, time of report, hours of the week", () => {
  const columns = {
    cases: 3,
    reported: Float64Array.of(monday, monday + 2 * hour, monday + 26 * hour),
    codes: { dept: Uint16Array.of(1, 2, 0) },
    dictionaries: { dept: ["green", "police"] },
  };
  expect(passMask({ values: {} }, columns)).toHaveLength(0);
  expect([...passMask({ values: { dept: ["police", ""] } }, columns)]).toEqual([0, 1, 1]);
  expect([...passMask({ values: {}, time: [monday, monday + hour] }, columns)]).toEqual([1, 0, 0]);
  expect([...passMask({ values: {}, hours: [8, 34] }, columns)]).toEqual([1, 0, 1]);
});

test("groups are the codes of a field, or the hour of the report", async () => {
  const log = logOf([...way("A"), ...way("B"), ...way("C")]);
  const byDept = await log.ask({ ...question, groupBy: "dept" });
  expect(stepOf(byDept.output, "groupChecked")).toEqual([0, 1, 1]);
  const byHour = await log.ask({ ...question, groupBy: "hour" });
  expect(byHour.output.groupChecked?.[10]).toBe(1);
});
