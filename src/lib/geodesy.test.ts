import { expect, test } from "vitest";
import {
  boxOf,
  growBox,
  haversineMetres,
  inBox,
  metresPerDegree,
  polygonAreaM2,
  ringAreaM2,
  unionBox,
} from "./geodesy.ts";
import { flatFromGeoJson } from "./wkb.ts";

test("a degree is as long as the WGS-84 tables say", () => {
  expect(metresPerDegree(0).lon).toBeCloseTo(111_319.49, 1);
  expect(metresPerDegree(0).lat).toBeCloseTo(110_574.28, 1);
  expect(metresPerDegree(45).lon).toBeCloseTo(78_846.81, 1);
  expect(metresPerDegree(45).lat).toBeCloseTo(111_131.78, 1);
  expect(metresPerDegree(90).lon).toBeCloseTo(0, 6);
});

test("a quarter of a great circle is a quarter of the mean circumference", () => {
  expect(haversineMetres(0, 0, 90, 0)).toBeCloseTo((Math.PI / 2) * 6_371_008.8, 3);
  expect(haversineMetres(121.4737, 31.2304, 121.4737, 31.2304)).toBe(0);
  expect(haversineMetres(10, 50, 12, 51)).toBeCloseTo(haversineMetres(12, 51, 10, 50), 6);
});

test("an eighth of the ellipsoid has an eighth of its surface", () => {
  expect(ringAreaM2([0, 0, 90, 0, 90, 90, 0, 90]) / (510_065_621_724_088 / 8)).toBeCloseTo(1, 12);
});

test("a small square has the area of its sides, whichever way it turns", () => {
  const [lon, lat] = [121.44, 31.3];
  const side = metresPerDegree(lat + 0.0005);
  const square = [lon, lat, lon + 0.001, lat, lon + 0.001, lat + 0.001, lon, lat + 0.001];
  const reversed = [lon, lat, lon, lat + 0.001, lon + 0.001, lat + 0.001, lon + 0.001, lat];
  expect(ringAreaM2(square)).toBeCloseTo(side.lon * side.lat * 1e-6, 2);
  expect(ringAreaM2(reversed)).toBeCloseTo(-ringAreaM2(square), 6);
  expect(ringAreaM2([lon, lat, lon + 1, lat])).toBe(0);
});

test("holes are taken off and parts are added", () => {
  const square = (x: number, size: number): number[][] => [
    [x, 0],
    [x + size, 0],
    [x + size, size],
    [x, size],
  ];
  const area = (coordinates: unknown): number => polygonAreaM2(flatFromGeoJson({ type: "MultiPolygon", coordinates }));
  const whole = area([[square(0, 1)]]);
  const hole = area([[square(0, 0.5)]]);
  expect(area([[square(0, 1), square(0, 0.5)], [square(3, 1)]])).toBeCloseTo(2 * whole - hole, 0);
});

test("boxes surround, join, grow and contain", () => {
  const box = boxOf([3, 4, 1, 9, 2, 2]);
  expect(box).toEqual([1, 2, 3, 9]);
  expect(boxOf([])).toBeUndefined();
  expect(unionBox(box, [0, 5, 2, 10])).toEqual([0, 2, 3, 10]);
  expect(unionBox(undefined, box)).toBe(box);
  expect(growBox([0, 0, 10, 20], 0.5)).toEqual([-5, -10, 15, 30]);
  expect(inBox([0, 0, 1, 1], 1, 0)).toBe(true);
  expect(inBox([0, 0, 1, 1], Number.NaN, 0)).toBe(false);
});
