import { expect, test } from "vitest";
import { type CaseChunk, outcomes } from "../../domain/case-chunk.ts";
import { durationBin } from "../../domain/duration.ts";
import { nameOf } from "../../lib/last-of-each.ts";
import { createLiveCases } from "./live-cases.ts";

const hour = 3600;
const start = Date.UTC(2024, 0, 1) / 1000;
const setup = { rows: 0, fields: ["dept"], presets: {} };

interface Case {
  id: string;
  at: number;
  due?: number;
  closed?: number;
  dept?: string;
}

/** As the decoder makes it at hour 10. */
function chunkOf(cases: readonly Case[]): CaseChunk {
  const names = new Uint32Array(cases.length * 2);
  cases.forEach(({ id }, i) => {
    nameOf(id, names, 2 * i);
  });
  const dictionary = [...new Set(cases.map(({ dept = "green" }) => dept))];
  const seconds = (hours: number | undefined) => (hours === undefined ? 0 : start + hours * hour);
  return {
    rows: cases.length,
    reported: Uint32Array.from(cases, ({ at }) => start + at * hour),
    x: new Uint16Array(cases.length),
    y: new Uint16Array(cases.length),
    outcome: Uint8Array.from(cases, ({ closed }) =>
      outcomes.indexOf(closed === undefined ? "open_in_time" : "closed_on_time"),
    ),
    duration: Uint8Array.from(cases, ({ at, closed = 10 }) => durationBin(closed - at)),
    codes: {
      dept: { values: Uint8Array.from(cases, ({ dept = "green" }) => dictionary.indexOf(dept) + 1), dictionary },
    },
    live: {
      names,
      due: Uint32Array.from(cases, ({ due }) => seconds(due)),
      closed: Uint32Array.from(cases, ({ closed }) => seconds(closed)),
    },
  };
}

const at = (hours: number, files: string[], replay = false) => ({ files, asOf: start + hours * hour, replay });
const standing = (table: { outcome: Uint8Array }) => Array.from(table.outcome, (index) => outcomes[index]);

test("a case that comes again in a later file is the later one, and is counted once", () => {
  const cases = createLiveCases(setup);
  const first = chunkOf([
    { id: "a", at: 1 },
    { id: "b", at: 2 },
  ]);
  const second = chunkOf([
    { id: "a", at: 1, closed: 5, due: 4, dept: "police" },
    { id: "c", at: 3 },
  ]);
  cases.replace(
    new Map([
      ["1", [first]],
      ["2", [second]],
    ]),
    at(10, ["1", "2"]),
  );
  const table = cases.tableAt(at(10, ["1", "2"]));
  expect(standing(table)).toEqual(["closed_late", "open_no_limit", "open_no_limit"]);
  expect(Array.from(table.codes.dept ?? [], (code) => table.dictionaries.dept?.[code - 1])).toEqual([
    "police",
    "green",
    "green",
  ]);
});

test("a file that has changed replaces what it held, a file that is gone takes its cases with it", () => {
  const cases = createLiveCases(setup);
  cases.replace(
    new Map([
      ["1", [chunkOf([{ id: "a", at: 1 }])]],
      ["2", [chunkOf([{ id: "b", at: 2 }])]],
    ]),
    at(10, ["1", "2"]),
  );
  cases.replace(
    new Map([
      [
        "2",
        [
          chunkOf([
            { id: "b", at: 2 },
            { id: "c", at: 3 },
          ]),
        ],
      ],
    ]),
    at(10, ["1", "2"]),
  );
  expect(cases.tableAt(at(10, ["1", "2"])).time).toHaveLength(3);
  cases.replace(new Map(), at(10, ["2"]));
  expect(cases.tableAt(at(10, ["2"])).time).toHaveLength(2);
});

test("a file that never came is a fault, and the cases stay as they were", () => {
  const cases = createLiveCases(setup);
  cases.replace(new Map([["1", [chunkOf([{ id: "a", at: 1 }])]]]), at(10, ["1"]));
  expect(() => cases.replace(new Map(), at(10, ["1", "2"]))).toThrow();
  expect(cases.tableAt(at(10, ["1"])).time).toHaveLength(1);
});

test("with time an open case grows older and overdue", () => {
  const cases = createLiveCases(setup);
  cases.replace(new Map([["1", [chunkOf([{ id: "a", at: 0, due: 12 }])]]]), at(10, ["1"]));
  expect(standing(cases.tableAt(at(12, ["1"])))).toEqual(["open_in_time"]);
  const later = cases.tableAt(at(13, ["1"]));
  expect(standing(later)).toEqual(["open_overdue"]);
  expect((later.duration[0] ?? 0) % 192).toBe(durationBin(13));
});

