import { expect, test } from "vitest";
import { flatFromGeoJson } from "../../src/lib/wkb.ts";
import { miniSquare } from "./mini-town.test-data.ts";
import { roundToSum, shareByArea, shareOut } from "./overlap.ts";

const square = (x: number, y: number, size = 1) => flatFromGeoJson(miniSquare(x, y, size));

test("a source is shared out by the ground it has in common with each target", () => {
  const [shares] = shareByArea([square(0.25, 0)], [square(0, 0), square(1, 0)]);
  expect(shares?.get(0)).toBeCloseTo(0.75, 2);
  expect(shares?.get(1)).toBeCloseTo(0.25, 2);
});

test("what lies outside all targets counts for none, and a source outside them goes to the nearest", () => {
  const shares = shareByArea([square(-0.5, 0), square(5, 0), square(0, 0, 0.001)], [square(0, 0), square(1, 0)]);
  expect(shares.map((share) => [...share])).toEqual([[[0, 1]], [[1, 1]], [[0, 1]]]);
});

test("largest remainders are rounded up until the sum is right", () => {
  expect(roundToSum([1.4, 2.4, 3.2])).toEqual([2, 2, 3]);
  expect(roundToSum([0.5, 0.5])).toEqual([1, 0]);
  expect(roundToSum([])).toEqual([]);
});

test("amounts keep their sum when they are shared out", () => {
  const sources = [square(0, 0, 0.7), square(0.7, 0, 0.9), square(0.2, 0.9, 1.1)];
  const targets = [square(0, 0), square(1, 0), square(0, 1), square(1, 1)];
  const amounts = [1001, 503, 77];
  const shared = shareOut(amounts, shareByArea(sources, targets), targets.length);
  expect(shared.reduce((sum, value) => sum + value, 0)).toBe(1581);
  expect(shared.every(Number.isInteger)).toBe(true);
});
