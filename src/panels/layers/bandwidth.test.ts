import { expect, test } from "vitest";
import { bandwidthOf, stepOf, steps } from "./bandwidth.ts";

test("the slider's first position follows the zoom, the others run from 20 m to 1 km in equal ratios", () => {
  expect([0, 1, steps].map(bandwidthOf)).toEqual([null, 20, 1000]);
});

test("every position comes back from its metres", () => {
  for (let step = 0; step <= steps; step++) expect(stepOf(bandwidthOf(step))).toBe(step);
});
