import { expect, test } from "vitest";
import { frameStepMetres, squareFrame } from "./frame.ts";
import { mercatorX, mercatorY } from "./mercator.ts";

test("the frame is square in Mercator, holds the box and keeps its centre", () => {
  const frame = squareFrame([121.4, 31.2, 121.6, 31.25]);
  const width = mercatorX(frame[2]) - mercatorX(frame[0]);
  const height = mercatorY(frame[1]) - mercatorY(frame[3]);
  expect(height / width).toBeCloseTo(1, 9);
  expect(frame[0]).toBeLessThan(121.4);
  expect(frame[3]).toBeGreaterThan(31.25);
  expect((frame[0] + frame[2]) / 2).toBeCloseTo(121.5, 9);
});

test("a step of a one-degree frame at the equator is 111 km over 65535", () => {
  expect(frameStepMetres([0, -0.5, 1, 0.5]) * 65535).toBeCloseTo(111_319.49, 1);
});
