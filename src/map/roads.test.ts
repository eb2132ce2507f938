import { expect, test } from "vitest";
import { roadClasses } from "../domain/vocabulary.ts";
import { casingPixels, evenWidth, railwayWidth, roadWidth, roadWidths } from "./roads.ts";

const noExtra = [0, 0, 0] as const;

test("a road is as wide as stated at the stated zooms, and beyond them as at the last", () => {
  for (const roadClass of roadClasses) {
    const [far, middle, near] = roadWidths[roadClass];
    expect([9, 11, 14, 18, 20].map((zoom) => roadWidth(roadClass, zoom, noExtra))).toEqual([
      far,
      far,
      middle,
      near,
      near,
    ]);
  }
});

test("between the zooms a width grows by 1.6 times as much with every step", () => {
  const widths = [14, 15, 16, 17].map((zoom) => roadWidth("primary", zoom, noExtra));
  const steps = [1, 2, 3].map((i) => (widths[i] ?? 0) - (widths[i - 1] ?? 0));
  expect((steps[1] ?? 0) / (steps[0] ?? 1)).toBeCloseTo(1.6, 9);
  expect((steps[2] ?? 0) / (steps[1] ?? 1)).toBeCloseTo(1.6, 9);
});

test("a casing is wider than its road by its own pixels", () => {
  expect(roadWidth("trunk", 14, casingPixels) - roadWidth("trunk", 14, noExtra)).toBeCloseTo(1.4, 9);
});

test("a railway's width grows evenly", () => {
  expect([10, 11, 14, 17, 19].map((zoom) => evenWidth(railwayWidth, zoom))).toEqual([1, 1, 2.5, 4, 4]);
});
