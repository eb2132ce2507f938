import { expect, test } from "vitest";
import { objectBytesOf } from "./heap.ts";
import type { SoakSample } from "./soak.ts";
import { longTasksOf } from "./trace.ts";
import { brokenBy, growthOf } from "./verdict.ts";

const sample = (seconds: number, more: Partial<SoakSample> = {}): SoakSample => ({
  seconds,
  appends: seconds,
  heapBytes: 20e6,
  objectBytes: 10e6,
  processBytes: 200e6,
  listeners: 10,
  nodes: 100,
  canvases: 5,
  detachedCanvases: 0,
  timers: 3,
  workers: 2,
  longTasks: 0,
  slowTasks: 0,
  longestMs: 40,
  ...more,
});
const samples = (more: (i: number) => Partial<SoakSample>) => Array.from({ length: 20 }, (_, i) => sample(i, more(i)));

test("growth is that of the line through the last half: a first half that fills up does not count, noise hardly", () => {
  const filling = samples((i) => ({ heapBytes: i < 10 ? i * 1e6 : 10e6 + (i % 2) * 1e4 }));
  expect(Math.abs(growthOf(filling, ({ heapBytes }) => heapBytes))).toBeLessThan(0.002);
  const leaking = samples((i) => ({ heapBytes: 10e6 + i * 1e5 }));
  expect(growthOf(leaking, ({ heapBytes }) => heapBytes)).toBeCloseTo(9e5 / 11e6, 9);
});

test("a soak that holds still has broken nothing, and every promise that is broken is named", () => {
  expect(brokenBy(samples(() => ({})))).toEqual([]);
  expect(brokenBy(samples((i) => ({ heapBytes: 20e6 + i * 1e5 })))).toEqual([
    "the heap grew by 4.3 % over the last half",
  ]);
  expect(
    brokenBy(
      samples((i) => ({ heapBytes: 20e6 + i * 1e5 })),
      { short: true },
    ),
  ).toEqual([]);
  expect(
    brokenBy(
      samples((i) => ({ objectBytes: 10e6 + i * 1e5 })),
      { short: true },
    ),
  ).toEqual(["objects grew by 8.2 % over the last half"]);
  expect(brokenBy(samples((i) => ({ listeners: 10 + i })))).toEqual(["listeners grew from 19 to 29"]);
  expect(brokenBy(samples((i) => ({ timers: i > 15 ? 4 : 3 })))).toEqual(["timers grew from 3 to 4"]);
  expect(brokenBy(samples((i) => ({ detachedCanvases: i === 7 ? 5 : 0 })))).toEqual([]);
  expect(brokenBy(samples((i) => ({ detachedCanvases: i === 7 || i === 8 ? 2 : 0 })))).toEqual([
    "2 canvases were detached and not freed",
  ]);
  expect(brokenBy(samples((i) => ({ longTasks: i > 3 ? 1 : 0 })))).toEqual(["1 tasks took longer than 200 ms"]);
});

test("objects are counted without compiled code and what the browser keeps", () => {
  const meta = {
    node_fields: ["type", "name", "self_size"],
    node_types: [["code", "object", "string", "native"], "string", "number"],
  };
  expect(objectBytesOf({ snapshot: { meta }, nodes: [0, 0, 1000, 1, 0, 24, 2, 0, 16, 3, 0, 500] })).toBe(40);
});

test("a task is long by its processor time, on the page's own thread", () => {
  const event = (name: string, more: object) => ({ name, ph: "X", pid: 7, tid: 1, ...more });
  const traceEvents = [
    { name: "thread_name", ph: "M", pid: 7, tid: 1, args: { name: "CrRendererMain" } },
    { name: "thread_name", ph: "M", pid: 7, tid: 2, args: { name: "DedicatedWorker" } },
    event("RunTask", { dur: 250_000, tdur: 210_000 }),
    event("RunTask", { dur: 400_000, tdur: 20_000 }),
    event("RunTask", { dur: 900_000, tdur: 900_000, tid: 2 }),
  ];
  const trace = Buffer.from(JSON.stringify({ traceEvents }));
  expect(longTasksOf(trace)).toEqual({ pid: 7, long: 1, slow: 2, longestMs: 210 });
  expect(longTasksOf(Buffer.from('{"traceEvents":[]}'))).toEqual({ pid: 0, long: 0, slow: 0, longestMs: 0 });
});
