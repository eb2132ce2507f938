import { expect, test } from "vitest";
import { type Findings, threadsWithin } from "./threads.ts";

/** A cluster in areas 1 and 2 that grows, a weak one in area 9, and a series. */
const findings: Findings = {
  day: [10, 11, 11, 11],
  since: [9, 9, 11, 11],
  p: [0.001, 0.002, 0.1, 0.0001],
  q: [0.001, 0.002, 0.1, 0.01],
  series: [-1, -1, -1, 5],
  start: [0, 1, 3, 4, 5],
  member: Uint32Array.of(1, 1, 2, 9, 5),
};

test("a budget lets strong findings through, put together day by day, clusters and series apart", () => {
  expect(threadsWithin(findings, 1)).toEqual({ clusters: [[0, 1]], series: [[3]] });
});

test("a larger budget lets weaker ones through, a smaller one fewer", () => {
  expect(threadsWithin(findings, 10).clusters).toEqual([[0, 1], [2]]);
  expect(threadsWithin(findings, 0.1)).toEqual({ clusters: [[0]], series: [] });
});
