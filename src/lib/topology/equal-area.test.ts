import { expect, test } from "vitest";
import { ringAreaM2 } from "../geodesy.ts";
import { equalAreaPlane } from "./equal-area.ts";
import { planeRingArea } from "./noding.ts";

const ring = [121.4, 31.2, 121.6, 31.21, 121.58, 31.4, 121.41, 31.38, 121.4, 31.2];

test("areas are those of the ellipsoid, 20 km from the middle too", () => {
  const plane = equalAreaPlane(121.5, 31.3);
  expect(planeRingArea(plane.toMetres(ring), 0, 5) / ringAreaM2(ring)).toBeCloseTo(1, 11);
});

test("there and back is the same place", () => {
  const plane = equalAreaPlane(121.5, 31.3);
  const back = plane.toDegrees(plane.toMetres(ring));
  ring.forEach((value, i) => {
    expect(back[i]).toBeCloseTo(value, 12);
  });
});

test("lengths are true at the middle", () => {
  const plane = equalAreaPlane(-77, 38.9);
  const [x, y] = plane.toMetres([-77, 38.9 + 1e-4]);
  expect([x, y].map((v) => Math.round(v * 100) / 100)).toEqual([0, 11.1]);
});
