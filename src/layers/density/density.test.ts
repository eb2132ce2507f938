import { expect, test } from "vitest";
import { groundColour, hexOf, sequential } from "../../lib/colour.ts";
import { densityAlpha, densityPixels } from "./image.ts";
import { densityLegend } from "./legend.ts";
import { densityScale, largest } from "./scale.ts";

const box = [121, 31, 122, 32] as const;
const scales = ["linear", "sqrt", "quantile"] as const;

test("a scale and its inverse meet at both ends and in between", () => {
  const field = Float32Array.from({ length: 500 }, (_, i) => i % 50);
  for (const name of scales) {
    const scale = densityScale(name, field, 49);
    expect(scale.position(0)).toBe(0);
    expect(scale.position(49)).toBeCloseTo(1, 6);
    for (const value of [1, 12, 30, 49]) expect(scale.value(scale.position(value))).toBeCloseTo(value, 4);
  }
});

test("the square-root scale puts a quarter of the largest in the middle", () => {
  expect(densityScale("sqrt", new Float32Array(0), 400).position(100)).toBeCloseTo(0.5, 12);
});

test("opacity rises from nothing and never falls", () => {
  expect(densityAlpha(0)).toBe(0);
  for (let t = 0.01; t <= 1; t += 0.01) expect(densityAlpha(t)).toBeGreaterThanOrEqual(densityAlpha(t - 0.01));
  expect(densityAlpha(1)).toBeLessThan(1);
});

test("an empty cell is clear and the fullest has the end of the ramp", () => {
  const field = Float32Array.from([0, 5, 20]);
  for (const name of scales) {
    const pixels = densityPixels(field, densityScale(name, field, 20), sequential.light);
    expect(pixels).toHaveLength(12);
    expect(pixels[3]).toBe(0);
    expect([...pixels.subarray(8, 11)]).toEqual([...sequential.light(1)]);
    expect(pixels[7]).toBeLessThan(pixels[11] ?? 0);
  }
});

test("the legend begins at nothing on the ground and ends at the largest", () => {
  const field = Float32Array.from([0, 30, 90]);
  const legend = densityLegend({ field, width: 3, height: 1, box }, { theme: "dark", scale: "sqrt" });
  expect(legend).toMatchObject({ kind: "ramp", unit: "cases_per_km2", scale: "sqrt" });
  expect(legend?.stops[0]).toEqual({ colour: hexOf(groundColour.dark), from: 0 });
  expect(legend?.stops.at(-1)?.from).toBe(90);
});

test("an empty field has no legend", () => {
  const field = new Float32Array(6);
  expect(largest(field)).toBe(0);
  expect(densityLegend({ field, width: 3, height: 2, box }, { theme: "light", scale: "linear" })).toBeNull();
});