test("a replay knows neither later reports nor later closings", () => {
  const cases = createLiveCases(setup);
  const chunk = chunkOf([
    { id: "a", at: 0, due: 4, closed: 6 },
    { id: "b", at: 5 },
  ]);
  cases.replace(new Map([["1", [chunk]]]), at(10, ["1"]));
  expect(standing(cases.tableAt(at(3, ["1"], true)))).toEqual(["open_in_time"]);
  expect(standing(cases.tableAt(at(5, ["1"], true)))).toEqual(["open_overdue", "open_no_limit"]);
  expect(standing(cases.tableAt(at(8, ["1"], true)))).toEqual(["closed_late", "open_no_limit"]);
});

test("no files at all are no cases", () => {
  const cases = createLiveCases(setup);
  cases.replace(new Map(), at(1, []));
  expect(cases.tableAt(at(1, [])).time).toHaveLength(0);
});

test("a week of small files holds no more cases than there are: what comes again takes the place of what was", () => {
  const cases = createLiveCases(setup);
  const files = Array.from({ length: 2000 }, (_, i) => `live-${i}`);
  const changed = new Map(files.map((file, i) => [file, [chunkOf([{ id: `case ${i % 500}`, at: 1 }])]] as const));
  cases.replace(changed, at(10, files));
  expect(cases.tableAt(at(10, files)).outcome).toHaveLength(500);
  const merged = new Map([["merged", [chunkOf(Array.from({ length: 500 }, (_, i) => ({ id: `case ${i}`, at: 1 })))]]]);
  cases.replace(merged, at(10, ["merged"]));
  expect(cases.tableAt(at(10, ["merged"])).outcome).toHaveLength(500);
  expect(() => cases.replace(new Map(), at(10, ["live-0"]))).toThrow("corrupt");
});

test("ten thousand files that come one after the other are kept as a few runs of columns, each case once", () => {
  const cases = createLiveCases(setup);
  const files: string[] = [];
  for (let i = 0; i < 10_000; i++) {
    files.push(`live-${i}`);
    const dept = i % 3 === 0 ? `dept ${i % 300}` : "green";
    cases.replace(new Map([[`live-${i}`, [chunkOf([{ id: `case ${i % 700}`, at: i % 9, dept }])]]]), at(10, files));
  }
  expect(cases.blockCount()).toBeLessThan(200);
  const table = cases.tableAt(at(10, files));
  expect(table.outcome).toHaveLength(700);
  const told = (code: number) => table.dictionaries.dept?.[code - 1];
  const last = Array.from({ length: 700 }, (_, i) => 9300 + i).map((i) => (i < 10_000 ? i : i - 700));
  const wanted = last.map((i) => `${i % 9} ${i % 3 === 0 ? `dept ${i % 300}` : "green"}`);
  const held = Array.from(
    table.codes.dept ?? [],
    (code, row) => `${((table.time[row] ?? 0) - start) / hour} ${told(code)}`,
  );
  expect(held.sort()).toEqual(wanted.sort());
});

test("a file in the middle of those that are kept together can change or go, and what it corrected is back", () => {
  const cases = createLiveCases(setup);
  const files = Array.from({ length: 200 }, (_, i) => `live-${i}`);
  const chunk = (i: number) => chunkOf([{ id: `case ${i % 100}`, at: 1, dept: `dept ${i}` }]);
  cases.replace(new Map(files.map((file, i) => [file, [chunk(i)]])), at(10, files));
  expect(cases.blockCount()).toBeLessThan(20);
  const rest = files.filter((file) => file !== "live-130");
  cases.replace(new Map([["live-131", [chunkOf([{ id: "case 31", at: 2, dept: "changed" }])]]]), at(10, rest));
  const table = cases.tableAt(at(10, rest));
  const depts = new Set(Array.from(table.codes.dept ?? [], (code) => table.dictionaries.dept?.[code - 1]));
  expect(depts.size).toBe(100);
  expect(["dept 30", "changed", "dept 132"].every((dept) => depts.has(dept))).toBe(true);
  expect(["dept 130", "dept 131", "dept 31"].some((dept) => depts.has(dept))).toBe(false);
  const names = rest.filter((_, i) => i % 2 === 0);
  cases.replace(new Map(), at(10, names));
  const left = new Set(names.map((name) => Number(name.slice("live-".length)) % 100));
  expect(cases.tableAt(at(10, names)).outcome).toHaveLength(left.size);
});
