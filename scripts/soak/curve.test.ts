import { expect, test } from "vitest";
import { soakCurve } from "./curve.ts";

const sample = (appends: number, heapBytes: number) => ({
  seconds: appends,
  appends,
  heapBytes,
  listeners: 10,
  nodes: 100,
  canvases: 5,
  detachedCanvases: 0,
  timers: 3,
  longTasks: 0,
});

test("the curve begins at zero and says how much the last half has grown", () => {
  const svg = soakCurve([sample(0, 20e6), sample(50, 20e6), sample(100, 21e6)]);
  expect(svg).toContain("last half +5.0 %");
  expect(svg).toContain("100 appends");
  expect(svg.match(/points="([^"]*)"/)?.[1]?.split(" ")).toHaveLength(3);
});

test("no samples are an empty picture, not NaN", () => {
  expect(soakCurve([])).not.toContain("NaN");
});
