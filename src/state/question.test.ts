import { expect, test } from "vitest";
import { frameStepMetres, squareFrame } from "../lib/frame.ts";
import { densityQuestion } from "./question.ts";

const frame = squareFrame([121.43, 31.29, 121.46, 31.32]);
const whole = { box: frame, widthPx: 800, heightPx: 800 } as const;

test("the raster covers the viewport and the reach of the kernel, within the frame", () => {
  const { window } = densityQuestion(whole, frame, null);
  expect([window.x0, window.y0]).toEqual([0, 0]);
  expect(window.width * 2 ** window.shift).toBeGreaterThanOrEqual(65535);
  expect(window.width * window.height).toBeLessThanOrEqual(330 * 330);
});

test("a chosen bandwidth is kept in metres whatever the zoom", () => {
  for (const share of [1, 0.1]) {
    const [west, south, east, north] = frame;
    const box = [west, north - (north - south) * share, west + (east - west) * share, north] as const;
    const { sigmaCells, cellKm2 } = densityQuestion({ box, widthPx: 800, heightPx: 800 }, frame, 120);
    expect(sigmaCells * Math.sqrt(cellKm2) * 1000).toBeCloseTo(120, 6);
  }
});

test("a kernel that follows the zoom never gets narrower than 25 metres", () => {
  const [west, south] = frame;
  const { sigmaCells, cellKm2 } = densityQuestion(
    { box: [west, south, west + 1e-4, south + 1e-4], widthPx: 800, heightPx: 800 },
    frame,
    null,
  );
  expect(sigmaCells * Math.sqrt(cellKm2) * 1000).toBeCloseTo(25, 6);
});

test("a cell's area follows from its steps", () => {
  const { window, cellKm2 } = densityQuestion(whole, frame, null);
  expect(cellKm2).toBeCloseTo(((2 ** window.shift * frameStepMetres(frame)) / 1000) ** 2, 12);
});

test("a viewport outside the data still asks for a raster", () => {
  const { window } = densityQuestion({ box: [10, 10, 11, 11], widthPx: 800, heightPx: 800 }, frame, null);
  expect(window.width).toBeGreaterThan(0);
  expect(window.height).toBeGreaterThan(0);
});
