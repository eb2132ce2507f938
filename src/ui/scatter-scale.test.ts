import { expect, test } from "vitest";
import { evenTicks, nearestPoint, scaleOf } from "./scatter-scale.ts";

const frame = { width: 200, height: 100, margin: { top: 0, right: 0, bottom: 0, left: 0 } };
const points = { x: Float64Array.of(-10, 10, Number.NaN), y: Float64Array.of(-1, 1, 3) };

test("all points lie inside, with room around them", () => {
  const scale = scaleOf({ x: Float64Array.of(-10, 10), y: Float64Array.of(-1, 1) }, frame);
  expect(scale.px(-10)).toBeGreaterThan(0);
  expect(scale.px(10)).toBeLessThan(200);
  expect(scale.py(1)).toBeLessThan(scale.py(-1));
});

test("counts begin at zero, and one value alone still has an axis", () => {
  expect(scaleOf({ x: Float64Array.of(2, 90), y: Float64Array.of(5, 5) }, frame).x[0]).toBe(0);
  const { y } = scaleOf({ x: Float64Array.of(2, 90), y: Float64Array.of(5, 5) }, frame);
  expect(y[1]).toBeGreaterThan(y[0]);
  expect(scaleOf({ x: new Float64Array(0), y: new Float64Array(0) }, frame).x).toEqual([0, 1]);
});

test("ticks are round and lie within the range", () => {
  expect(evenTicks([0, 410], 4)).toEqual([0, 200, 400]);
  expect(evenTicks([-0.35, 0.31], 5)).toEqual([-0.2, 0, 0.2]);
});

test("the nearest point within reach is found, and no point that has no place", () => {
  const scale = scaleOf(points, frame);
  const near = { px: scale.px(10) + 3, py: scale.py(1), reachPx: 12 };
  expect(nearestPoint(points, scale, near)).toBe(1);
  expect(nearestPoint(points, scale, { ...near, px: 100 })).toBeNull();
});
