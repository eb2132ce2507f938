import { expect, test } from "vitest";
import { soakCurve } from "./curve.ts";

const sample = (appends: number, heapBytes: number) => ({
  seconds: appends,
  appends,
  heapBytes,
  objectBytes: heapBytes / 2,
  processBytes: 0,
  listeners: 10,
  nodes: 100,
  canvases: 5,
  detachedCanvases: 0,
  timers: 3,
  workers: 2,
  longTasks: 0,
  slowTasks: 0,
  longestMs: 0,
});

test("the curve begins at zero and says how much the last half has grown", () => {
  const svg = soakCurve(
    [0, 20, 40, 60, 80, 100].map((appends) => sample(appends, 20e6 + Math.max(0, appends - 60) * 25e3)),
  );
  expect(svg).toContain("last half +5.00 %");
  expect(svg).toContain("100 appends");
  expect(svg.match(/points="([^"]*)"/)?.[1]?.split(" ")).toHaveLength(6);
});

test("no samples are an empty picture, not NaN", () => {
  expect(soakCurve([])).not.toContain("NaN");
});
